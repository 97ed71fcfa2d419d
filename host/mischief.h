/* SPDX-License-Identifier: MIT */
/* What a lying host does while its guest runs (host/scenario.h), all in the child. */
#ifndef HOST_MISCHIEF_H
#define HOST_MISCHIEF_H

#include "host/arch.h"

/* Before the guest's first instruction. */
void mischief_at_start(const struct machine *machine, struct vm *vm);

/* This vCPU has rung DOORBELL_LISTEN, with this value, and is stopped. */
void mischief_on_listen(const struct machine *machine, const struct vcpu *cpu, uint64_t value);

/* How many times as long as it has is its thread said to have waited? */
uint64_t mischief_waited(void);

/* Has mischief of this kind been done? */
bool mischief_done(enum mischief_kind kind);

#endif
