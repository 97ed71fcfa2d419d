/* SPDX-License-Identifier: MIT */
#ifndef HOST_EXITS_H
#define HOST_EXITS_H

#include "host/vm.h"

#include <stdatomic.h>

/* How often guests have left KVM_RUN, and of that to print through the doorbell or the terminal,
 * in this process and its children, since that was set to 0. */
struct exits {
    atomic_uint all, printing;
};
struct exits *exits_counted(void);

/* Counts one, if anyone has asked for them before this process began. */
void exits_count(void);
void exits_count_printing(void);

/* Ends the child, with words for the exit that KVM_RUN has returned with and nobody expects. */
_Noreturn void fail_exit(const struct vcpu *cpu);

#endif
