/* SPDX-License-Identifier: MIT */
/* The model's vCPUs: their first run, and Documentation/virt/kvm/devices/vcpu.rst for a guest with
 * a GICv5. */
#include "tests/model/model.h"

#include <errno.h>

static int of_timer(unsigned long request, const struct kvm_device_attr *attr) {
    uint32_t value, *timer = &vm.timer[attr->attr == KVM_ARM_VCPU_TIMER_IRQ_PTIMER];
    void *user = (void *)(uintptr_t)attr->addr;
    if (request == KVM_HAS_DEVICE_ATTR)
        return 0;
    if (request == KVM_GET_DEVICE_ATTR)
        return copy(user, timer, sizeof *timer);
    if (copy(&value, user, sizeof value))
        return rule("timer-fault") ? -EFAULT : 0;
    if ((!vm.has_gic || value >> 29 != TYPE_PPI || value % (1 << 24) >= PPIS) &&
        rule("timer-is-a-ppi"))
        return -EINVAL;
    if (vm.ran && rule("timer-before-run"))
        return -EBUSY;
    *timer = value;
    return rule("timer") ? 0 : -EINVAL;
}

static int of_pmu(unsigned long request, const struct kvm_device_attr *attr, unsigned index) {
    uint32_t value, *irq = &vm.vcpu[index].pmu_irq;
    void *user = (void *)(uintptr_t)attr->addr;
    if (!(vm.vcpu[index].features >> KVM_ARM_VCPU_PMU_V3 & 1))
        return rule("pmu-feature") ? request == KVM_HAS_DEVICE_ATTR ? -ENXIO : -ENODEV : 0;
    if (request == KVM_HAS_DEVICE_ATTR)
        return 0;
    if (attr->attr == KVM_ARM_VCPU_PMU_V3_IRQ && request == KVM_GET_DEVICE_ATTR)
        return *irq == NO_INTERRUPT  ? rule("pmu-irq-unset") ? -ENXIO : 0
               : rule("pmu-irq-get") ? copy(user, irq, sizeof *irq)
                                     : -ENXIO;
    if (attr->attr == KVM_ARM_VCPU_PMU_V3_IRQ) {
        if (copy(&value, user, sizeof value))
            return -EFAULT;
        if (value != PPI(PMU) && rule("pmu-irq-architected"))
            return -EINVAL;
        if (*irq != NO_INTERRUPT && rule("pmu-irq-once"))
            return -EBUSY;
        *irq = value;
        return rule("pmu-irq") ? 0 : -EINVAL;
    }
    if (attr->attr != KVM_ARM_VCPU_PMU_V3_INIT)
        return -ENXIO;
    if (!vm.initialised && rule("pmu-after-gic"))
        return -ENODEV;
    if (vm.vcpu[index].pmu_initialised && rule("pmu-init-once"))
        return -EBUSY;
    if (*irq == NO_INTERRUPT && !rule("pmu-irq-may-be-unset"))
        return -ENXIO;
    vm.vcpu[index].pmu_initialised = true;
    return rule("pmu-init") ? 0 : -ENXIO;
}

static int run(void) {
    if (vm.dead)
        return -EIO;
    if (vm.has_gic &&
        ((!vm.initialised && rule("init-before-run")) || (has_irs() && !vm.irs_placed))) {
        vm.dead = true;
        return -EBUSY;
    }
    if ((vm.timer[0] != PPI(TIMER_VIRT) || vm.timer[1] != PPI(TIMER_PHYS)) &&
        rule("timers-architected"))
        return -EINVAL;
    vm.ran = true;
    return -EINTR; /* every run is to return at once */
}

int of_vcpu(unsigned index, unsigned long request, uintptr_t argument) {
    const struct kvm_device_attr *attr = (const void *)argument;
    switch (request) {
    case KVM_ARM_VCPU_INIT:
        vm.vcpu[index].features = ((const struct kvm_vcpu_init *)argument)->features[0];
        return 0;
    case KVM_RUN:
        return run();
    case KVM_SET_DEVICE_ATTR:
    case KVM_GET_DEVICE_ATTR:
    case KVM_HAS_DEVICE_ATTR:
        if (attr->group == KVM_ARM_VCPU_TIMER_CTRL)
            return of_timer(request, attr);
        return attr->group == KVM_ARM_VCPU_PMU_V3_CTRL ? of_pmu(request, attr, index) : -ENXIO;
    }
    return -ENOTTY;
}
