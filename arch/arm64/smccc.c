/* SPDX-License-Identifier: MIT */
#include "arch/arm64/smccc.h"
#include "arch/arm64/el2.h"

static enum { UNTOLD, HVC, SMC } conduit;

void smccc_use_smc(bool smc) {
    conduit = smc ? SMC : HVC;
}

int64_t smccc_call(uint64_t function, uint64_t a, uint64_t b, uint64_t c) {
    register uint64_t x0 __asm__("x0") = function;
    register uint64_t x1 __asm__("x1") = a;
    register uint64_t x2 __asm__("x2") = b;
    register uint64_t x3 __asm__("x3") = c;
#define CONDUIT(instruction)                                                                       \
    __asm__ volatile(instruction                                                                   \
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"x4", "x5", "x6", "x7", "x8", "x9", \
                       "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory")
    if (conduit == UNTOLD ? entry_level == 2 : conduit == SMC) /* EL2 is ours: HVC would stay */
        CONDUIT("smc #0");
    else
        CONDUIT("hvc #0");
#undef CONDUIT
    return (int64_t)x0;
}
