/* SPDX-License-Identifier: MIT */
/* Results as one text. Included once. */
#ifndef TESTS_UNIT_RESULTS_H
#define TESTS_UNIT_RESULTS_H

#include "host/output.h"

#include <string.h>

static char results[8192];

static void collect(const char *line, size_t length) {
    strncat(results, line, length);
}

static void no_results_yet(void) {
    tap = (struct tap){.write = collect};
    *results = '\0';
}

#endif
