/* SPDX-License-Identifier: MIT */
/* The in-kernel VGICv2 (Documentation/virt/kvm/devices/arm-vgic.rst), where the host has no more.
 */
#include "host/arm64/gic.h"
#include "host/arm64/memory_map.h"

static int configure(struct vm *vm) {
    const uint64_t dist = GIC_DIST_BASE, cpu = GIC_CPU_BASE;
    const uint32_t irqs = GIC_IRQS;
    return gic_settings(vm, (const struct gic_setting[]){
                                {{KVM_DEV_ARM_VGIC_GRP_NR_IRQS, 0}, &irqs},
                                {{KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V2_ADDR_TYPE_DIST}, &dist},
                                {{KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V2_ADDR_TYPE_CPU}, &cpu},
                                {{0}, NULL},
                            });
}

const struct gic vgic_v2 = {"KVM_DEV_TYPE_ARM_VGIC_V2", KVM_DEV_TYPE_ARM_VGIC_V2, 32, 18,
                            configure};
