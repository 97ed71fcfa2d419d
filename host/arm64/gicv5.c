/* SPDX-License-Identifier: MIT */
/*
 * The in-kernel VGICv5 (Documentation/virt/kvm/devices/arm-vgic-v5.rst). As it came with 7.1 it has
 * PPIs alone and nothing to configure; later ones want to know where their IRS is. Which of the two
 * this is, is asked of the device, and not concluded from a version.
 */
#include "host/arm64/attributes.h"
#include "host/arm64/gic.h"
#include "host/arm64/memory_map.h"

/* Not in the headers yet that this is built with. */
#ifndef KVM_VGIC_V5_ADDR_TYPE_IRS
#define KVM_VGIC_V5_ADDR_TYPE_IRS 6
#endif

#define OF_GICV5(group, name)                                                                      \
    { KVM_DEV_ARM_VGIC_GRP_##group, KVM_##name, "KVM_" #name, .of_irqchip = true }

const struct attribute gicv5_init = OF_GICV5(CTRL, DEV_ARM_VGIC_CTRL_INIT),
                       gicv5_user_ppis = OF_GICV5(CTRL, DEV_ARM_VGIC_USERSPACE_PPIS),
                       gicv5_irs = OF_GICV5(ADDR, VGIC_V5_ADDR_TYPE_IRS),
                       gicv5_nr_irqs = {KVM_DEV_ARM_VGIC_GRP_NR_IRQS, 0,
                                        "KVM_DEV_ARM_VGIC_GRP_NR_IRQS", .of_irqchip = true};

static bool has_irs;

bool gicv5_has_irs(void) {
    return has_irs;
}

static int configure(struct vm *vm) {
    const uint64_t base = GIC_IRS_BASE;
    has_irs = kvm_attribute(vm->irqchip, KVM_HAS_DEVICE_ATTR, &gicv5_irs, NULL) == 0;
    return has_irs ? kvm_attribute(vm->irqchip, KVM_SET_DEVICE_ATTR, &gicv5_irs, &base) : 0;
}

const struct gic vgic_v5 = {"KVM_DEV_TYPE_ARM_VGIC_V5", KVM_DEV_TYPE_ARM_VGIC_V5, 128, 3,
                            configure};
