/* SPDX-License-Identifier: MIT */
/* Power State Coordination Interface, Arm DEN0022. */
#ifndef ARCH_PSCI_H
#define ARCH_PSCI_H

#include <stdint.h>

enum {
    PSCI_SUCCESS = 0,
    PSCI_INVALID_PARAMETERS = -2,
    PSCI_ALREADY_ON = -4,
    PSCI_AFFINITY_OFF = 1,
};

long psci_cpu_on(uint64_t mpidr, uint64_t entry, uint64_t context);
long psci_affinity_info(uint64_t mpidr);
void psci_cpu_off(void);
void psci_system_reset(void); /* returns if that is refused */
_Noreturn void psci_system_off(void);

#endif
