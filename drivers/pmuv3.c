/* SPDX-License-Identifier: MIT */
#include "drivers/pmuv3.h"

#define ALL 0xffffffffu

unsigned pmu_version(void) {
    return (unsigned)GET(read_sysreg(id_aa64dfr0_el1), ID_AA64DFR0_PMUVER);
}

bool pmu_present(void) {
    return pmu_version() != 0 && pmu_version() != 15;
}

bool pmu_long_counters(void) {
    enum { PMUV3P5 = 6 };
    return pmu_present() && pmu_version() >= PMUV3P5;
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

void pmu_program(unsigned counter, unsigned event, uint64_t value) {
    if (counter == PMU_CYCLES_INDEX) {
        write_sysreg(pmccfiltr_el0, 0);
        write_sysreg(pmccntr_el0, value);
    } else {
        write_sysreg(pmselr_el0, counter);
        isb();
        write_sysreg(pmxevtyper_el0, event);
        write_sysreg(pmxevcntr_el0, value);
    }
    isb();
}

uint64_t pmu_read(unsigned counter) {
    isb();
    if (counter == PMU_CYCLES_INDEX)
        return read_sysreg(pmccntr_el0);
    write_sysreg(pmselr_el0, counter);
    isb();
    return read_sysreg(pmxevcntr_el0);
}

void pmu_start(uint64_t mask, uint64_t control) {
    write_sysreg(pmcntenset_el0, mask);
    write_sysreg(pmcr_el0, PMCR_LC | PMCR_E | control);
    isb();
}

void pmu_stop(void) {
    write_sysreg(pmcr_el0, PMCR_LC);
    isb();
}

void pmu_increment(uint64_t mask) {
    write_sysreg(pmswinc_el0, mask);
    isb();
}

void pmu_interrupt_on(uint64_t mask) {
    write_sysreg(pmintenset_el1, mask);
    isb();
}

uint64_t pmu_overflows(void) {
    isb();
    return read_sysreg(pmovsset_el0);
}

uint64_t pmu_quench(void) {
    uint64_t flags = pmu_overflows();
    write_sysreg(pmovsclr_el0, flags);
    isb();
    return flags;
}

/* Each register has 32 common events in its low half, 32 from 0x4000 on in its high half. */
unsigned pmu_event_of_bit(unsigned bit) {
    unsigned word = bit / 64, within = bit % 64;
    return 32 * word + within % 32 + (within < 32 ? 0 : 0x4000);
}

bool pmu_event_in(const uint64_t pmceid[2], unsigned bit) {
    return pmceid[bit / 64] >> bit % 64 & 1;
}

void pmu_read_pmceid(uint64_t pmceid[2]) {
    pmceid[0] = read_sysreg(pmceid0_el0);
    pmceid[1] = read_sysreg(pmceid1_el0);
}
