/* SPDX-License-Identifier: MIT */
/* KVM_DEV_TYPE_ARM_VGIC_V5, and what PMU and timers are asked for in a guest that has one. */
#include "host/arm64/errnos.h"
#include "host/arm64/gic.h"

#define V5         "arm-vgic-v5.rst: "
#define ONE_VGIC   V5 "Only one VGIC instance may be instantiated through this API"
#define INIT       V5 "CTRL_INIT: request the initialization of the VGIC, no additional parameter"
#define ALL_VCPUS  V5 "CTRL_INIT: Must be called after all VCPUs have been created"
#define NO_VCPU    V5 "ENODEV: no online VCPU"
#define MASKS      V5 "USERSPACE_PPIS: the mask of userspace-drivable PPIs, for PPIs 0-63 and 64-127"
#define READ_ONLY  V5 "USERSPACE_PPIS: a read-only attribute. Attempts to set it are rejected"
#define BAD_MEMORY V5 "EFAULT: Invalid guest ram access"
#define ENODEV_    V5 "Creating a guest GICv5 device requires a GICv5 host"
#define DRIVEN     V5 "PPIs can be injected via the KVM_IRQ_LINE ioctl, a subset of them"
#define IRS        V5 "ADDR_TYPE_IRS: the base address of the IRS, which is 64K aligned"
#define SPIS       V5 "GRP_NR_IRQS: the number of SPIs, 32 to 1024, in increments of 32"
#define NESTED     "not documented: with a vCPU that has an EL2 it cannot be initialised"
#define RAN        "not documented: it cannot be created once a vCPU has run"
#define FIRST_RUN  "not documented: without CTRL_INIT no vCPU runs"
#define IRQ_LINE_  "api.rst 4.25: KVM_IRQ_LINE: irq_type, vcpu_index and irq_id"
#define TIMER_PPI  "vcpu.rst 2.1: a value describing the architected timer interrupt number"
#define TIMER_RAN  "vcpu.rst 2.1: EBUSY: A VCPU has already run"
#define TIMER_BAD  "vcpu.rst 2.1: EINVAL: Invalid timer interrupt number"
#define PMU_PPI    "vcpu.rst 1.1: GICv5-based guests must use the architected PPI, 23"
#define PMU_BUSY   "vcpu.rst 1.1: EBUSY: PMUv3 overflow interrupt already set"
#define PMU_UNSET  "vcpu.rst 1.1: ENXIO: overflow interrupt not set when attempting to get it"
#define PMU_READY  "vcpu.rst 1.2: ENXIO: interrupt number not set: only without a GICv5"
#define PMU_TWICE  "vcpu.rst 1.2: EBUSY: PMUv3 already initialized"
#define PMU_EARLY  "vcpu.rst 1.2: ENODEV: GIC not initialized"

static const struct attribute address_unknown = {KVM_DEV_ARM_VGIC_GRP_ADDR, 99, "address 99",
                                                 .of_irqchip = true},
                              control_unknown = {KVM_DEV_ARM_VGIC_GRP_CTRL, 99, "control 99",
                                                 .of_irqchip = true};

static int add(struct vm *vm, unsigned cpu, uint64_t value) {
    (void)cpu, (void)value;
    return gic_add(vm, &vgic_v5);
}

static int add_bare(struct vm *vm, unsigned cpu, uint64_t value) {
    struct kvm_create_device device = {.type = KVM_DEV_TYPE_ARM_VGIC_V5};
    int error = kvm_ioctl(vm->fd, KVM_CREATE_DEVICE, (uintptr_t)&device);
    (void)cpu, (void)value;
    vm->irqchip = (int)device.fd;
    return error;
}

/* `value` is the level above the number of the interrupt. */
static int irq_line(struct vm *vm, unsigned cpu, uint64_t value) {
    const struct kvm_irq_level line = {.irq = (uint32_t)value, .level = (uint32_t)(value >> 32)};
    (void)cpu;
    return kvm_ioctl(vm->fd, KVM_IRQ_LINE, (uintptr_t)&line);
}

