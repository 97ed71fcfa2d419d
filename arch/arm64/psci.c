/* SPDX-License-Identifier: MIT */
#include "arch/arm64/psci.h"
#include "arch/arm64/exception.h"
#include "arch/arm64/smccc.h"
#include "arch/arm64/sysreg.h"

#include <stddef.h>

#define CPU_OFF       0x84000002u
#define CPU_ON        0xc4000003u
#define AFFINITY_INFO 0xc4000004u
#define SYSTEM_OFF    0x84000008u
#define SYSTEM_RESET  0x84000009u

/* PSCI's results are 32 bits wide, whatever the width of the call. */
long psci_cpu_on(uint64_t mpidr, uint64_t entry, uint64_t context) {
    return (int32_t)smccc_call(CPU_ON, mpidr, entry, context);
}

long psci_affinity_info(uint64_t mpidr) {
    return (int32_t)smccc_call(AFFINITY_INFO, mpidr, 0, 0);
}

void psci_cpu_off(void) {
    smccc_call(CPU_OFF, 0, 0, 0);
}

void psci_system_reset(void) {
    smccc_call(SYSTEM_RESET, 0, 0, 0);
}

_Noreturn void psci_system_off(void) {
    static bool asked;
    exception_set_printer(NULL); /* where it is undefined, the exception leads back here */
    if (!asked) {
        asked = true;
        smccc_call(SYSTEM_OFF, 0, 0, 0);
    }
    for (;;) /* refused: nothing is left to do, at no cost to the host */
        wfi();
}
