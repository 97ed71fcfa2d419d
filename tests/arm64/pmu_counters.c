/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_SET_NR_COUNTERS, seen from inside: as many event counters as claimed, and no
 * trace of any more. */
#include "arch/arm64/cpu.h"
#include "arch/arm64/el2.h"
#include "arch/arm64/exception.h"
#include "drivers/doorbell.h"
#include "drivers/pmuv3.h"
#include "tests/arm64/pmu.h"
#include "tests/check.h"

#include <inttypes.h>

#define EVENT_COUNTERS 31 /* as many as PMCR_EL0.N can say */
#define ALL            0xffffffffull

/* As claimed; where nothing is, as the PMU itself says. */
static unsigned counters(void) {
    return claim_made(&claims, CLAIM_PMU_COUNTERS)
               ? (unsigned)claim_value(&claims, CLAIM_PMU_COUNTERS)
               : pmu_counters();
}

static void expect_number(void *unused) {
    (void)unused;
    expect_equal("PMCR_EL0.N", claim_value(&claims, CLAIM_PMU_COUNTERS), pmu_counters(), "");
}

CHECK(number, "pmu.counters.number",
      "vcpu.rst 1.5: sets the number of implemented event counters, the value of PMCR_EL0.N") {
    need_claim(CLAIM_PMU_COUNTERS);
    need_pmu(0);
    expect_number(NULL);
}

CHECK(cpus, "pmu.counters.cpus", "vcpu.rst 1.5: the number is one for the virtual PMU of the VM") {
    need_claim(CLAIM_PMU_COUNTERS);
    need_pmu(0);
    need_other_cpus();
    on_other_cpus(expect_number, NULL);
}

CHECK(hpmn, "pmu.counters.hpmn",
      "vcpu.rst 1.5, Arm ARM MDCR_EL2.HPMN: resets to the number of counters, PMCR_EL0.N") {
    need_claim(CLAIM_PMU_COUNTERS);
    need_pmu(0);
    if (!el2_present())
        skip("no EL2: the VMM entered the guest at EL1");
    expect_equal("MDCR_EL2.HPMN", claim_value(&claims, CLAIM_PMU_COUNTERS),
                 GET(entry_mdcr_el2, MDCR_HPMN), "at entry");
}

/* Which bits of a set/clear register pair exist: those that can be set. */
#define WRITABLE(set, clear)                                                                       \
    ({                                                                                             \
        write_sysreg(set, ALL);                                                                    \
        isb();                                                                                     \
        uint64_t bits_ = read_sysreg(set);                                                         \
        write_sysreg(clear, ALL);                                                                  \
        isb();                                                                                     \
        bits_;                                                                                     \
    })

CHECK(masks, "pmu.counters.masks",
      "Arm ARM PMCNTENSET_EL0: bits of counters that are not implemented are RAZ/WI") {
    need_pmu(0);
    uint64_t mask = (BIT(counters()) - 1) | PMU_CYCLES,
             count = WRITABLE(pmcntenset_el0, pmcntenclr_el0) ^ mask,
             interrupt = WRITABLE(pmintenset_el1, pmintenclr_el1) ^ mask,
             overflow = WRITABLE(pmovsset_el0, pmovsclr_el0) ^ mask;
    if (count | interrupt | overflow) /* no host of ours makes them differ */
        fail("mask=0x%" PRIx64 " wrong: PMCNTENSET_EL0=0x%" PRIx64 " PMINTENSET_EL1=0x%" PRIx64
             " PMOVSSET_EL0=0x%" PRIx64,
             mask, count, interrupt, overflow);
}

static void write_and_read(void *counter) {
    unsigned number = *(unsigned *)counter;
    pmu_program(number, PMU_SW_INCR, 5);
    *(uint64_t *)counter = pmu_read(number);
}

/* Arm ARM PMXEVCNTR_EL0 leaves it open whether a counter that is not there is UNDEFINED or RAZ/WI;
 * keeping a value, or reading another counter's, is not among the choices. */
CHECK(absent, "pmu.counters.absent",
      "Arm ARM PMXEVCNTR_EL0: a counter that is not implemented is UNDEFINED or RAZ/WI") {
    need_pmu(0);
    unsigned undefined = 0;
    for (unsigned number = counters(); number < EVENT_COUNTERS; number++) {
        uint64_t result = number;
        if (exception_in(write_and_read, &result))
            undefined++;
        else if (result != 0)
            fail("counter=%u value expected=0 actual=%" PRIu64, number, result);
    }
    note("absent=%u undefined=%u", EVENT_COUNTERS - counters(), undefined);
}

CHECK(implemented, "pmu.counters.present",
      "Arm ARM PMCR_EL0.N: the number of event counters that are implemented") {
    need_pmu(1);
    for (unsigned number = 0; number < pmu_counters(); number++) {
        pmu_reset();
        pmu_program(number, PMU_SW_INCR, 5);
        pmu_start(BIT(number), 0);
        doorbell_listen(this_cpu()->index);
        pmu_increment(BIT(number));
        pmu_stop();
        if (pmu_read(number) != 6)
            fail("counter=%u value expected=6 actual=%" PRIu64, number, pmu_read(number));
    }
}
