/* SPDX-License-Identifier: MIT */
#ifndef HOST_LIST_H
#define HOST_LIST_H

#include "host/options.h"

/* Prints the tables that the options name: checks, scenarios, errnos, lies, claims. Needs no KVM.
 * Returns the exit status. */
int list(struct options *options);

#endif
