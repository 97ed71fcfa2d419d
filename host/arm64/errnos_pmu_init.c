/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_INIT, and what no attribute of the group is. */
#include "host/arm64/errnos.h"

#define INIT_EXIST   "vcpu.rst 1.2: EEXIST: Interrupt number already used"
#define INIT_NO_GIC  "vcpu.rst 1.2: ENODEV: GIC not initialized"
#define INIT_FEATURE "vcpu.rst 1.2: ENODEV, ENXIO: PMUv3 not supported, missing VCPU feature"
#define INIT_UNSET   "vcpu.rst 1.2: ENXIO: interrupt number not set"
#define INIT_BUSY    "vcpu.rst 1.2: EBUSY: PMUv3 already initialized"
#define INIT_AFTER                                                                                 \
    "vcpu.rst 1.2: If using the PMUv3 with an in-kernel virtual GIC implementation, this must be " \
    "done after initializing the in-kernel irqchip"
#define INIT_NEEDED                                                                                \
    "not documented: a vCPU with a PMU that is not initialised does not run (EINVAL)"
#define INIT_SPI "not documented: an SPI that the GIC does not have is EINVAL"
#define INIT_RUN "not documented: a PMU and a timer of one PPI do not run (EINVAL)"
#define INIT_STRICT                                                                                \
    "api.rst 4.82: KVM_ARM_VCPU_PMU_V3_STRICT: no default PMU; one must be selected by SET_PMU"
#define STRICT_NEEDS "api.rst 4.82: KVM_ARM_VCPU_PMU_V3_STRICT requires KVM_ARM_VCPU_PMU_V3"

static const struct attribute pmu_unknown = {KVM_ARM_VCPU_PMU_V3_CTRL, 99, "PMU attribute 99"};

const struct errno_row errnos_pmu_init[] = {
    {"pmu-init.ready", INIT_AFTER, {ONE, GIC_INIT, SET(0, pmu_irq, 23), SET(0, pmu_init, 0)}},
    {"pmu-init.no-irqchip", INIT_AFTER, {VCPU(PMU), SET(0, pmu_init, 0)}},
    {"pmu-init.has", HAS_IT, {ONE, HAS(0, pmu_init)}},
    {"pmu-init.irq-of-vtimer",
     INIT_EXIST,
     {ONE, GIC_INIT, SET(0, pmu_irq, 27), SET(0, pmu_init, 0)},
     EEXIST,
     KNOWN(0, ALL, "timers own their PPIs only from KVM_RUN on, which then fails")},
    {"pmu-init.irq-of-ptimer",
     INIT_EXIST,
     {ONE, GIC_INIT, SET(0, pmu_irq, 30), SET(0, pmu_init, 0)},
     EEXIST,
     KNOWN(0, ALL, "timers own their PPIs only from KVM_RUN on, which then fails")},
    {"pmu-init.irq-of-vtimer-run",
     INIT_RUN,
     {ONE, GIC_INIT, SET(0, pmu_irq, 27), SET(0, pmu_init, 0), RUN(0)},
     EINVAL},
    {"pmu-init.irq-of-vtimer-after-run",
     INIT_EXIST,
     {ONE, GIC_INIT, SET(0, pmu_irq, 27), RUN_FAILS(0, EINVAL), SET(0, pmu_init, 0)},
     EEXIST},
    {"pmu-init.spi-beyond-nr-irqs",
     INIT_SPI,
     {ONE, GIC_INIT, SET(0, pmu_irq, 500), SET(0, pmu_init, 0)},
     EINVAL},
    {"pmu-init.gic-not-initialised",
     INIT_NO_GIC,
     {ONE, SET(0, pmu_irq, 23), SET(0, pmu_init, 0)},
     ENODEV},
    {"pmu-init.feature", INIT_FEATURE, {VCPU(NONE), READY, SET(0, pmu_init, 0)}, ENODEV, ENXIO},
    {"pmu-init.feature-has", MISSING_HAS, {VCPU(NONE), GIC, HAS(0, pmu_init)}, ENXIO},
    {"pmu-init.bare", INIT_FEATURE, {BARE, READY, SET(0, pmu_init, 0)}, ENODEV, ENXIO},
    {"pmu-init.bare-has", MISSING_HAS, {BARE, GIC, HAS(0, pmu_init)}, ENXIO},
    {"pmu-init.irq-unset", INIT_UNSET, {ONE, GIC_INIT, SET(0, pmu_init, 0)}, ENXIO},
    {"pmu-init.twice",
     INIT_BUSY,
     {ONE, GIC_INIT, SET(0, pmu_irq, 23), SET(0, pmu_init, 0), SET(0, pmu_init, 0)},
     EBUSY},
    {"pmu-init.twice-no-gic",
     INIT_BUSY,
     {VCPU(PMU), SET(0, pmu_init, 0), SET(0, pmu_init, 0)},
     EBUSY},
    {"pmu-init.after-run", INIT_BUSY, {ONE_RAN, SET(0, pmu_init, 0)}, EBUSY},
    {"pmu-init.vcpus", INIT_AFTER, {TWO_INITIALISED, INITIALISED(1)}},
    {"pmu-init.other-ran", INIT_AFTER, {OTHER_RAN, INITIALISED(1), RUN(1)}},
    {"pmu-init.other-uninitialised-run", INIT_NEEDED, {TWO_INITIALISED, RUN(0), RUN(1)}, EINVAL},
    {"pmu-init.spi", INIT_AFTER, {ONE, GIC_INIT, SET(0, pmu_irq, 63), SET(0, pmu_init, 0), RUN(0)}},
    {"pmu-init.get", NOTHING_READ, {ONE, GIC_INIT, GET(0, pmu_init, 0)}, ENXIO},
    {"pmu-init.run-without", INIT_NEEDED, {ONE, GIC_INIT, SET(0, pmu_irq, 23), RUN(0)}, EINVAL},
    {"pmu-init.run-with",
     INIT_AFTER,
     {ONE, GIC_INIT, SET(0, pmu_irq, 23), SET(0, pmu_init, 0), RUN(0)}},
    {"pmu-init.run-with-no-gic", INIT_AFTER, {VCPU(PMU), SET(0, pmu_init, 0), RUN(0)}},

    {"pmu-init.strict", INIT_STRICT, {VCPU(PMU | STRICT), READY, INITIALISED(0)}, ENXIO},
    {"pmu-init.strict-selected",
     INIT_STRICT,
     {VCPU(PMU | STRICT), READY, SET_FOUND(0, pmu_set_pmu, pmu_type), INITIALISED(0), RUN(0)}},
    {"pmu-init.strict-alone", STRICT_NEEDS, {VCPU(STRICT)}, EINVAL},

    {"pmu.unknown-set", UNKNOWN, {ONE, SET(0, pmu_unknown, 0)}, ENXIO},
    {"pmu.unknown-set-initialised",
     UNKNOWN,
     {ONE_INITIALISED, SET(0, pmu_unknown, 0)},
     ENXIO,
     KNOWN(EBUSY, ALL, "the state is looked at before the attribute")},
    {"pmu.unknown-set-feature",
     UNKNOWN,
     {VCPU(NONE), GIC, SET(0, pmu_unknown, 0)},
     ENXIO,
     KNOWN(ENODEV, ALL, "the feature is looked at before the attribute")},
    {"pmu.unknown-get", UNKNOWN, {ONE, GET(0, pmu_unknown, 0)}, ENXIO},
    {"pmu.unknown-has", UNKNOWN_HAS, {ONE, HAS(0, pmu_unknown)}, ENXIO},
    {0},
};
