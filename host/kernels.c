/* SPDX-License-Identifier: MIT */
#include "host/kernels.h"

#include <stdlib.h>
#include <string.h>

/* "6.12.107+deb13-cloud-arm64" is 6012: series are compared, not their updates. */
static unsigned long series(const char *release) {
    char *rest;
    unsigned long major = strtoul(release, &rest, 10);
    return major * 1000 + (*rest == '.' ? strtoul(rest + 1, NULL, 10) : 0);
}

static unsigned long oldest(const char *range) {
    return series(range);
}

static unsigned long newest(const char *range) {
    const char *end = strstr(range, "..");
    return series(end ? end + 2 : range);
}

bool kernels_include(const char *range, const char *tried, const char *release) {
    unsigned long here = series(release);
    if (here < oldest(tried))
        here = oldest(tried);
    if (here > newest(tried))
        here = newest(tried);
    return here >= oldest(range) && here <= newest(range);
}
