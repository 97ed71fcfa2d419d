/* SPDX-License-Identifier: MIT */
/* Calls of firmware or hypervisor: SMC Calling Convention, Arm DEN0028. */
#ifndef ARCH_SMCCC_H
#define ARCH_SMCCC_H

#include <stdbool.h>
#include <stdint.h>

/* The conduit for PSCI, as the device tree's /psci names it. Until it is named, it is HVC, or SMC
 * if we were entered at EL2. */
void smccc_use_smc(bool smc);

/* Calls `function` with up to three arguments; returns x0. */
int64_t smccc_call(uint64_t function, uint64_t a, uint64_t b, uint64_t c);

#endif
