/* SPDX-License-Identifier: MIT */
#ifndef HOST_BENCH_H
#define HOST_BENCH_H

#include "host/options.h"

/* Measures a scenario of each of options->names, which are claims, or one of a single check, and in
 * turn with it the floor: a bare VM with the same devices. Prints a table, for scripts/bench to
 * make sense of. Returns the exit status. */
int bench(const struct options *options);

#endif
