/* SPDX-License-Identifier: MIT */
/* The in-kernel VGICv3 (Documentation/virt/kvm/devices/arm-vgic-v3.rst). */
#include "host/arm64/gic.h"
#include "host/arm64/memory_map.h"

static int configure(struct vm *vm) {
    const uint64_t dist = GIC_DIST_BASE, redist = GIC_REDIST_BASE;
    const uint32_t irqs = GIC_IRQS;
    return gic_settings(vm,
                        (const struct gic_setting[]){
                            {{KVM_DEV_ARM_VGIC_GRP_NR_IRQS, 0}, &irqs},
                            {{KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V3_ADDR_TYPE_DIST}, &dist},
                            {{KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V3_ADDR_TYPE_REDIST}, &redist},
                            {{0}, NULL},
                        });
}

const struct gic vgic_v3 = {"KVM_DEV_TYPE_ARM_VGIC_V3", KVM_DEV_TYPE_ARM_VGIC_V3, 32, 18,
                            configure};
