/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_INIT, seen from inside: the PMU works, and counters overflow as they must. */
#include "arch/arm64/cpu.h"
#include "drivers/doorbell.h"
#include "drivers/pmuv3.h"
#include "tests/arm64/pmu.h"
#include "tests/check.h"

static void increment_once(uint64_t mask, uint64_t control) {
    pmu_start(mask, control);
    doorbell_listen(this_cpu()->index);
    pmu_increment(BIT(0));
    pmu_stop();
}

/* The value of a counter that overflows at `bits`; and whether its flag is set. */
static void expect_counter(uint64_t value, uint64_t bits, uint64_t flag, const char *when) {
    expect_equal("PMEVCNTR0_EL0", value, pmu_read(0) & bits, when);
    expect_equal("PMOVSSET_EL0", flag, pmu_overflows(), when);
}

CHECK(clean, "pmu.overflow.clean",
      "Arm ARM PMOVSCLR_EL0: a bit written as 1 is cleared, and stays so until an overflow") {
    need_pmu(1);
    pmu_reset();
    pmu_program(0, PMU_SW_INCR, 0);
    increment_once(BIT(0), 0);
    expect_counter(1, ~0ull, 0, "far from any overflow");
}

CHECK(
    wrap, "pmu.overflow.wrap",
    "Arm ARM D13.3: at the overflow of an event counter its low 32 bits are 0 and its flag is set") {
    need_pmu(1);
    pmu_reset();
    pmu_program(0, PMU_SW_INCR, PMU_OVERFLOW - 1);
    increment_once(BIT(0), 0);
    expect_counter(0, PMU_OVERFLOW - 1, BIT(0), "past 32 bits");
}

CHECK(chain, "pmu.overflow.chain",
      "Arm ARM D13.12 CHAIN: counts the unsigned overflows of the even counter below") {
    need_pmu(2);
    need_event(PMU_CHAIN);
    pmu_reset();
    pmu_program(0, PMU_SW_INCR, PMU_OVERFLOW - 2);
    pmu_program(1, PMU_CHAIN, 5);
    increment_once(BIT(0) | BIT(1), 0);
    expect_equal("PMEVCNTR1_EL0", 5, pmu_read(1), "before the overflow below it");
    increment_once(BIT(0) | BIT(1), 0);
    expect_equal("PMEVCNTR1_EL0", 6, pmu_read(1), "after the overflow below it");
}

CHECK(long_counter, "pmu.overflow.long",
      "Arm ARM PMCR_EL0.LP: with 1, an event counter overflows at 64 bits, not at 32") {
    need_pmu(1);
    if (!pmu_long_counters())
        skip("PMCR_EL0.LP needs PMUv3p5: ID_AA64DFR0_EL1.PMUVer=%u", pmu_version());
    pmu_reset();
    pmu_program(0, PMU_SW_INCR, PMU_OVERFLOW - 1);
    increment_once(BIT(0), PMCR_LP);
    expect_counter(PMU_OVERFLOW, ~0ull, 0, "past 32 bits");
    pmu_program(0, PMU_SW_INCR, ~0ull);
    increment_once(BIT(0), PMCR_LP);
    expect_counter(0, ~0ull, BIT(0), "past 64 bits");
}
