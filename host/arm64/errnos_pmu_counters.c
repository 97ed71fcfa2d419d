/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_SET_PMU and KVM_ARM_VCPU_PMU_V3_SET_NR_COUNTERS. */
#include "host/arm64/errnos.h"

#define PMU_INIT      "vcpu.rst 1.4: EBUSY: PMUv3 already initialized"
#define PMU_RAN       "vcpu.rst 1.4: EBUSY: a VCPU has already run"
#define PMU_FILTER    "vcpu.rst 1.4: EBUSY: an event filter has already been set"
#define PMU_FAULT     "vcpu.rst 1.4: EFAULT: Error accessing the PMU identifier"
#define PMU_NOT_FOUND "vcpu.rst 1.4: ENXIO: PMU not found"
#define PMU_FEATURE   "vcpu.rst 1.4: ENODEV: PMUv3 not supported"
#define PMU_NO_GIC    "vcpu.rst 1.4: ENODEV: GIC not initialized"
#define PMU_SELECT    "vcpu.rst 1.4: the VCPU uses the PMU of this identifier"
#define PMU_EVERYONE  "vcpu.rst 1.4: The PMU set for one VCPU will be used by all the others"

#define NR_INIT       "vcpu.rst 1.5: EBUSY: PMUv3 already initialized"
#define NR_RAN        "vcpu.rst 1.5: EBUSY: a VCPU has already run"
#define NR_FILTER     "vcpu.rst 1.5: EBUSY: an event filter has already been set"
#define NR_FAULT      "vcpu.rst 1.5: EFAULT: Error accessing the value pointed to by addr"
#define NR_FEATURE    "vcpu.rst 1.5: ENODEV: PMUv3 not supported"
#define NR_NO_GIC     "vcpu.rst 1.5: ENODEV: GIC not initialized"
#define NR_UNSELECTED "vcpu.rst 1.5: EINVAL: No PMUv3 explicitly selected"
#define NR_RANGE      "vcpu.rst 1.5: EINVAL: value of N out of range"
#define NR_SET        "vcpu.rst 1.5: Set the number of implemented event counters"
#define NR_CANCEL     "vcpu.rst 1.5: Selecting a new PMU cancels the effect of this attribute"

#define NO_IRQCHIP "not documented: without an in-kernel irqchip, it is set"
#define OTHER_INIT "not documented: another vCPU's INIT leaves it open"

#define SELECT(cpu)      SET_FOUND(cpu, pmu_set_pmu, pmu_type)
#define COUNTERS(cpu, n) SEQUENCE(NEED(cpu, pmu_set_nr_counters), SET(cpu, pmu_set_nr_counters, n))
#define FILTER(cpu)      SET(cpu, pmu_filter, 0x11 | 1 << 16)

#define WITH_NR  "6.16..7.3"
#define UNLOOKED "the GIC is not looked at"

