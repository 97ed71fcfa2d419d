/* SPDX-License-Identifier: MIT */
#include "core/pmu_filter.h"

/* The first range sets the policy for everything outside of all ranges to the opposite of its
 * action, even if it is empty; then the last range that holds the event decides. */
bool pmu_filter_passes(const struct claim *filter, unsigned event) {
    if (filter->items == 0)
        return true;
    bool passes = filter->value[0][0] == PMU_FILTER_DENY;
    for (unsigned i = 0; i < filter->items; i++) {
        const uint64_t *range = filter->value[i];
        if (event >= range[1] && event - range[1] < range[2])
            passes = range[0] == PMU_FILTER_ALLOW;
    }
    return passes;
}
