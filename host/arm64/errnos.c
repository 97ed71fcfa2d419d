/* SPDX-License-Identifier: MIT */
/*
 * The errnos of arm64's vCPU device attributes, as Documentation/virt/kvm/devices/vcpu.rst (here
 * vcpu.rst) and api.rst promise them, and where KVM is known to answer otherwise. A new one is one
 * row: the steps that lead to the last, and what that must answer.
 */
#include "host/arch.h"
#include "host/arm64/attributes.h"

#include <errno.h>

/* Steps. A vCPU has the number of its VCPU() step, from 0. */
#define VCPU(features)                                                                             \
    { STEP_VCPU, .value = features }
#define GIC                                                                                        \
    { STEP_IRQCHIP }
#define GIC_INIT                                                                                   \
    { STEP_IRQCHIP_INIT }
#define NEED(cpu, attribute)                                                                       \
    { STEP_NEED, cpu, &attribute }
#define HAS(cpu, attribute)                                                                        \
    { STEP_HAS, cpu, &attribute }
#define SET(cpu, attribute, number)                                                                \
    { STEP_SET, cpu, &attribute, (uint64_t)(number) }
#define GET(cpu, attribute, number)                                                                \
    { STEP_GET, cpu, &attribute, (uint64_t)(number) }
#define SET_FAULT(cpu, attribute)                                                                  \
    { STEP_SET_FAULT, cpu, &attribute }
#define GET_FAULT(cpu, attribute)                                                                  \
    { STEP_GET_FAULT, cpu, &attribute }
#define RUN(cpu)                                                                                   \
    { STEP_RUN, cpu }

#define PMU   (1 << KVM_ARM_VCPU_PMU_V3)
#define NONE  0
#define ONE   VCPU(PMU), GIC
#define TWO   VCPU(PMU), VCPU(PMU), GIC
#define READY GIC, GIC_INIT

static const struct attribute pmu_unknown = {KVM_ARM_VCPU_PMU_V3_CTRL, 99, "PMU attribute 99"},
                              timer_unknown = {KVM_ARM_VCPU_TIMER_CTRL, 99, "timer attribute 99"},
                              group_unknown = {99, 0, "attribute group 99"};

/* What the documents say. */
#define IRQ_BUSY    "vcpu.rst 1.1: EBUSY: The PMU overflow interrupt is already set"
#define IRQ_FAULT   "vcpu.rst 1.1: EFAULT: Error reading interrupt number"
#define IRQ_UNSET   "vcpu.rst 1.1: ENXIO: the overflow interrupt not set when attempting to get it"
#define IRQ_FEATURE "vcpu.rst 1.1: ENODEV: KVM_ARM_VCPU_PMU_V3 feature missing from VCPU"
#define IRQ_INVALID "vcpu.rst 1.1: EINVAL: Invalid PMU overflow interrupt number supplied"
#define IRQ_NO_GIC                                                                                 \
    "vcpu.rst 1.1: EINVAL: trying to set the IRQ number without using an in-kernel irqchip"
#define IRQ_KINDS "vcpu.rst 1.1: This interrupt could be a PPI or SPI"
#define IRQ_TYPE  "vcpu.rst 1.1: the interrupt type must be same for each vcpu"
#define IRQ_PPI   "vcpu.rst 1.1: As a PPI, the interrupt number is the same for all vcpus"
#define IRQ_SPI   "vcpu.rst 1.1: as an SPI it must be a separate number per vcpu"

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

#define TIMER_INVALID  "vcpu.rst 2.1: EINVAL: Invalid timer interrupt number"
#define TIMER_PPI      "vcpu.rst 2.1: These must be a PPI (16 <= intid < 32)"
#define TIMER_BUSY     "vcpu.rst 2.1: EBUSY: One or more VCPUs has already run"
#define TIMER_DEFAULT  "vcpu.rst 2.1: the default values"
#define TIMER_OVERRIDE "vcpu.rst 2.1: Setting the attribute overrides the default values"
#define TIMER_ALL                                                                                  \
    "vcpu.rst 2.1: Setting the interrupt number on a VCPU configures all VCPUs created at that time"
