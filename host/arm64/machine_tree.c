/* SPDX-License-Identifier: MIT */
/*
 * The machine as the guest is told it is: a device tree of the told claims, so that a lie is the
 * same lie here and on the command line.
 */
#include "host/arm64/gic.h"
#include "host/arm64/machine.h"
#include "host/arm64/memory_map.h"
#include "host/child.h"

#include "core/doorbell.h"
#include "core/tree.h"

#include <inttypes.h>
#include <libfdt.h>
#include <string.h>

enum {
    GIC_PHANDLE = 1,
    CPU_PHANDLE = 0x100, /* that of vCPU 0; the next ones follow */

    /* arm,gic-v3.yaml: an interrupt is its type, its number among those, and its trigger. */
    TYPE_SPI = 0,
    TYPE_PPI = 1,
    EDGE_RISING = 1,
    LEVEL_HIGH = 4,
};

/* Pairs of addresses and sizes, both two cells. */
static void reg(struct tree *tree, const uint64_t *pair, unsigned pairs) {
    fdt64_t *cells;
    tree_check(tree, fdt_property_placeholder(tree->fdt, "reg", (int)(pairs * 2 * sizeof *cells),
                                              (void **)&cells));
    for (unsigned i = 0; i < pairs * 2 && !tree->error; i++)
        fdt64_st(&cells[i], pair[i]);
}

/* An interrupt as it is told; `cpus` is the mask that a GICv2's PPI has. */
struct line {
    uint32_t intid, cpus;
    bool edge;
};

static bool is_gicv5(const struct machine *machine) {
    return gic_of(machine->applied) == &vgic_v5;
}

/* arm,gic-v5.yaml: the number is an ID, also a PPI's. */
static void interrupts(struct tree *tree, const struct line *line, unsigned count, bool gicv5) {
    fdt32_t *cells;
    tree_check(tree, fdt_property_placeholder(tree->fdt, "interrupts",
                                              (int)(count * 3 * sizeof *cells), (void **)&cells));
    for (unsigned i = 0; i < count && !tree->error; i++) {
        bool ppi = line[i].intid < 32;
        fdt32_st(cells++, ppi ? TYPE_PPI : TYPE_SPI);
        fdt32_st(cells++, line[i].intid - (gicv5 ? 0 : ppi ? 16 : 32));
        fdt32_st(cells++, line[i].cpus << 8 | (line[i].edge ? EDGE_RISING : LEVEL_HIGH));
    }
}

static void cpus(struct tree *tree, const struct claims *told) {
    tree_begin(tree, "cpus");
    tree_cell(tree, "#address-cells", 1);
    tree_cell(tree, "#size-cells", 0);
    for (unsigned i = 0; i < claim_value(told, CLAIM_BOOT_CPUS); i++) {
        uint32_t affinity = (uint32_t)vcpu_affinity(i);
        tree_begin(tree, "cpu@%x", affinity);
        tree_text(tree, "device_type", "cpu");
        tree_text(tree, "compatible", "arm,armv8");
        tree_text(tree, "enable-method", "psci");
        tree_cell(tree, "reg", affinity);
        tree_cell(tree, "phandle", CPU_PHANDLE + i);
        tree_end(tree);
    }
    tree_end(tree);
}

/* With an EL2 of its own the guest keeps HVC to itself (Arm DEN0022 5.1). */
static void psci(struct tree *tree, bool has_el2) {
    tree_begin(tree, "psci");
    tree_text(tree, "compatible", "arm,psci-1.0");
    tree_text(tree, "method", has_el2 ? "smc" : "hvc");
    tree_end(tree);
}

static void memory(struct tree *tree, const struct claim *told) {
    uint64_t pair[CLAIM_ITEMS][2] = {{0}};
    for (unsigned i = 0; i < told->items; i++) {
        pair[i][0] = told->value[i][0];
        pair[i][1] = told->value[i][1];
    }
    tree_begin(tree, "memory@%" PRIx64, pair[0][0]);
    tree_text(tree, "device_type", "memory");
    reg(tree, pair[0], told->items);
    tree_end(tree);
}

static void gic(struct tree *tree, const struct machine *machine) {
    const uint64_t frames[] = {GIC_DIST_BASE, GIC_DIST_SIZE, GIC_REDIST_BASE,
                               GIC_REDIST_SIZE * claim_value(machine->applied, CLAIM_BOOT_CPUS)};
    const uint64_t irs[] = {GIC_IRS_BASE, GIC_IRS_SIZE};
    const uint64_t v2_frames[] = {GIC_DIST_BASE, GIC_DIST_SIZE, GIC_CPU_BASE, GIC_CPU_SIZE};
    const bool v5 = is_gicv5(machine), v2 = gic_of(machine->applied) == &vgic_v2;
    tree_begin(tree, "intc@%x", v5 ? GIC_IRS_BASE : GIC_DIST_BASE);
    tree_text(tree, "compatible", v5 ? "arm,gic-v5" : v2 ? "arm,cortex-a15-gic" : "arm,gic-v3");
    tree_flag(tree, "interrupt-controller");
    tree_cell(tree, "#interrupt-cells", 3);
    tree_cell(tree, "phandle", GIC_PHANDLE);
    if (!v5)
        reg(tree, v2 ? v2_frames : frames, 2);
    if (v5 && gicv5_has_irs()) {
        tree_cell(tree, "#address-cells", 2);
        tree_cell(tree, "#size-cells", 2);
        tree_flag(tree, "ranges");
        tree_begin(tree, "irs@%x", GIC_IRS_BASE);
        tree_text(tree, "compatible", "arm,gic-v5-irs");
        reg(tree, irs, 1);
        tree_text(tree, "reg-names", "ns-config");
        tree_end(tree);
    }
    tree_end(tree);
}

