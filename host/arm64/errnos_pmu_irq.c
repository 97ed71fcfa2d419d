/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_IRQ. */
#include "host/arm64/errnos.h"

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

const struct errno_row errnos_pmu_irq[] = {
    {"pmu-irq.set-ppi-16", IRQ_KINDS, {ONE, SET(0, pmu_irq, 16)}},
    {"pmu-irq.set-ppi-31", IRQ_KINDS, {ONE, SET(0, pmu_irq, 31)}},
    {"pmu-irq.set-spi-32", IRQ_KINDS, {ONE, SET(0, pmu_irq, 32)}},
    {"pmu-irq.get", IRQ_KINDS, {ONE, SET(0, pmu_irq, 22), GET(0, pmu_irq, 22)}},
    {"pmu-irq.get-spi", IRQ_KINDS, {ONE, SET(0, pmu_irq, 63), GET(0, pmu_irq, 63)}},
    {"pmu-irq.get-after-init", IRQ_KINDS, {ONE_INITIALISED, GET(0, pmu_irq, 23)}},
    {"pmu-irq.get-after-run", IRQ_KINDS, {ONE_RAN, GET(0, pmu_irq, 23)}},
    {"pmu-irq.get-other-vcpu", IRQ_UNSET, {TWO, SET(0, pmu_irq, 23), GET(1, pmu_irq, 0)}, ENXIO},
    {"pmu-irq.gic-initialised", IRQ_KINDS, {ONE, GIC_INIT, SET(0, pmu_irq, 23)}},
    {"pmu-irq.has", HAS_IT, {ONE, HAS(0, pmu_irq)}},
    {"pmu-irq.has-no-gic", HAS_IT, {VCPU(PMU), HAS(0, pmu_irq)}},
    {"pmu-irq.has-after-run", HAS_IT, {ONE_RAN, HAS(0, pmu_irq)}},

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
    {"pmu-irq.bare-set", IRQ_FEATURE, {BARE, GIC, SET(0, pmu_irq, 23)}, ENODEV},
    {"pmu-irq.bare-get", IRQ_FEATURE, {BARE, GIC, GET(0, pmu_irq, 0)}, ENODEV},
    {"pmu-irq.bare-has", MISSING_HAS, {BARE, GIC, HAS(0, pmu_irq)}, ENXIO},

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

    {"pmu-irq.busy-after-init-fault",
     IRQ_BUSY,
     {ONE_INITIALISED, SET_FAULT(0, pmu_irq)},
     EBUSY,
     EFAULT},
    {"pmu-irq.busy-after-run", IRQ_BUSY, {ONE_RAN, SET(0, pmu_irq, 23)}, EBUSY},
    {"pmu-irq.other-ran-set", IRQ_PPI, {OTHER_RAN, SET(1, pmu_irq, 23), GET(1, pmu_irq, 23)}},
    {"pmu-irq.other-ran-other-ppi", IRQ_PPI, {OTHER_RAN, SET(1, pmu_irq, 22)}, EINVAL},

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
    {0},
};