static int get_second_mask(struct vm *vm, unsigned cpu, uint64_t value) {
    uint64_t mask[2] = {0};
    int error = kvm_attribute(vm->irqchip, KVM_GET_DEVICE_ATTR, &gicv5_user_ppis, mask);
    (void)cpu;
    return error ? error : mask[1] == value ? 0 : -ERANGE;
}

static const struct action add_gicv5 = {"KVM_CREATE_DEVICE of a VGICv5", add},
                           bare_gicv5 = {"KVM_CREATE_DEVICE of a VGICv5", add_bare},
                           set_line = {"KVM_IRQ_LINE", irq_line},
                           second_mask = {"KVM_DEV_ARM_VGIC_USERSPACE_PPIS", get_second_mask};

#define ACT(action_, value_) STEP(STEP_ACT, .action = &action_, .value = value_)
#define GICV5                ACT(add_gicv5, 0)
#define GICV5_INIT           SET(0, gicv5_init, 0)
#define GICV5_ONE            SEQUENCE(VCPU(NONE), GICV5, GICV5_INIT)
/* Created as it comes, where it knows that attribute. */
#define WITH(attribute) SEQUENCE(VCPU(NONE), ACT(bare_gicv5, 0), NEED(0, attribute))
#define IRS_BASE        0x10000000
#define GICV5_PMU       SEQUENCE(VCPU(PMU), GICV5, GICV5_INIT)

/* Documentation/virt/kvm/api.rst 4.25, and a GICv5's interrupts by their type and ID. */
#define LINE(type, vcpu, id, level)                                                                \
    ACT(set_line, (uint64_t)(level) << 32 | (uint64_t)(type) << KVM_ARM_IRQ_TYPE_SHIFT |           \
                      (uint64_t)(vcpu) << KVM_ARM_IRQ_VCPU_SHIFT | (id))
#define PPI_LINE(vcpu, id, level) LINE(KVM_ARM_IRQ_TYPE_PPI, vcpu, id, level)
#define PPI(id)                   (1 << 29 | (id))
#define SPI(id)                   (3ll << 29 | (id))
#define SW_PPI                    3
#define USERSPACE_PPIS            (1 << SW_PPI)

