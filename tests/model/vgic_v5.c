/* SPDX-License-Identifier: MIT */
/* The model's VGICv5: Documentation/virt/kvm/devices/arm-vgic-v5.rst, and api.rst 4.25. */
#include "tests/model/model.h"

#include <errno.h>

#define USER_PPIS   (UINT64_C(1) << SW_PPI)
#define ADDRESS_IRS 6

int create_device(struct kvm_create_device *device, int fd) {
    if (device->type != KVM_DEV_TYPE_ARM_VGIC_V5)
        return -ENODEV;
    if (device->flags & KVM_CREATE_DEVICE_TEST)
        return 0;
    if (vm.has_gic && rule("one-vgic"))
        return -EEXIST;
    if (vm.ran && rule("create-before-run"))
        return -EBUSY;
    if (!rule("create"))
        return -ENODEV;
    vm.has_gic = true;
    device->fd = (uint32_t)fd;
    return 0;
}

int irq_line(const struct kvm_irq_level *line) {
    uint32_t type = line->irq >> KVM_ARM_IRQ_TYPE_SHIFT & KVM_ARM_IRQ_TYPE_MASK;
    uint32_t vcpu = line->irq >> KVM_ARM_IRQ_VCPU_SHIFT & KVM_ARM_IRQ_VCPU_MASK;
    uint32_t number = line->irq & KVM_ARM_IRQ_NUM_MASK;
    if (type == KVM_ARM_IRQ_TYPE_CPU)
        return rule("line-cpu") ? -ENXIO : 0;
    if (!vm.has_gic)
        return rule("line-needs-irqchip") ? -ENXIO : 0;
    if (type == KVM_ARM_IRQ_TYPE_SPI)
        return rule("line-spi") ? -EINVAL : 0;
    if (!vm.initialised && rule("line-after-init"))
        return -EBUSY;
    if (vcpu >= vm.vcpus && rule("line-vcpu"))
        return -EINVAL;
    if (number >= 64)
        return rule("line-range") ? -EINVAL : 0;
    if (number == SW_PPI)
        return line->level ? rule("line-up") ? 0 : -EINVAL : rule("line-down") ? 0 : -EINVAL;
    return rule("line-mask") ? -EINVAL : 0;
}

static bool nested(void) {
    for (unsigned i = 0; i < vm.vcpus; i++)
        if (vm.vcpu[i].features >> KVM_ARM_VCPU_HAS_EL2 & 1)
            return true;
    return false;
}

static int of_irs(unsigned long request, void *user) {
    static uint64_t irs;
    uint64_t base;
    if (request == KVM_HAS_DEVICE_ATTR)
        return rule("irs-exists") ? 0 : -ENXIO;
    if (request == KVM_GET_DEVICE_ATTR)
        return rule("irs-get") ? copy(user, &irs, sizeof irs) : -ENXIO;
    if (copy(&base, user, sizeof base))
        return rule("irs-fault") ? -EFAULT : 0;
    if (base % 0x10000)
        return rule("irs-aligned") ? -EINVAL : 0;
    irs = base;
    vm.irs_placed = true;
    return rule("irs-address") ? 0 : -EINVAL;
}

static int of_spis(unsigned long request, void *user) {
    uint32_t spis;
    if (request == KVM_HAS_DEVICE_ATTR)
        return rule("spis-exist") ? 0 : -ENXIO;
    if (request == KVM_GET_DEVICE_ATTR || copy(&spis, user, sizeof spis))
        return -EFAULT;
    if (spis < 32 && rule("spis-least"))
        return -EINVAL;
    if (spis > 1024 && rule("spis-most"))
        return -EINVAL;
    if (spis % 32 && rule("spis-by-32"))
        return -EINVAL;
    return rule("spis") ? 0 : -EINVAL;
}

int of_device(unsigned long request, const struct kvm_device_attr *attr) {
    void *user = (void *)(uintptr_t)attr->addr;
    const uint64_t mask[] = {
        (vm.initialised || !rule("mask-after-init")) && rule("mask") ? USER_PPIS : 0,
        rule("second-mask") ? 0 : 1};
    if (has_irs() && attr->group == KVM_DEV_ARM_VGIC_GRP_ADDR && attr->attr == ADDRESS_IRS)
        return of_irs(request, user);
    if (has_irs() && attr->group == KVM_DEV_ARM_VGIC_GRP_NR_IRQS)
        return of_spis(request, user);
    if (attr->group != KVM_DEV_ARM_VGIC_GRP_CTRL)
        return rule("unknown-group") ? -ENXIO : 0;
    switch (attr->attr) {
    case KVM_DEV_ARM_VGIC_CTRL_INIT:
        if (request == KVM_GET_DEVICE_ATTR)
            return rule("init-is-set-only") ? -ENXIO : 0;
        if (request == KVM_HAS_DEVICE_ATTR)
            return rule("init-exists") ? 0 : -ENXIO;
        if (nested() && rule("init-not-nested"))
            return -EINVAL;
        if (vm.initialised)
            return rule("init-twice") ? 0 : -EBUSY;
        vm.initialised = true;
        return rule("init") ? 0 : -ENXIO;
    case KVM_DEV_ARM_VGIC_USERSPACE_PPIS:
        if (request == KVM_SET_DEVICE_ATTR)
            return rule("mask-read-only") ? -ENXIO : 0;
        if (request == KVM_HAS_DEVICE_ATTR)
            return rule("mask-exists") ? 0 : -ENXIO;
        return user || rule("mask-fault") ? copy(user, mask, sizeof mask) : 0;
    }
    return rule("unknown-attribute") ? -ENXIO : 0;
}
