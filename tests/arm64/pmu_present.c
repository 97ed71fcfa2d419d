/* SPDX-License-Identifier: MIT */
#include "drivers/pmuv3.h"
#include "tests/check.h"

CHECK(pmu_present_claimed, "pmu.present",
      "api.rst KVM_ARM_VCPU_INIT: KVM_ARM_VCPU_PMU_V3 emulates PMUv3 for the CPU") {
    need_claim(CLAIM_PMU);
    note("PMUVer=%u", pmu_version());
    expect_equal("pmu", claim_value(&claims, CLAIM_PMU), pmu_present(), "");
}