const struct errno_row errnos_gicv5[] = {
    {"gicv5.create", ENODEV_, {VCPU(NONE), GICV5}},
    {"gicv5.create-second", ONE_VGIC, {VCPU(NONE), GICV5, GICV5}, EEXIST},
    {"gicv5.create-ran", RAN, {VCPU(NONE), RUN(0), GICV5}, EBUSY},
    {"gicv5.init", INIT, {GICV5_ONE}},
    {"gicv5.init-twice", INIT, {GICV5_ONE, GICV5_INIT}},
    {"gicv5.init-vcpus", ALL_VCPUS, {VCPU(NONE), VCPU(NONE), GICV5, GICV5_INIT}},
    {"gicv5.init-then-vcpu", ALL_VCPUS, {GICV5_ONE, BARE}, EBUSY},
    {"gicv5.init-no-vcpu",
     NO_VCPU,
     {GICV5, GICV5_INIT},
     ENODEV,
     KNOWN(0, "7.1..7.3", "no vCPU is asked for; so it reads, nobody has run it")},
    {"gicv5.init-nested", NESTED, {VCPU(EL2), GICV5, GICV5_INIT}, EINVAL},
    {"gicv5.init-has", HAS_IT, {VCPU(NONE), GICV5, HAS(0, gicv5_init)}},
    {"gicv5.init-get", NOTHING_READ, {GICV5_ONE, GET(0, gicv5_init, 0)}, ENXIO},
    {"gicv5.init-missing-run", FIRST_RUN, {VCPU(NONE), GICV5, RUN(0)}, EBUSY},
    {"gicv5.unknown-set", UNKNOWN, {GICV5_ONE, SET(0, control_unknown, 0)}, ENXIO},
    {"gicv5.unknown-get", UNKNOWN, {GICV5_ONE, GET(0, control_unknown, 0)}, ENXIO},
    {"gicv5.unknown-has", UNKNOWN_HAS, {GICV5_ONE, HAS(0, control_unknown)}, ENXIO},
    {"gicv5.unknown-address", UNKNOWN_HAS, {GICV5_ONE, HAS(0, address_unknown)}, ENXIO},

    {"gicv5.user-ppis", MASKS, {GICV5_ONE, GET(0, gicv5_user_ppis, USERSPACE_PPIS)}},
    {"gicv5.user-ppis-second", MASKS, {GICV5_ONE, ACT(second_mask, 0)}},
    {"gicv5.user-ppis-early", MASKS, {VCPU(NONE), GICV5, GET(0, gicv5_user_ppis, 0)}},
    {"gicv5.user-ppis-has", HAS_IT, {GICV5_ONE, HAS(0, gicv5_user_ppis)}},
    {"gicv5.user-ppis-set", READ_ONLY, {GICV5_ONE, SET(0, gicv5_user_ppis, 8)}, ENXIO},
    {"gicv5.user-ppis-fault", BAD_MEMORY, {GICV5_ONE, GET_FAULT(0, gicv5_user_ppis)}, EFAULT},

    {"gicv5.line-up", DRIVEN, {GICV5_ONE, PPI_LINE(0, SW_PPI, 1)}},
    {"gicv5.line-down", DRIVEN, {GICV5_ONE, PPI_LINE(0, SW_PPI, 0)}},
    {"gicv5.line-timer", DRIVEN, {GICV5_ONE, PPI_LINE(0, 27, 1)}, EINVAL},
    {"gicv5.line-beyond", DRIVEN, {GICV5_ONE, PPI_LINE(0, 64, 1)}, EINVAL},
    {"gicv5.line-no-vcpu", IRQ_LINE_, {GICV5_ONE, PPI_LINE(1, SW_PPI, 1)}, EINVAL},
    {"gicv5.line-early", IRQ_LINE_, {VCPU(NONE), GICV5, PPI_LINE(0, SW_PPI, 1)}, EBUSY},
    {"gicv5.line-no-irqchip", IRQ_LINE_, {VCPU(NONE), PPI_LINE(0, SW_PPI, 1)}, ENXIO},
    {"gicv5.line-spi", IRQ_LINE_, {GICV5_ONE, LINE(KVM_ARM_IRQ_TYPE_SPI, 0, 40, 1)}, EINVAL},
    {"gicv5.line-cpu", IRQ_LINE_, {GICV5_ONE, LINE(KVM_ARM_IRQ_TYPE_CPU, 0, 0, 1)}, ENXIO},

    /* From Linux 7.4 on; skipped where the device knows no such attribute. */
    {"gicv5.irs-set", IRS, {WITH(gicv5_irs), SET(0, gicv5_irs, IRS_BASE)}},
    {"gicv5.irs-get",
     IRS,
     {WITH(gicv5_irs), SET(0, gicv5_irs, IRS_BASE), GET(0, gicv5_irs, IRS_BASE)}},
    {"gicv5.irs-unaligned", IRS, {WITH(gicv5_irs), SET(0, gicv5_irs, IRS_BASE + 0x8000)}, EINVAL},
    {"gicv5.irs-fault", BAD_MEMORY, {WITH(gicv5_irs), SET_FAULT(0, gicv5_irs)}, EFAULT},
    {"gicv5.spis-least", SPIS, {WITH(gicv5_nr_irqs), SET(0, gicv5_nr_irqs, 32)}},
    {"gicv5.spis-most", SPIS, {WITH(gicv5_nr_irqs), SET(0, gicv5_nr_irqs, 1024)}},
    {"gicv5.spis-none", SPIS, {WITH(gicv5_nr_irqs), SET(0, gicv5_nr_irqs, 0)}, EINVAL},
    {"gicv5.spis-between", SPIS, {WITH(gicv5_nr_irqs), SET(0, gicv5_nr_irqs, 48)}, EINVAL},
    {"gicv5.spis-too-many", SPIS, {WITH(gicv5_nr_irqs), SET(0, gicv5_nr_irqs, 1056)}, EINVAL},

    {"gicv5.timer-virt", TIMER_PPI, {GICV5_ONE, SET(0, timer_virt, PPI(27))}},
    {"gicv5.timer-phys", TIMER_PPI, {GICV5_ONE, SET(0, timer_phys, PPI(30))}},
    {"gicv5.timer-virt-number", TIMER_BAD, {GICV5_ONE, SET(0, timer_virt, 27)}, EINVAL},
    {"gicv5.timer-phys-number", TIMER_BAD, {GICV5_ONE, SET(0, timer_phys, 30)}, EINVAL},
    {"gicv5.timer-spi", TIMER_BAD, {GICV5_ONE, SET(0, timer_virt, SPI(27))}, EINVAL},
    {"gicv5.timer-no-irqchip", TIMER_BAD, {VCPU(NONE), SET(0, timer_virt, PPI(27))}, EINVAL},
    {"gicv5.timer-fault", BAD_POINTER, {GICV5_ONE, SET_FAULT(0, timer_virt)}, EFAULT},
    {"gicv5.timer-ran", TIMER_RAN, {GICV5_ONE, RUN(0), SET(0, timer_virt, PPI(27))}, EBUSY},
    {"gicv5.timer-other-run", TIMER_PPI, {GICV5_ONE, SET(0, timer_virt, PPI(20)), RUN(0)}, EINVAL},

    {"gicv5.pmu-irq", PMU_PPI, {GICV5_PMU, SET(0, pmu_irq, PPI(23))}},
    {"gicv5.pmu-irq-number", PMU_PPI, {GICV5_PMU, SET(0, pmu_irq, 23)}, EINVAL},
    {"gicv5.pmu-irq-other", PMU_PPI, {GICV5_PMU, SET(0, pmu_irq, PPI(22))}, EINVAL},
    {"gicv5.pmu-irq-spi", PMU_PPI, {GICV5_PMU, SET(0, pmu_irq, SPI(23))}, EINVAL},
    {"gicv5.pmu-irq-twice",
     PMU_BUSY,
     {GICV5_PMU, SET(0, pmu_irq, PPI(23)), SET(0, pmu_irq, PPI(23))},
     EBUSY},
    {"gicv5.pmu-irq-get", PMU_PPI, {GICV5_PMU, SET(0, pmu_irq, PPI(23)), GET(0, pmu_irq, PPI(23))}},
    {"gicv5.pmu-irq-unset", PMU_UNSET, {GICV5_PMU, GET(0, pmu_irq, 0)}, ENXIO},
    {"gicv5.pmu-irq-feature",
     "vcpu.rst 1.1: ENODEV: KVM_ARM_VCPU_PMU_V3 feature missing from VCPU",
     {GICV5_ONE, SET(0, pmu_irq, PPI(23))},
     ENODEV},
    {"gicv5.pmu-init-unset", PMU_READY, {GICV5_PMU, SET(0, pmu_init, 0)}},
    {"gicv5.pmu-init-set", PMU_READY, {GICV5_PMU, SET(0, pmu_irq, PPI(23)), SET(0, pmu_init, 0)}},
    {"gicv5.pmu-init-twice",
     PMU_TWICE,
     {GICV5_PMU, SET(0, pmu_init, 0), SET(0, pmu_init, 0)},
     EBUSY},
    {"gicv5.pmu-init-early", PMU_EARLY, {VCPU(PMU), GICV5, SET(0, pmu_init, 0)}, ENODEV},
    {0},
};
