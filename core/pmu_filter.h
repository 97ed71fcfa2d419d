/* SPDX-License-Identifier: MIT */
/* What a PMU event filter must do: vcpu.rst 1.3, as a function. */
#ifndef CORE_PMU_FILTER_H
#define CORE_PMU_FILTER_H

#include "core/claims.h"

enum {
    PMU_FILTER_ALLOW = 0, /* KVM_PMU_EVENT_ALLOW */
    PMU_FILTER_DENY = 1,  /* KVM_PMU_EVENT_DENY */
};

/* Does the filter of these ranges (claim pmu.filter: action, base, nevents, times, step) let
 * `event` through? Without a range everything passes. What is never filtered, SW_INCR and CHAIN, is
 * the caller's to know: their PMCEID bits do follow the filter. */
bool pmu_filter_passes(const struct claim *filter, unsigned event);

#endif
