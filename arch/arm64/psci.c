/* SPDX-License-Identifier: MIT */
#include "arch/arm64/psci.h"
#include "arch/arm64/sysreg.h"

enum {
    CPU_OFF = 0x84000002,
    SYSTEM_OFF = 0x84000008,
};
#define CPU_ON        0xc4000003ul
#define AFFINITY_INFO 0xc4000004ul

static bool use_smc;

void psci_use_smc(bool smc) {
    use_smc = smc;
}

static long call(uint64_t function, uint64_t a, uint64_t b, uint64_t c) {
    register uint64_t x0 __asm__("x0") = function;
    register uint64_t x1 __asm__("x1") = a;
    register uint64_t x2 __asm__("x2") = b;
    register uint64_t x3 __asm__("x3") = c;
#define CONDUIT(instruction)                                                                       \
    __asm__ volatile(instruction                                                                   \
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"x4", "x5", "x6", "x7", "x8", "x9", \
                       "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory")
    if (use_smc)
        CONDUIT("smc #0");
    else
        CONDUIT("hvc #0");
#undef CONDUIT
    return (long)x0;
}

/* PSCI's results are 32 bits wide, whatever the width of the call. */
long psci_cpu_on(uint64_t mpidr, uint64_t entry, uint64_t context) {
    return (int32_t)call(CPU_ON, mpidr, entry, context);
}

long psci_affinity_info(uint64_t mpidr) {
    return (int32_t)call(AFFINITY_INFO, mpidr, 0, 0);
}

void psci_cpu_off(void) {
    call(CPU_OFF, 0, 0, 0);
}

_Noreturn void psci_system_off(void) {
    call(SYSTEM_OFF, 0, 0, 0);
    for (;;) /* refused: nothing is left to do, at no cost to the host */
        wfi();
}
