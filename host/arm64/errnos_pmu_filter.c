/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_FILTER. */
#include "host/arm64/errnos.h"

#define NO_GIC   "vcpu.rst 1.3: ENODEV, ENXIO: GIC not initialized, or irqchip not configured"
#define FEATURE  "vcpu.rst 1.3: ENODEV: PMUv3 not supported"
#define INIT     "vcpu.rst 1.3: EBUSY: PMUv3 already initialized"
#define RAN      "vcpu.rst 1.3: EBUSY: a VCPU has already run"
#define INVALID  "vcpu.rst 1.3: EINVAL: Invalid filter range"
#define RANGE    "vcpu.rst 1.3: a range is [base_event, base_event + nevents), with an action"
#define MULTIPLE "vcpu.rst 1.3: Multiple ranges can be programmed"
#define SPACE    "vcpu.rst 1.3: ranges must fit within the event space: 10 bits, or 16 from ARMv8.1"
#define OPPOSITE "vcpu.rst 1.3: the opposite action for the same range is registered, too"
#define STRICTLY                                                                                   \
    "vcpu.rst 1.3: ENXIO: PMUv3 not properly configured: KVM_ARM_VCPU_PMU_V3_STRICT, no SET_PMU"
#define NO_IRQCHIP "not documented: without an in-kernel irqchip, a filter is taken"
#define OTHER_INIT "not documented: another vCPU's INIT leaves the filter open"
#define PAD        "not documented: the padding is not looked at"

/* struct kvm_pmu_event_filter, which is 8 bytes. */
#define ALLOW KVM_PMU_EVENT_ALLOW
#define DENY  KVM_PMU_EVENT_DENY
#define RANGE_OF(action, base, n)                                                                  \
    ((uint64_t)(base) | (uint64_t)(n) << 16 | (uint64_t)(action) << 32)
#define FILTER(cpu, action, base, n) SET(cpu, pmu_filter, RANGE_OF(action, base, n))

/* A range alone, on a machine whose event numbers have that many bits. */
#define WITHIN(bits, base, n)                                                                      \
    { ONE, NEED_FOUND(0, pmu_event_bits, bits), FILTER(0, DENY, base, n) }

