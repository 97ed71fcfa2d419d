/* SPDX-License-Identifier: MIT */
/* The in-kernel interrupt controllers that a guest may have. */
#ifndef HOST_ARM64_GIC_H
#define HOST_ARM64_GIC_H

#include "core/claims.h"
#include "host/vm.h"

#include <stdbool.h>

enum {
    GICV2_CPUS = 8,     /* at most */
    NOBODYS_PPI = 1000, /* stands for the spare one */
    GIC_IRQS = 64,      /* of a VGICv2 or VGICv3, as few as can be: SPIs 32 to 63 */
};

struct gic {
    const char *name;   /* KVM_DEV_TYPE_... */
    uint32_t type;      /* its number */
    uint32_t ppis;      /* interrupts below this one are private to a vCPU */
    uint32_t spare_ppi; /* no device of a guest has it, and KVM_IRQ_LINE may raise it */
    int (*configure)(struct vm *vm); /* once it is created; 0 or a negative errno */
};

extern const struct gic vgic_v2, vgic_v3, vgic_v5;

/* What guests of this host have where nothing else is claimed: a VGICv3, or a VGICv2 where that is
 * all there is. */
const struct gic *gic_default(void);

/* What a machine of these claims has: a VGICv5 where gicv5.ppis is claimed. */
const struct gic *gic_of(const struct claims *claims);

/* Can a VM of this host have it? NULL, or what KVM answers to that question. */
bool gic_offered(const struct gic *gic);
const char *gic_lacking(const struct gic *gic);

/* Attributes of the controller, and what to set them to; a NULL ends them. */
struct gic_setting {
    struct attribute attribute;
    const void *value;
};
int gic_settings(const struct vm *vm, const struct gic_setting *setting);

/* Creates it, and initialises it when all vCPUs are there; 0 or a negative errno. */
int gic_add(struct vm *vm, const struct gic *gic);
int gic_init(struct vm *vm);

/* This vCPU's interrupt as KVM_IRQ_LINE names it (api.rst 4.25); NOBODYS_PPI is the spare one.
 */
uint32_t gic_line(const struct vcpu *cpu, uint32_t interrupt);

/* An interrupt as the attributes of PMU and timers name it: with its type, if it is a GICv5's. */
int gic_intid(const struct claims *claims, uint64_t intid);

/* Has this VM's VGICv5 an IRS, at GIC_IRS_BASE? Up to 7.3 it has none, later it must. */
bool gicv5_has_irs(void);

#endif
