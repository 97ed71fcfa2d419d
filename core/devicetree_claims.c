/* SPDX-License-Identifier: MIT */
/* What the tree says is what the VMM claims. */
#include "core/devicetree.h"

#include <libfdt.h>
#include <string.h>

/* A list that begins anew, unless a stronger source made the claim: then NULL. It is a claim when
 * it has an item. */
static struct claim *begin_list(struct claims *claims, enum claim_id id) {
    struct claim *claim = &claims->of[id];
    if (claim->source > CLAIM_DEVICE_TREE)
        return NULL;
    claim->source = CLAIM_NOWHERE;
    claim->items = 0;
    return claim;
}

static void add_range(struct claim *claim, enum claim_id id, uint64_t first, uint64_t size) {
    if (claim->items == claim_kinds[id].items)
        return;
    claim->source = CLAIM_DEVICE_TREE;
    claim->value[claim->items][0] = first;
    claim->value[claim->items++][1] = size;
}

static void claim_memory(const void *fdt, struct claims *claims) {
    struct claim *memory = begin_list(claims, CLAIM_BOOT_MEMORY);
    int node = -1;
    while (memory && (node = dt_next_of_type(fdt, node, "memory")) >= 0) {
        uint64_t base, size;
        for (unsigned i = 0; dt_reg(fdt, node, i, &base, &size); i++)
            if (size)
                add_range(memory, CLAIM_BOOT_MEMORY, base, size);
    }
}

static void claim_cpus(const void *fdt, struct claims *claims) {
    unsigned cpus = dt_cpus(fdt, NULL, 0);
    if (cpus)
        claims_set(claims, CLAIM_BOOT_CPUS, CLAIM_DEVICE_TREE, cpus, 0);
}

/* arm,arch_timer.yaml: secure, non-secure (EL1 physical), virtual, hypervisor physical and, where
 * there is one, hypervisor virtual. */
static void claim_timers(const void *fdt, enum dt_gic gic, struct claims *claims) {
    static const enum claim_id timers[] = {CLAIM_COUNT, CLAIM_TIMER_PHYS, CLAIM_TIMER_VIRT,
                                           CLAIM_TIMER_HPHYS, CLAIM_TIMER_HVIRT};
    struct dt_interrupt interrupt;
    unsigned cpus = 0xff;
    int node = dt_find(fdt, "arm,armv8-timer");
    for (unsigned i = 1; i < sizeof timers / sizeof *timers && node >= 0; i++)
        if (dt_interrupt(fdt, node, i, gic, &interrupt)) {
            claims_set(claims, timers[i], CLAIM_DEVICE_TREE, interrupt.intid, interrupt.edge);
            claims_set(claims, CLAIM_TIMER_CPUS, CLAIM_DEVICE_TREE, cpus &= interrupt.cpus, 0);
        }
}

/* arm,pmu.yaml: one PPI for all CPUs, or an SPI for each. */
static void claim_pmu(const void *fdt, enum dt_gic gic, struct claims *claims) {
    struct dt_interrupt interrupt;
    int node = dt_find(fdt, "arm,armv8-pmuv3");
    claims_set(claims, CLAIM_PMU, CLAIM_DEVICE_TREE, node >= 0, 0);
    for (unsigned i = 0; node >= 0 && dt_interrupt(fdt, node, i, gic, &interrupt); i++) {
        claims_append(claims, CLAIM_PMU_IRQ, CLAIM_DEVICE_TREE, interrupt.intid);
        claims_set(claims, CLAIM_PMU_TRIGGER, CLAIM_DEVICE_TREE, interrupt.edge, 0);
        claims_set(claims, CLAIM_PMU_CPUS, CLAIM_DEVICE_TREE, interrupt.cpus, 0);
    }
}

/* ibm,power-ivpe (LoPAR B.4.9.2): the pages of the thread interrupt management area, first the
 * user's, then the OS's; and the ranges of sources that nobody else uses. */
static void claim_xive(const void *fdt, struct claims *claims) {
    uint64_t base, size;
    int length, node = dt_find(fdt, "ibm,power-ivpe");
    if (node < 0)
        return;
    if (dt_reg(fdt, node, 1, &base, &size))
        claims_set(claims, CLAIM_XIVE_TIMA, CLAIM_DEVICE_TREE, base, 0);
    struct claim *sources = begin_list(claims, CLAIM_XIVE_SOURCE);
    const fdt32_t *range = dt_property(fdt, node, "ibm,xive-lisn-ranges", &length);
    for (unsigned left = range ? (unsigned)length / (2 * sizeof *range) : 0; sources && left;
         left--, range += 2) {
        enum { SOURCES = 1 << 20 };
        uint32_t first = fdt32_ld(range), count = fdt32_ld(range + 1);
        if (count && first < SOURCES && count <= SOURCES - first)
            add_range(sources, CLAIM_XIVE_SOURCE, first, count);
    }
}

void dt_claims(const void *fdt, struct claims *claims) {
    claim_memory(fdt, claims);
    claim_cpus(fdt, claims);
    if (CLAIMS_OF_ARM64) {
        enum dt_gic gic = dt_find(fdt, "arm,gic-v5") >= 0 ? DT_GIC_V5 : DT_GIC_V2_V3;
        claim_timers(fdt, gic, claims);
        claim_pmu(fdt, gic, claims);
    }
    if (CLAIMS_OF_PPC64)
        claim_xive(fdt, claims);
}
