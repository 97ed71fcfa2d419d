/* SPDX-License-Identifier: MIT */
#ifndef HOST_EXITS_H
#define HOST_EXITS_H

#include "host/vm.h"

/* Ends the child, with words for the exit that KVM_RUN has returned with and nobody expects. */
_Noreturn void fail_exit(const struct vcpu *cpu);

#endif
