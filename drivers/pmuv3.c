/* SPDX-License-Identifier: MIT */
#include "drivers/pmuv3.h"

#define COUNTER0   BIT(0)
#define ALL        0xffffffffu
#define EVENT_BITS 32 /* with PMCR_EL0.LP = 0 an event counter overflows there on every PMUv3 */

unsigned pmu_version(void) {
    return (unsigned)GET(read_sysreg(id_aa64dfr0_el1), ID_AA64DFR0_PMUVER);
}

bool pmu_present(void) {
    return pmu_version() != 0 && pmu_version() != 15;
}

unsigned pmu_counters(void) {
    return (unsigned)GET(read_sysreg(pmcr_el0), PMCR_N);
}

void pmu_reset(void) {
    write_sysreg(pmcr_el0, PMCR_LC | PMCR_C | PMCR_P);
    write_sysreg(pmcntenclr_el0, ALL);
    write_sysreg(pmintenclr_el1, ALL);
    write_sysreg(pmovsclr_el0, ALL);
    isb();
}

uint64_t pmu_quench(void) {
    uint64_t flags = pmu_overflows();
    write_sysreg(pmovsclr_el0, flags);
    isb();
    return flags;
}

static void prepare_cycles(uint64_t left) {
    pmu_reset();
    write_sysreg(pmccfiltr_el0, 0);
    write_sysreg(pmccntr_el0, -left);
    write_sysreg(pmcntenset_el0, PMU_CYCLES);
    isb();
}

static void prepare_counter0(uint64_t event, uint64_t left) {
    pmu_reset();
    write_sysreg(pmselr_el0, 0);
    isb();
    write_sysreg(pmxevtyper_el0, event);
    write_sysreg(pmxevcntr_el0, (BIT(EVENT_BITS) - left) & ALL);
    write_sysreg(pmcntenset_el0, COUNTER0);
    isb();
}

static void prepare_event(uint64_t left) {
    prepare_counter0(PMU_CPU_CYCLE, left);
}

static void prepare_sw_incr(uint64_t left) {
    prepare_counter0(PMU_SW_INCR, left);
}

const struct pmu_source pmu_cycles = {"PMCCNTR_EL0", PMU_CYCLES, prepare_cycles};
const struct pmu_source pmu_event = {"CPU_CYCLES", COUNTER0, prepare_event};
const struct pmu_source pmu_sw_incr = {"SW_INCR", COUNTER0, prepare_sw_incr};

void pmu_interrupt_on(const struct pmu_source *source) {
    write_sysreg(pmintenset_el1, source->flag);
    isb();
}

void pmu_count(void) {
    write_sysreg(pmcr_el0, PMCR_LC | PMCR_E);
    isb();
}

void pmu_increment(void) {
    write_sysreg(pmswinc_el0, COUNTER0);
    isb();
}

uint64_t pmu_overflows(void) {
    isb();
    return read_sysreg(pmovsclr_el0);
}
