/* SPDX-License-Identifier: MIT */
/*
 * The errnos of arm64's vCPU device attributes, as Documentation/virt/kvm/devices/vcpu.rst and
 * api.rst promise them, and where KVM is known to answer otherwise: one file an attribute group.
 */
#include "host/arm64/errnos.h"
#include "host/arch.h"
#include "host/arm64/machine.h"

static const struct attribute group_unknown = {99, 0, "attribute group 99"};

static const struct errno_row errnos_group[] = {
    {"group.unknown-set", UNKNOWN, {VCPU(NONE), GIC, SET(0, group_unknown, 0)}, ENXIO},
    {"group.unknown-get", UNKNOWN, {VCPU(NONE), GIC, GET(0, group_unknown, 0)}, ENXIO},
    {"group.unknown-has", UNKNOWN_HAS, {VCPU(NONE), GIC, HAS(0, group_unknown)}, ENXIO},
    {"group.unknown-bare-has", UNKNOWN_HAS, {BARE, HAS(0, group_unknown)}, ENXIO},
    {0},
};

const struct errno_row *const arch_errnos[] = {
    errnos_pmu_irq,      errnos_pmu_init, errnos_pmu_filter,
    errnos_pmu_counters, errnos_timer,    errnos_pvtime,
    errnos_gicv5,        errnos_group,    NULL,
};

#define NO_PMU                                                                                     \
    "where the host has no PMUv3, KVM_ARM_VCPU_INIT refuses the feature (EINVAL), so that no "     \
    "attribute is asked"
#define TWO_PMUS "it takes a machine with two kinds of CPU PMU; QEMU emulates one"
#define NO_MEMORY                                                                                  \
    "nothing makes the kernel's allocation fail but fault injection, which released kernels lack"

const struct unreachable arch_unreachable[] = {
    {"vcpu.rst 1.1: ENXIO: PMUv3 not supported", NO_PMU},
    {"vcpu.rst 1.2: ENODEV, ENXIO: PMUv3 not supported", NO_PMU},
    {"vcpu.rst 1.3: ENODEV: PMUv3 not supported", NO_PMU},
    {"vcpu.rst 1.4: ENODEV: PMUv3 not supported", NO_PMU},
    {"vcpu.rst 1.5: ENODEV: PMUv3 not supported", NO_PMU},
    {"vcpu.rst 1.4: EBUSY: a filter is set, and another PMU is asked for", TWO_PMUS},
    {"vcpu.rst 1.4: KVM_EXIT_FAIL_ENTRY_CPU_UNSUPPORTED on a CPU without the PMU", TWO_PMUS},
    {"vcpu.rst 1.4: ENOMEM: Could not allocate memory", NO_MEMORY},
    {"vcpu.rst 3.1: ENXIO: Stolen time not implemented",
     "kernels built with CONFIG_SCHED_INFO always implement it, and Debian's all are"},
    {"not documented: KVM_CREATE_DEVICE of a VGICv5: E2BIG: more vCPUs than it can have",
     "how many that are differs with the host's GIC, and may be more than KVM makes"},
    {"not documented: KVM_CREATE_DEVICE of a VGICv5, KVM_DEV_ARM_VGIC_CTRL_INIT: ENOMEM",
     NO_MEMORY},
    {"not documented: KVM_DEV_ARM_VGIC_CTRL_INIT of a VGICv5: EBUSY: a vCPU is being created",
     "a race that nothing outside of the kernel can hold open"},
    {0},
};

static uint64_t find_type(const struct vcpu *cpu) {
    (void)cpu;
    return (uint64_t)pmu_identifier();
}

static uint64_t find_counters(const struct vcpu *cpu) {
    const uint64_t pmcr_el0 = ARM64_SYS_REG(3, 3, 9, 12, 0);
    return vcpu_get_register(cpu, pmcr_el0) >> 11 & 0x1f;
}

static uint64_t find_counters_and_one(const struct vcpu *cpu) {
    return find_counters(cpu) + 1;
}

static uint64_t find_counters_above_1(const struct vcpu *cpu) {
    return find_counters(cpu) > 1;
}

const struct finding pmu_type = {"the PMU's type", find_type},
                     pmu_counters = {"PMCR_EL0.N", find_counters},
                     pmu_counters_and_one = {"PMCR_EL0.N + 1", find_counters_and_one},
                     pmu_counters_above_1 = {"PMCR_EL0.N > 1", find_counters_above_1},
                     pmu_event_bits = {"the event number's bits", pmu_event_number_bits};