const struct errno_row errnos_pmu_filter[] = {
    {"pmu-filter.allow", RANGE, {ONE, FILTER(0, ALLOW, 0x11, 1)}},
    {"pmu-filter.deny", RANGE, {ONE, FILTER(0, DENY, 0x11, 1)}},
    {"pmu-filter.allow-none", RANGE, {ONE, FILTER(0, ALLOW, 0, 0)}},
    {"pmu-filter.deny-none", RANGE, {ONE, FILTER(0, DENY, 0, 0)}},
    {"pmu-filter.first-event", RANGE, {ONE, FILTER(0, DENY, 0, 1)}},
    {"pmu-filter.multiple",
     MULTIPLE,
     {ONE, FILTER(0, DENY, 0x11, 1), FILTER(0, ALLOW, 0x8, 4), FILTER(0, DENY, 0x10, 8)}},
    {"pmu-filter.opposite",
     OPPOSITE,
     {ONE, FILTER(0, ALLOW, 0, 10), FILTER(0, DENY, 0, 10), FILTER(0, ALLOW, 0, 10)}},
    {"pmu-filter.vcpus", MULTIPLE, {TWO, FILTER(0, DENY, 0x11, 1), FILTER(1, DENY, 0x8, 1)}},
    {"pmu-filter.gic-initialised", RANGE, {ONE, GIC_INIT, FILTER(0, DENY, 0x11, 1)}},
    {"pmu-filter.irq-set", RANGE, {ONE, GIC_INIT, SET(0, pmu_irq, 23), FILTER(0, DENY, 0x11, 1)}},
    {"pmu-filter.no-irqchip", NO_IRQCHIP, {VCPU(PMU), FILTER(0, DENY, 0x11, 1)}},
    {"pmu-filter.has", HAS_IT, {ONE, HAS(0, pmu_filter)}},
    {"pmu-filter.has-after-run", HAS_IT, {ONE_RAN, HAS(0, pmu_filter)}},

    {"pmu-filter.10-bit-last", SPACE, WITHIN(10, 0x3ff, 1)},
    {"pmu-filter.10-bit-all", SPACE, WITHIN(10, 0, 0x400)},
    {"pmu-filter.10-bit-beyond", SPACE, WITHIN(10, 0x400, 1), EINVAL},
    {"pmu-filter.10-bit-last-and-beyond", SPACE, WITHIN(10, 0x3ff, 2), EINVAL},
    {"pmu-filter.10-bit-all-and-beyond", SPACE, WITHIN(10, 0, 0x401), EINVAL},
    {"pmu-filter.16-bit-last", SPACE, WITHIN(16, 0xffff, 1)},
    {"pmu-filter.16-bit-most", SPACE, WITHIN(16, 1, 0xffff)},
    {"pmu-filter.16-bit-upper-half", SPACE, WITHIN(16, 0x8000, 0x8000)},
    {"pmu-filter.16-bit-all",
     SPACE,
     {ONE, NEED_FOUND(0, pmu_event_bits, 16), FILTER(0, ALLOW, 0, 0x8000),
      FILTER(0, ALLOW, 0x8000, 0x8000)}},
    {"pmu-filter.16-bit-last-and-beyond", SPACE, WITHIN(16, 0xffff, 2), EINVAL},
    {"pmu-filter.16-bit-most-and-beyond", SPACE, WITHIN(16, 2, 0xffff), EINVAL},
    {"pmu-filter.16-bit-half-and-beyond", SPACE, WITHIN(16, 0x8000, 0x8001), EINVAL},

    {"pmu-filter.invalid-overflow", INVALID, {ONE, FILTER(0, DENY, 0xffff, 0xffff)}, EINVAL},
    {"pmu-filter.invalid-action-2", INVALID, {ONE, FILTER(0, 2, 0x11, 1)}, EINVAL},
    {"pmu-filter.invalid-action-255", INVALID, {ONE, FILTER(0, 255, 0x11, 1)}, EINVAL},
    {"pmu-filter.invalid-second",
     INVALID,
     {ONE, FILTER(0, DENY, 0x11, 1), FILTER(0, DENY, 0xffff, 2)},
     EINVAL},
    {"pmu-filter.pad", PAD, {ONE, SET(0, pmu_filter, RANGE_OF(DENY, 0x11, 1) | 1ULL << 40)}},

    {"pmu-filter.gic-not-initialised",
     NO_GIC,
     {ONE, FILTER(0, DENY, 0x11, 1)},
     ENODEV,
     ENXIO,
     KNOWN(0, ALL, "no irqchip, and no state of one, is looked at")},
    {"pmu-filter.feature-set", FEATURE, {VCPU(NONE), GIC, FILTER(0, DENY, 0x11, 1)}, ENODEV},
    {"pmu-filter.feature-has", MISSING_HAS, {VCPU(NONE), GIC, HAS(0, pmu_filter)}, ENXIO},
    {"pmu-filter.bare-set", FEATURE, {BARE, GIC, FILTER(0, DENY, 0x11, 1)}, ENODEV},
    {"pmu-filter.bare-has", MISSING_HAS, {BARE, GIC, HAS(0, pmu_filter)}, ENXIO},
    {"pmu-filter.strict", STRICTLY, {VCPU(PMU | STRICT), READY, FILTER(0, DENY, 0x11, 1)}, ENXIO},
    {"pmu-filter.strict-selected",
     STRICTLY,
     {VCPU(PMU | STRICT), READY, SET_FOUND(0, pmu_set_pmu, pmu_type), FILTER(0, DENY, 0x11, 1)}},

    {"pmu-filter.busy-initialised", INIT, {ONE_INITIALISED, FILTER(0, DENY, 0x11, 1)}, EBUSY},
    {"pmu-filter.busy-ran", RAN, {ONE_RAN, FILTER(0, DENY, 0x11, 1)}, EBUSY},
    {"pmu-filter.busy-other-ran", RAN, {OTHER_RAN, FILTER(1, DENY, 0x11, 1)}, EBUSY},
    {"pmu-filter.other-initialised", OTHER_INIT, {TWO_INITIALISED, FILTER(1, DENY, 0x11, 1)}},

    {"pmu-filter.fault-set", BAD_POINTER, {ONE, SET_FAULT(0, pmu_filter)}, EFAULT},
    {"pmu-filter.fault-ran", BAD_POINTER, {OTHER_RAN, SET_FAULT(1, pmu_filter)}, EFAULT},
    {"pmu-filter.get", NOTHING_READ, {ONE, FILTER(0, DENY, 0x11, 1), GET(0, pmu_filter, 0)}, ENXIO},
    {"pmu-filter.feature-get", NOTHING_READ, {VCPU(NONE), GIC, GET(0, pmu_filter, 0)}, ENXIO},
    {0},
};
