/* SPDX-License-Identifier: MIT */
#include "core/pmu_filter.h"

/* In one of the item's ranges, which are alike? If so, also in the last of those that begin no
 * later than the event. */
static bool holds(const uint64_t *item, unsigned event) {
    const uint64_t base = item[1], nevents = item[2], times = item[3], step = item[4];
    if (event < base)
        return false;
    uint64_t beyond = event - base, before = step ? beyond / step : 0;
    if (before > times - 1)
        before = times - 1;
    return beyond - before * step < nevents;
}

/* The first range sets the policy for everything outside of all ranges to the opposite of its
 * action, even if it is empty; then the last range that holds the event decides. */
bool pmu_filter_passes(const struct claim *filter, unsigned event) {
    if (filter->items == 0)
        return true;
    bool passes = filter->value[0][0] == PMU_FILTER_DENY;
    for (unsigned i = 0; i < filter->items; i++) {
        const uint64_t *item = filter->value[i];
        if (holds(item, event))
            passes = item[0] == PMU_FILTER_ALLOW;
    }
    return passes;
}
