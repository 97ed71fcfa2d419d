/* SPDX-License-Identifier: MIT */
#include "host/scenario.h"

#include <string.h>

bool scenario_breaks(const struct scenario *lie, const char *check) {
    size_t length = strlen(check);
    for (const char *at = lie->broken; (at = strstr(at, check)); at += length)
        if ((at == lie->broken || at[-1] == ',') && (at[length] == '\0' || at[length] == ','))
            return true;
    return false;
}
