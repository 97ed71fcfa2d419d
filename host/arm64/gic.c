/* SPDX-License-Identifier: MIT */
/* The in-kernel VGICv3 (Documentation/virt/kvm/devices/arm-vgic-v3.rst). */
#include "host/arm64/gic.h"
#include "host/arch.h"
#include "host/arm64/memory_map.h"

int arch_add_irqchip(struct vm *vm) {
    struct kvm_create_device device = {.type = KVM_DEV_TYPE_ARM_VGIC_V3};
    int error = kvm_ioctl(vm->fd, KVM_CREATE_DEVICE, (uintptr_t)&device);
    if (error)
        return error;
    vm->irqchip = (int)device.fd;

    const uint64_t dist = GIC_DIST_BASE, redist = GIC_REDIST_BASE;
    const uint32_t irqs = GIC_IRQS;
    const struct {
        struct attribute attribute;
        const void *value;
    } settings[] = {
        {{KVM_DEV_ARM_VGIC_GRP_NR_IRQS, 0}, &irqs},
        {{KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V3_ADDR_TYPE_DIST}, &dist},
        {{KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V3_ADDR_TYPE_REDIST}, &redist},
    };
    for (unsigned i = 0; i < sizeof settings / sizeof *settings && !error; i++)
        error = kvm_attribute(vm->irqchip, KVM_SET_DEVICE_ATTR, &settings[i].attribute,
                              settings[i].value);
    return error;
}

int arch_init_irqchip(struct vm *vm) {
    const struct attribute init = {KVM_DEV_ARM_VGIC_GRP_CTRL, KVM_DEV_ARM_VGIC_CTRL_INIT};
    return kvm_attribute(vm->irqchip, KVM_SET_DEVICE_ATTR, &init, NULL);
}

bool gic_offered(const struct vm *vm) {
    struct kvm_create_device device = {.type = KVM_DEV_TYPE_ARM_VGIC_V3,
                                       .flags = KVM_CREATE_DEVICE_TEST};
    return kvm_ioctl(vm->fd, KVM_CREATE_DEVICE, (uintptr_t)&device) == 0;
}
