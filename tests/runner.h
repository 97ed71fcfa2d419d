/* SPDX-License-Identifier: MIT */
#ifndef TESTS_RUNNER_H
#define TESTS_RUNNER_H

/* Prints the plan and what `machine` this is, runs every check that `selection` (a list as of
 * name_selected()) names, prints each result, the totals and END. */
void run_checks(const char *selection, const char *machine);

#endif
