/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/hcall.h"

long hcall_io(unsigned number, uint64_t io[HCALL_ARGUMENTS]) {
    register uint64_t r3 __asm__("r3") = number;
    register uint64_t r4 __asm__("r4") = io[0];
    register uint64_t r5 __asm__("r5") = io[1];
    register uint64_t r6 __asm__("r6") = io[2];
    register uint64_t r7 __asm__("r7") = io[3];
    register uint64_t r8 __asm__("r8") = io[4];
    __asm__ volatile("sc 1"
                     : "+r"(r3), "+r"(r4), "+r"(r5), "+r"(r6), "+r"(r7), "+r"(r8)::"r0", "r9",
                       "r10", "r11", "r12", "ctr", "xer", "cr0", "cr1", "cr5", "cr6", "cr7",
                       "memory");
    io[0] = r4;
    io[1] = r5;
    io[2] = r6;
    io[3] = r7;
    io[4] = r8;
    return (long)r3;
}
