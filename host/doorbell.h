/* SPDX-License-Identifier: MIT */
#ifndef HOST_DOORBELL_H
#define HOST_DOORBELL_H

#include "host/arch.h"

/* An access of 64 bits to the doorbell page (core/doorbell.h); false if it makes no sense. Any
 * vCPU's thread may call this. */
bool doorbell_access(const struct machine *machine, const struct vcpu *cpu, uint64_t offset,
                     bool write, uint64_t *value);

#endif