static struct line told_or(const struct claims *told, enum claim_id id, uint32_t otherwise) {
    const uint64_t *value = told->of[id].value[0];
    return (struct line){claim_made(told, id) ? (uint32_t)value[0] : otherwise,
                         (uint32_t)claim_value(told, CLAIM_TIMER_CPUS), value[1]};
}

/* arm,arch_timer.yaml: secure, EL1 physical, EL1 virtual, EL2 physical, EL2 virtual; the last two
 * have KVM's defaults (vcpu.rst 2.1) where nobody says otherwise. */
static void timer(struct tree *tree, const struct claims *told, bool gicv5) {
    const struct line line[] = {{29},
                                told_or(told, CLAIM_TIMER_PHYS, 30),
                                told_or(told, CLAIM_TIMER_VIRT, 27),
                                told_or(told, CLAIM_TIMER_HPHYS, 26),
                                told_or(told, CLAIM_TIMER_HVIRT, 28)};
    tree_begin(tree, "timer");
    tree_text(tree, "compatible", "arm,armv8-timer");
    interrupts(tree, line, 5, gicv5);
    tree_flag(tree, "always-on");
    tree_end(tree);
}

/* arm,pmu.yaml: one PPI for all CPUs, or an SPI for each with its interrupt-affinity. */
static void pmu(struct tree *tree, const struct claims *told, bool gicv5) {
    const struct claim *irq = &told->of[CLAIM_PMU_IRQ];
    struct line line[CLAIM_CPUS];
    fdt32_t affinity[CLAIM_CPUS];
    if (!claim_value(told, CLAIM_PMU))
        return;
    for (unsigned i = 0; i < irq->items; i++) {
        line[i] = (struct line){(uint32_t)irq->each[i], (uint32_t)claim_value(told, CLAIM_PMU_CPUS),
                                claim_value(told, CLAIM_PMU_TRIGGER)};
        affinity[i] = cpu_to_fdt32(CPU_PHANDLE + i);
    }
    tree_begin(tree, "pmu");
    tree_text(tree, "compatible", "arm,armv8-pmuv3");
    interrupts(tree, line, irq->items, gicv5);
    if (irq->items && line[0].intid >= 32)
        tree_check(tree, fdt_property(tree->fdt, "interrupt-affinity", affinity,
                                      (int)(irq->items * sizeof *affinity)));
    tree_end(tree);
}

static void device(struct tree *tree, const char *name, const char *compatible, uint64_t base,
                   uint64_t size) {
    const uint64_t pair[] = {base, size};
    tree_begin(tree, "%s@%" PRIx64, name, base);
    tree_text(tree, "compatible", compatible);
    reg(tree, pair, 1);
}

/* Of the fields of guest.console the shift and the width are the ns16550a's. */
static void consoles(struct tree *tree, bool watch, const uint64_t *console) {
    device(tree, "pl011", "arm,pl011", PL011_BASE, UART_SIZE);
    tree_end(tree);
    device(tree, "serial", "ns16550a", NS16550A_BASE, UART_SIZE);
    tree_cell(tree, "reg-shift", (uint32_t)console[2]);
    tree_cell(tree, "reg-io-width", ns16550a_width(console));
    tree_end(tree);
    device(tree, "doorbell", DOORBELL_COMPATIBLE, DOORBELL_BASE, DOORBELL_SIZE);
    if (watch)
        tree_flag(tree, DOORBELL_WATCH);
    tree_end(tree);
}

static void chosen(struct tree *tree, const struct machine *machine) {
    /* In the order of the words of guest.console. */
    static const char *const path[] = {"/doorbell@a000000", "/pl011@9000000", "/serial@9010000"};
    tree_begin(tree, "chosen");
    tree_text(tree, "bootargs", machine->bootargs);
    tree_text(tree, "stdout-path", path[claim_value(machine->applied, CLAIM_GUEST_CONSOLE)]);
    tree_end(tree);
}

/* Stolen time is in RAM, so the guest is told to keep away from it. */
static void reserve_pvtime(struct tree *tree, const struct claim *ipa) {
    enum { STRUCTURE = 64 };
    for (unsigned i = 0; i < ipa->items; i++)
        tree_check(tree, fdt_add_reservemap_entry(tree->fdt, ipa->each[i], STRUCTURE));
    tree_check(tree, fdt_finish_reservemap(tree->fdt));
}

void arch_tree(const struct machine *machine, void *fdt, size_t size) {
    const struct claims *told = machine->told;
    struct tree tree;
    tree_create(&tree, fdt, size);
    reserve_pvtime(&tree, &told->of[CLAIM_PVTIME_IPA]);
    tree_begin(&tree, "%s", "");
    tree_cell(&tree, "#address-cells", 2);
    tree_cell(&tree, "#size-cells", 2);
    tree_cell(&tree, "interrupt-parent", GIC_PHANDLE);
    tree_text(&tree, "compatible", "vouch,machine");
    chosen(&tree, machine);
    cpus(&tree, told);
    psci(&tree, claim_value(machine->applied, CLAIM_BOOT_EL) == 2);
    memory(&tree, &told->of[CLAIM_BOOT_MEMORY]);
    gic(&tree, machine);
    timer(&tree, told, is_gicv5(machine));
    pmu(&tree, told, is_gicv5(machine));
    consoles(&tree, machine->mischief_check >= 0,
             machine->applied->of[CLAIM_GUEST_CONSOLE].value[0]);
    tree_end(&tree);
    tree_check(&tree, fdt_finish(fdt));
    if (tree.error)
        child_fail("failed: the device tree: %s", fdt_strerror(tree.error));
}
