/* SPDX-License-Identifier: MIT */
#ifndef HOST_EXITS_H
#define HOST_EXITS_H

#include "host/vm.h"

#include <stdatomic.h>

/* How often guests have left KVM_RUN since it was set to 0, in this process and its children. */
atomic_uint *exits_counted(void);

/* Counts one, if anyone has asked for them before this process began. */
void exits_count(void);

/* Ends the child, with words for the exit that KVM_RUN has returned with and nobody expects. */
_Noreturn void fail_exit(const struct vcpu *cpu);

#endif
