/* SPDX-License-Identifier: MIT */
/* The Performance Monitors Extension, PMUv3 (Arm ARM D13). */
#ifndef DRIVERS_PMUV3_H
#define DRIVERS_PMUV3_H

#include "arch/arm64/sysreg.h"

#include <stdbool.h>
#include <stdint.h>

/* ID_AA64DFR0_EL1.PMUVer: 0 if there is none, and then no other PMU register may be touched; 15 if
 * there is one, but not of this architecture. */
unsigned pmu_version(void);
bool pmu_present(void);

/* PMCR_EL0.N: event counters. */
unsigned pmu_counters(void);

/* Everything off and zero, also the overflow flags, which no reset clears for us. */
void pmu_reset(void);

/* Stops the overflow interrupt: an irq_quencher. Returns the overflow flags it found. */
uint64_t pmu_quench(void);

/* A way to make a counter overflow. prepare() leaves the counter `left` increments short of its
 * overflow, counting only once PMCR_EL0.E is set, with its interrupt off. */
struct pmu_source {
    const char *name;
    uint64_t flag; /* its bit in PMOVSSET, PMCNTENSET and PMINTENSET */
    void (*prepare)(uint64_t left);
};

/* CPU cycles on PMCCNTR_EL0; CPU cycles on event counter 0; SW_INCR on event counter 0, which
 * counts pmu_increment() alone. */
extern const struct pmu_source pmu_cycles, pmu_event, pmu_sw_incr;

void pmu_interrupt_on(const struct pmu_source *source);
void pmu_count(void);     /* PMCR_EL0.E = 1 */
void pmu_increment(void); /* one software increment of event counter 0 */
uint64_t pmu_overflows(void);

#endif