#define TIMER_SAME                                                                                 \
    "vcpu.rst 2.1: Setting the same PPI for different timers will prevent the VCPUs from running"
#define TIMER_NO_GIC "not documented: a timer interrupt without an in-kernel irqchip is EINVAL"

#define BAD_POINTER "not documented: a bad pointer is EFAULT"
#define UNKNOWN     "api.rst 4.80: ENXIO: The group or attribute is unknown/unsupported"
#define UNKNOWN_HAS "api.rst 4.81: ENXIO: The group or attribute is unknown/unsupported"
#define MISSING_HAS "api.rst 4.81: ENXIO: hardware support is missing"
#define HAS_IT      "api.rst 4.81: A successful return indicates the attribute is implemented"

/* The kernels this was tried on: 6.1, 6.12, 6.16, 6.18, 6.19, 7.0, 7.1, 7.2 and 7.3. */
#define ALL                           "6.1..7.3"
#define KNOWN(errno_, kernels_, why_) .known = {kernels_, errno_, why_}

const struct errno_row arch_errnos[] = {
    /* KVM_ARM_VCPU_PMU_V3_IRQ */
    {"pmu-irq.set-ppi-16", IRQ_KINDS, {ONE, SET(0, pmu_irq, 16)}},
    {"pmu-irq.set-ppi-31", IRQ_KINDS, {ONE, SET(0, pmu_irq, 31)}},
    {"pmu-irq.set-spi-32", IRQ_KINDS, {ONE, SET(0, pmu_irq, 32)}},
    {"pmu-irq.get", IRQ_KINDS, {ONE, SET(0, pmu_irq, 22), GET(0, pmu_irq, 22)}},
    {"pmu-irq.has", HAS_IT, {ONE, HAS(0, pmu_irq)}},

    {"pmu-irq.busy-same-ppi", IRQ_BUSY, {ONE, SET(0, pmu_irq, 23), SET(0, pmu_irq, 23)}, EBUSY},
    {"pmu-irq.busy-other-ppi",
     IRQ_BUSY,
     {ONE, SET(0, pmu_irq, 23), SET(0, pmu_irq, 22)},
     EBUSY,
     KNOWN(EINVAL, ALL, "it is first compared with the other vCPUs' and its own")},
    {"pmu-irq.busy-same-spi",
     IRQ_BUSY,
     {ONE, SET(0, pmu_irq, 40), SET(0, pmu_irq, 40)},
     EBUSY,
     KNOWN(EINVAL, ALL, "it is first compared with the other vCPUs' and its own")},
    {"pmu-irq.busy-other-spi", IRQ_BUSY, {ONE, SET(0, pmu_irq, 40), SET(0, pmu_irq, 41)}, EBUSY},
    {"pmu-irq.busy-after-init",
     IRQ_BUSY,
     {VCPU(PMU), READY, SET(0, pmu_irq, 23), SET(0, pmu_init, 0), SET(0, pmu_irq, 23)},
     EBUSY},

    {"pmu-irq.fault-set", IRQ_FAULT, {ONE, SET_FAULT(0, pmu_irq)}, EFAULT},
    {"pmu-irq.fault-get", BAD_POINTER, {ONE, SET(0, pmu_irq, 23), GET_FAULT(0, pmu_irq)}, EFAULT},
    {"pmu-irq.unset-get", IRQ_UNSET, {ONE, GET(0, pmu_irq, 0)}, ENXIO},
    {"pmu-irq.feature-set", IRQ_FEATURE, {VCPU(NONE), GIC, SET(0, pmu_irq, 23)}, ENODEV},
    {"pmu-irq.feature-get", IRQ_FEATURE, {VCPU(NONE), GIC, GET(0, pmu_irq, 0)}, ENODEV},
    {"pmu-irq.feature-has", MISSING_HAS, {VCPU(NONE), GIC, HAS(0, pmu_irq)}, ENXIO},

    {"pmu-irq.invalid-0", IRQ_INVALID, {ONE, SET(0, pmu_irq, 0)}, EINVAL},
    {"pmu-irq.invalid-15", IRQ_INVALID, {ONE, SET(0, pmu_irq, 15)}, EINVAL},
    {"pmu-irq.invalid-1020", IRQ_INVALID, {ONE, SET(0, pmu_irq, 1020)}, EINVAL},
    {"pmu-irq.invalid-8192", IRQ_INVALID, {ONE, SET(0, pmu_irq, 8192)}, EINVAL},
    {"pmu-irq.invalid-negative", IRQ_INVALID, {ONE, SET(0, pmu_irq, -1)}, EINVAL},
    {"pmu-irq.invalid-beyond-nr-irqs",
     IRQ_INVALID,
     {ONE, SET(0, pmu_irq, 500)},
     EINVAL,
     KNOWN(0, ALL, "INIT is what refuses it")},
    {"pmu-irq.no-gic-set", IRQ_NO_GIC, {VCPU(PMU), SET(0, pmu_irq, 23)}, EINVAL},
    {"pmu-irq.no-gic-get", IRQ_NO_GIC, {VCPU(PMU), GET(0, pmu_irq, 0)}, EINVAL},

    {"pmu-irq.vcpus-same-ppi", IRQ_PPI, {TWO, SET(0, pmu_irq, 23), SET(1, pmu_irq, 23)}},
    {"pmu-irq.vcpus-other-ppi", IRQ_PPI, {TWO, SET(0, pmu_irq, 23), SET(1, pmu_irq, 22)}, EINVAL},
    {"pmu-irq.vcpus-other-spi", IRQ_SPI, {TWO, SET(0, pmu_irq, 40), SET(1, pmu_irq, 41)}},
    {"pmu-irq.vcpus-same-spi", IRQ_SPI, {TWO, SET(0, pmu_irq, 40), SET(1, pmu_irq, 40)}, EINVAL},
    {"pmu-irq.vcpus-spi-then-ppi",
     IRQ_TYPE,
     {TWO, SET(0, pmu_irq, 40), SET(1, pmu_irq, 23)},
     EINVAL},
    {"pmu-irq.vcpus-ppi-then-spi",
     IRQ_TYPE,
     {TWO, SET(0, pmu_irq, 23), SET(1, pmu_irq, 40)},
     EINVAL,
     KNOWN(0, ALL, "an SPI is only compared with the other vCPUs' numbers")},

    /* KVM_ARM_VCPU_PMU_V3_INIT */
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
    {"pmu-init.gic-not-initialised",
     INIT_NO_GIC,
     {ONE, SET(0, pmu_irq, 23), SET(0, pmu_init, 0)},
     ENODEV},
    {"pmu-init.feature", INIT_FEATURE, {VCPU(NONE), READY, SET(0, pmu_init, 0)}, ENODEV, ENXIO},
    {"pmu-init.feature-has", MISSING_HAS, {VCPU(NONE), GIC, HAS(0, pmu_init)}, ENXIO},
    {"pmu-init.irq-unset", INIT_UNSET, {ONE, GIC_INIT, SET(0, pmu_init, 0)}, ENXIO},
    {"pmu-init.twice",
     INIT_BUSY,
     {ONE, GIC_INIT, SET(0, pmu_irq, 23), SET(0, pmu_init, 0), SET(0, pmu_init, 0)},
     EBUSY},
    {"pmu-init.get", UNKNOWN, {ONE, GIC_INIT, GET(0, pmu_init, 0)}, ENXIO},
    {"pmu-init.run-without", INIT_NEEDED, {ONE, GIC_INIT, SET(0, pmu_irq, 23), RUN(0)}, EINVAL},
    {"pmu-init.run-with",
     INIT_AFTER,
     {ONE, GIC_INIT, SET(0, pmu_irq, 23), SET(0, pmu_init, 0), RUN(0)}},

    {"pmu.unknown-set", UNKNOWN, {ONE, SET(0, pmu_unknown, 0)}, ENXIO},
    {"pmu.unknown-get", UNKNOWN, {ONE, GET(0, pmu_unknown, 0)}, ENXIO},
    {"pmu.unknown-has", UNKNOWN_HAS, {ONE, HAS(0, pmu_unknown)}, ENXIO},

/* KVM_ARM_VCPU_TIMER_IRQ_VTIMER, _PTIMER, _HVTIMER, _HPTIMER: the same for each */
#define TIMER_ROWS(name, attr, default)                                                            \
    {name ".default", TIMER_DEFAULT, {VCPU(NONE), GIC, NEED(0, attr), GET(0, attr, default)}},     \
        {name ".has", HAS_IT, {VCPU(NONE), GIC, NEED(0, attr), HAS(0, attr)}},                     \
        {name ".override",                                                                         \
         TIMER_OVERRIDE,                                                                           \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 16), GET(0, attr, 16)}},                    \
        {name ".vcpus",                                                                            \
         TIMER_ALL,                                                                                \
         {VCPU(NONE), VCPU(NONE), GIC, NEED(1, attr), SET(1, attr, 31), GET(0, attr, 31)}},        \
        {name ".invalid-15",                                                                       \
         TIMER_PPI,                                                                                \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 15)},                                       \
         EINVAL},                                                                                  \
        {name ".invalid-32",                                                                       \
         TIMER_PPI,                                                                                \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 32)},                                       \
         EINVAL},                                                                                  \
        {name ".invalid-negative",                                                                 \
         TIMER_INVALID,                                                                            \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, -1)},                                       \
         EINVAL},                                                                                  \
        {name ".busy",                                                                             \
         TIMER_BUSY,                                                                               \
         {VCPU(NONE), GIC, GIC_INIT, NEED(0, attr), RUN(0), SET(0, attr, 20)},                     \
         EBUSY},                                                                                   \
        {name ".busy-other-vcpu",                                                                  \
         TIMER_BUSY,                                                                               \
         {VCPU(NONE), VCPU(NONE), GIC, GIC_INIT, NEED(0, attr), RUN(1), SET(0, attr, 20)},         \
         EBUSY,                                                                                    \
         KNOWN(0, "6.1", "only a run of the vCPU that is asked counts")},                          \
        {name ".no-gic", TIMER_NO_GIC, {VCPU(NONE), NEED(0, attr), SET(0, attr, 20)}, EINVAL},     \
        {name ".fault-set",                                                                        \
         BAD_POINTER,                                                                              \
         {VCPU(NONE), GIC, NEED(0, attr), SET_FAULT(0, attr)},                                     \
         EFAULT},                                                                                  \
    {                                                                                              \
        name ".fault-get", BAD_POINTER, {VCPU(NONE), GIC, NEED(0, attr), GET_FAULT(0, attr)},      \
            EFAULT                                                                                 \
    }

    TIMER_ROWS("timer-virt", timer_virt, 27),
    TIMER_ROWS("timer-phys", timer_phys, 30),
    TIMER_ROWS("timer-hyp-virt", timer_hyp_virt, 28),
    TIMER_ROWS("timer-hyp-phys", timer_hyp_phys, 26),

    {"timer.same-ppi-run",
     TIMER_SAME,
     {VCPU(NONE), READY, SET(0, timer_virt, 20), SET(0, timer_phys, 20), RUN(0)},
     EINVAL},
    {"timer.unknown-set", UNKNOWN, {VCPU(NONE), GIC, SET(0, timer_unknown, 20)}, ENXIO},
    {"timer.unknown-get", UNKNOWN, {VCPU(NONE), GIC, GET(0, timer_unknown, 0)}, ENXIO},
    {"timer.unknown-has", UNKNOWN_HAS, {VCPU(NONE), GIC, HAS(0, timer_unknown)}, ENXIO},

    {"group.unknown-set", UNKNOWN, {VCPU(NONE), GIC, SET(0, group_unknown, 0)}, ENXIO},
    {"group.unknown-get", UNKNOWN, {VCPU(NONE), GIC, GET(0, group_unknown, 0)}, ENXIO},
    {"group.unknown-has", UNKNOWN_HAS, {VCPU(NONE), GIC, HAS(0, group_unknown)}, ENXIO},
    {0},
};