const struct errno_row errnos_pmu_counters[] = {
    {"set-pmu.select", PMU_SELECT, {ONE, SELECT(0)}},
    {"set-pmu.gic-initialised", PMU_SELECT, {ONE, GIC_INIT, SELECT(0)}},
    {"set-pmu.irq-set", PMU_SELECT, {ONE, GIC_INIT, SET(0, pmu_irq, 23), SELECT(0)}},
    {"set-pmu.run", PMU_SELECT, {ONE, GIC_INIT, SELECT(0), INITIALISED(0), RUN(0)}},
    {"set-pmu.twice", PMU_SELECT, {ONE, SELECT(0), SELECT(0)}},
    {"set-pmu.vcpus", PMU_EVERYONE, {TWO, SELECT(0), SELECT(1)}},
    {"set-pmu.strict-other-vcpu",
     PMU_EVERYONE,
     {VCPU(PMU | STRICT), VCPU(PMU | STRICT), READY, SELECT(1), INITIALISED(0), RUN(0)}},
    {"set-pmu.no-irqchip", NO_IRQCHIP, {VCPU(PMU), SELECT(0)}},
    {"set-pmu.has", HAS_IT, {ONE, HAS(0, pmu_set_pmu)}},
    {"set-pmu.has-after-run", HAS_IT, {ONE_RAN, HAS(0, pmu_set_pmu)}},

    {"set-pmu.not-found-negative", PMU_NOT_FOUND, {ONE, SET(0, pmu_set_pmu, -1)}, ENXIO},
    {"set-pmu.not-found-hardware", PMU_NOT_FOUND, {ONE, SET(0, pmu_set_pmu, 0)}, ENXIO},
    {"set-pmu.not-found-large", PMU_NOT_FOUND, {ONE, SET(0, pmu_set_pmu, 0x7fffffff)}, ENXIO},
    {"set-pmu.fault-set", PMU_FAULT, {ONE, SET_FAULT(0, pmu_set_pmu)}, EFAULT},
    {"set-pmu.fault-ran", PMU_FAULT, {OTHER_RAN, SET_FAULT(1, pmu_set_pmu)}, EFAULT},
    {"set-pmu.gic-not-initialised", PMU_NO_GIC, {ONE, SELECT(0)}, ENODEV, KNOWN(0, ALL, UNLOOKED)},
    {"set-pmu.feature-set", PMU_FEATURE, {VCPU(NONE), GIC, SELECT(0)}, ENODEV},
    {"set-pmu.feature-has", MISSING_HAS, {VCPU(NONE), GIC, HAS(0, pmu_set_pmu)}, ENXIO},
    {"set-pmu.bare-set", PMU_FEATURE, {BARE, GIC, SELECT(0)}, ENODEV},
    {"set-pmu.bare-has", MISSING_HAS, {BARE, GIC, HAS(0, pmu_set_pmu)}, ENXIO},
    {"set-pmu.busy-initialised", PMU_INIT, {ONE_INITIALISED, SELECT(0)}, EBUSY},
    {"set-pmu.busy-ran", PMU_RAN, {ONE_RAN, SELECT(0)}, EBUSY},
    {"set-pmu.busy-other-ran", PMU_RAN, {OTHER_RAN, SELECT(1)}, EBUSY},
    {"set-pmu.other-initialised", OTHER_INIT, {TWO_INITIALISED, SELECT(1)}},
    {"set-pmu.busy-filter",
     PMU_FILTER,
     {ONE, GIC_INIT, FILTER(0), SELECT(0)},
     EBUSY,
     KNOWN(0, ALL, "only another PMU than the one in use is refused")},
    {"set-pmu.busy-filter-after-select",
     PMU_FILTER,
     {ONE, GIC_INIT, SELECT(0), FILTER(0), SELECT(0)},
     EBUSY,
     KNOWN(0, ALL, "only another PMU than the one in use is refused")},
    {"set-pmu.busy-filter-other-vcpu",
     PMU_FILTER,
     {TWO, GIC_INIT, FILTER(0), SELECT(1)},
     EBUSY,
     KNOWN(0, ALL, "only another PMU than the one in use is refused")},
    {"set-pmu.get", NOTHING_READ, {ONE, SELECT(0), GET(0, pmu_set_pmu, 0)}, ENXIO},
    {"set-pmu.feature-get", NOTHING_READ, {VCPU(NONE), GIC, GET(0, pmu_set_pmu, 0)}, ENXIO},

    {"nr-counters.none", NR_SET, {ONE, SELECT(0), COUNTERS(0, 0), FOUND(0, pmu_counters, 0)}},
    {"nr-counters.one", NR_SET, {ONE, SELECT(0), COUNTERS(0, 1), FOUND(0, pmu_counters, 1)}},
    {"nr-counters.all",
     NR_SET,
     {ONE, NEED(0, pmu_set_nr_counters), SELECT(0),
      SET_FOUND(0, pmu_set_nr_counters, pmu_counters)}},
    {"nr-counters.twice",
     NR_SET,
     {ONE, SELECT(0), COUNTERS(0, 0), COUNTERS(0, 1), FOUND(0, pmu_counters, 1)}},
    {"nr-counters.vcpus",
     PMU_EVERYONE,
     {TWO, SELECT(0), COUNTERS(0, 1), FOUND(1, pmu_counters, 1)}},
    {"nr-counters.gic-initialised", NR_SET, {ONE, GIC_INIT, SELECT(0), COUNTERS(0, 1)}},
    {"nr-counters.run",
     NR_SET,
     {ONE, GIC_INIT, SELECT(0), COUNTERS(0, 1), INITIALISED(0), RUN(0), FOUND(0, pmu_counters, 1)}},
    {"nr-counters.cancelled",
     NR_CANCEL,
     {ONE, NEED_FOUND(0, pmu_counters_above_1, 1), SELECT(0), COUNTERS(0, 1),
      FOUND(0, pmu_counters_above_1, 0), SELECT(0), FOUND(0, pmu_counters_above_1, 1)}},
    {"nr-counters.no-irqchip", NO_IRQCHIP, {VCPU(PMU), SELECT(0), COUNTERS(0, 1)}},
    {"nr-counters.has", HAS_IT, {ONE, NEED(0, pmu_set_nr_counters), HAS(0, pmu_set_nr_counters)}},

    {"nr-counters.one-too-many",
     NR_RANGE,
     {ONE, NEED(0, pmu_set_nr_counters), SELECT(0),
      SET_FOUND(0, pmu_set_nr_counters, pmu_counters_and_one)},
     EINVAL},
    {"nr-counters.32", NR_RANGE, {ONE, SELECT(0), COUNTERS(0, 32)}, EINVAL},
    {"nr-counters.256", NR_RANGE, {ONE, SELECT(0), COUNTERS(0, 256)}, EINVAL},
    {"nr-counters.negative", NR_RANGE, {ONE, SELECT(0), COUNTERS(0, -1)}, EINVAL},
    {"nr-counters.unselected",
     NR_UNSELECTED,
     {ONE, GIC_INIT, COUNTERS(0, 1)},
     EINVAL,
     KNOWN(0, WITH_NR, "KVM_ARM_VCPU_INIT has selected one, unless the vCPU is strict")},
    {"nr-counters.strict-unselected",
     NR_UNSELECTED,
     {VCPU(PMU | STRICT), READY, COUNTERS(0, 1)},
     EINVAL},
    {"nr-counters.strict-selected", NR_SET, {VCPU(PMU | STRICT), READY, SELECT(0), COUNTERS(0, 1)}},
    {"nr-counters.fault-set",
     NR_FAULT,
     {ONE, NEED(0, pmu_set_nr_counters), SELECT(0), SET_FAULT(0, pmu_set_nr_counters)},
     EFAULT},
    {"nr-counters.gic-not-initialised",
     NR_NO_GIC,
     {ONE, SELECT(0), COUNTERS(0, 1)},
     ENODEV,
     KNOWN(0, WITH_NR, UNLOOKED)},
    {"nr-counters.feature-set",
     NR_FEATURE,
     {VCPU(NONE), GIC, SET(0, pmu_set_nr_counters, 1)},
     ENODEV},
    {"nr-counters.feature-has", MISSING_HAS, {VCPU(NONE), GIC, HAS(0, pmu_set_nr_counters)}, ENXIO},
    {"nr-counters.bare-set", NR_FEATURE, {BARE, GIC, SET(0, pmu_set_nr_counters, 1)}, ENODEV},
    {"nr-counters.bare-has", MISSING_HAS, {BARE, GIC, HAS(0, pmu_set_nr_counters)}, ENXIO},
    {"nr-counters.busy-initialised",
     NR_INIT,
     {ONE, GIC_INIT, SELECT(0), INITIALISED(0), COUNTERS(0, 1)},
     EBUSY},
    {"nr-counters.busy-ran",
     NR_RAN,
     {ONE, GIC_INIT, SELECT(0), INITIALISED(0), RUN(0), COUNTERS(0, 1)},
     EBUSY},
    {"nr-counters.busy-other-ran",
     NR_RAN,
     {TWO, GIC_INIT, SELECT(0), INITIALISED(0), RUN(0), COUNTERS(1, 1)},
     EBUSY,
     KNOWN(0, WITH_NR,
           "only its own INIT counts; PMCR_EL0.N then changes on the vCPU that ran, too")},
    {"nr-counters.other-initialised",
     OTHER_INIT,
     {TWO, GIC_INIT, SELECT(0), INITIALISED(0), COUNTERS(1, 1)}},
    {"nr-counters.busy-filter",
     NR_FILTER,
     {ONE, GIC_INIT, SELECT(0), FILTER(0), COUNTERS(0, 1)},
     EBUSY,
     KNOWN(0, WITH_NR, "a filter is not looked at")},
    {"nr-counters.get",
     NOTHING_READ,
     {ONE, SELECT(0), COUNTERS(0, 1), GET(0, pmu_set_nr_counters, 0)},
     ENXIO},
    {0},
};
