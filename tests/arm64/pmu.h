/* SPDX-License-Identifier: MIT */
/* What every check of the PMU needs. */
#ifndef TESTS_ARM64_PMU_H
#define TESTS_ARM64_PMU_H

/* Where an event counter overflows with PMCR_EL0.LP = 0, on every PMUv3. */
#define PMU_OVERFLOW (1ull << 32)

/* Skips without a PMU, or with fewer event counters. */
void need_pmu(unsigned counters);

/* Skips unless the PMU has this common event: as pmu.events claims, else as PMCEID says, where no
 * filter may have hidden it. */
void need_event(unsigned event);

#endif
