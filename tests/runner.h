/* SPDX-License-Identifier: MIT */
#ifndef TESTS_RUNNER_H
#define TESTS_RUNNER_H

#include <stdbool.h>

/* Prints the plan and what `machine` this is, runs every check that `selection` (a list as of
 * name_selected()) names, prints each result, the totals and END. Returns whether one failed. */
bool run_checks(const char *selection, const char *machine);

/* Prints the totals and END, again. */
void print_totals(void);

#endif
