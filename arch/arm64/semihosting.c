/* SPDX-License-Identifier: MIT */
#include "arch/arm64/semihosting.h"

/* Semihosting for AArch32 and AArch64 2.0, 3.1 and 5.8. */
#define SYS_EXIT_EXTENDED           0x20
#define ADP_STOPPED_APPLICATIONEXIT 0x20026

void semihosting_exit_status(uint64_t status) {
    const uint64_t block[] = {ADP_STOPPED_APPLICATIONEXIT, status};
    register uint64_t operation __asm__("x0") = SYS_EXIT_EXTENDED;
    register const uint64_t *parameter __asm__("x1") = block;
    __asm__ volatile("hlt #0xf000" : "+r"(operation) : "r"(parameter) : "memory");
}
