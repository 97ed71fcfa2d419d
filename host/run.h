/* SPDX-License-Identifier: MIT */
/* The commands that need KVM. Each prints one TAP stream and returns the exit status. */
#ifndef HOST_RUN_H
#define HOST_RUN_H

#include "host/options.h"

/* Runs the scenarios and rows of errnos that the options name. */
int run(struct options *options);

/* Runs lies: each passes if exactly the checks it is about fail. */
int run_lies(struct options *options);

/* Exits with one sentence if this machine's KVM cannot run our guests. */
void require_kvm(void);

#endif
