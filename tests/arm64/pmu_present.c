/* SPDX-License-Identifier: MIT */
/* The vCPU feature KVM_ARM_VCPU_PMU_V3, and what every other check of the PMU needs. */
#include "drivers/pmuv3.h"
#include "tests/arm64/pmu.h"
#include "tests/check.h"

void need_pmu(unsigned counters) {
    if (!pmu_present())
        skip("no PMU: ID_AA64DFR0_EL1.PMUVer=%u", pmu_version());
    if (pmu_counters() < counters)
        skip("too few event counters: PMCR_EL0.N=%u", pmu_counters());
}

void need_event(unsigned event) {
    uint64_t own[2];
    bool claimed = claim_made(&claims, CLAIM_PMU_EVENTS);
    if (!claimed && claim_made(&claims, CLAIM_PMU_FILTER))
        skip("pmu.events is not claimed, and a filter hides what PMCEID would say");
    pmu_read_pmceid(own);
    const uint64_t *pmceid = claimed ? claims.of[CLAIM_PMU_EVENTS].value[0] : own;
    for (unsigned bit = 0; bit < PMU_EVENT_BITS; bit++)
        if (pmu_event_of_bit(bit) == event && pmu_event_in(pmceid, bit))
            return;
    skip("this PMU does not advertise event 0x%x in PMCEID", event);
}

CHECK(present, "pmu.present",
      "api.rst KVM_ARM_VCPU_INIT: KVM_ARM_VCPU_PMU_V3 emulates PMUv3 for the CPU") {
    need_claim(CLAIM_PMU);
    note("PMUVer=%u", pmu_version());
    expect_equal("pmu", claim_value(&claims, CLAIM_PMU), pmu_present(), "");
}
