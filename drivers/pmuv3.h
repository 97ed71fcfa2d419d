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

/* PMUv3p5: event counters are 64 bits wide. */
bool pmu_long_counters(void);

/* PMCR_EL0.N: event counters. */
unsigned pmu_counters(void);

/* Everything off and zero, also the overflow flags, which no reset clears for us. */
void pmu_reset(void);

/* The cycle counter's bit in PMOVSSET, PMCNTENSET and PMINTENSET is PMU_CYCLES, counter n's is
 * BIT(n). PMU_CYCLES_INDEX names it where a counter's number is asked for. */
enum { PMU_CYCLES_INDEX = 31 };

/* Makes the counter count `event` (the cycle counter has its own) from `value`, once it is enabled
 * by pmu_start(). Counter `counter` must be there. */
void pmu_program(unsigned counter, unsigned event, uint64_t value);
uint64_t pmu_read(unsigned counter);

/* Enables the counters in `mask` and PMCR_EL0.E with the further PMCR bits `control`, or stops all
 * counting. */
void pmu_start(uint64_t mask, uint64_t control);
void pmu_stop(void);

void pmu_increment(uint64_t mask); /* PMSWINC_EL0: one event for those that count SW_INCR */
void pmu_interrupt_on(uint64_t mask);
uint64_t pmu_overflows(void); /* PMOVSSET_EL0 */

/* Stops the overflow interrupt: an irq_quencher. Returns the overflow flags it found. */
uint64_t pmu_quench(void);

/* Is this event's bit set in PMCEID0_EL0 and PMCEID1_EL0? They have bits for the events that
 * pmu_event_of_bit() names: 0x0-0x3f and 0x4000-0x403f. */
enum { PMU_EVENT_BITS = 128 };
unsigned pmu_event_of_bit(unsigned bit);
bool pmu_event_in(const uint64_t pmceid[2], unsigned bit);
void pmu_read_pmceid(uint64_t pmceid[2]);

#endif
