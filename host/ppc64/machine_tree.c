/* SPDX-License-Identifier: MIT */
/*
 * The machine as the guest is told it is: a device tree of the told claims, in the form of LoPAR's.
 * Where things are that the guest cannot do without, it is told the truth: a lie about that is on
 * the command line alone.
 */
#include "host/child.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/memory_map.h"

#include "core/doorbell.h"
#include "core/tree.h"

#include <inttypes.h>
#include <libfdt.h>
#include <string.h>

static void cells64(struct tree *tree, const char *name, const uint64_t *value, unsigned count) {
    fdt64_t *place;
    tree_check(tree, fdt_property_placeholder(tree->fdt, name, (int)(count * sizeof *place),
                                              (void **)&place));
    for (unsigned i = 0; i < count && !tree->error; i++)
        fdt64_st(&place[i], value[i]);
}

static void memory(struct tree *tree, const struct claim *claimed) {
    for (unsigned i = 0; i < claimed->items; i++) {
        tree_begin(tree, "memory@%" PRIx64, claimed->value[i][0]);
        tree_text(tree, "device_type", "memory");
        cells64(tree, "reg", claimed->value[i], 2);
        tree_end(tree);
    }
}

static void cpus(struct tree *tree, unsigned count) {
    enum { TIME_BASE = 512000000 }; /* of every POWER9 */
    tree_begin(tree, "cpus");
    tree_cell(tree, "#address-cells", 1);
    tree_cell(tree, "#size-cells", 0);
    for (unsigned i = 0; i < count; i++) {
        tree_begin(tree, "cpu@%x", i);
        tree_text(tree, "device_type", "cpu");
        tree_cell(tree, "reg", i);
        tree_cell(tree, "ibm,ppc-interrupt-server#s", i);
        tree_cell(tree, "timebase-frequency", TIME_BASE);
        tree_end(tree);
    }
    tree_end(tree);
}

static void rtas_node(struct tree *tree) {
    tree_begin(tree, "rtas");
    tree_cell(tree, "start-cpu", RTAS_START_CPU);
    tree_cell(tree, "query-cpu-stopped-state", RTAS_QUERY_STOPPED);
    tree_cell(tree, "stop-self", RTAS_STOP_SELF);
    tree_cell(tree, "power-off", RTAS_POWER_OFF);
    tree_end(tree);
}

/* LoPAR B.4.9.2: the user's page, then the OS's. */
static void xive(struct tree *tree, const struct claim *sources) {
    const uint64_t pages[] = {TIMA_BASE + TIMA_USER_PAGE * XIVE_PAGE, XIVE_PAGE,
                              TIMA_BASE + TIMA_OS_PAGE * XIVE_PAGE, XIVE_PAGE};
    uint64_t range[CLAIM_ITEMS];
    for (unsigned i = 0; i < sources->items; i++)
        range[i] = sources->value[i][0] << 32 | sources->value[i][1];
    tree_begin(tree, "interrupt-controller@%" PRIx64, pages[0]);
    tree_text(tree, "device_type", "power-ivpe");
    tree_text(tree, "compatible", "ibm,power-ivpe");
    cells64(tree, "reg", pages, 4);
    cells64(tree, "ibm,xive-lisn-ranges", range, sources->items);
    tree_cell(tree, "ibm,xive-eq-sizes", XIVE_PAGE_SHIFT);
    tree_end(tree);
}

static void consoles(struct tree *tree, bool watch) {
    const uint64_t page[] = {DOORBELL_BASE, DOORBELL_SIZE};
    tree_begin(tree, "doorbell@%" PRIx64, DOORBELL_BASE);
    tree_text(tree, "compatible", DOORBELL_COMPATIBLE);
    cells64(tree, "reg", page, 2);
    if (watch)
        tree_flag(tree, DOORBELL_WATCH);
    tree_end(tree);
    tree_begin(tree, "vdevice");
    tree_cell(tree, "#address-cells", 1);
    tree_cell(tree, "#size-cells", 0);
    tree_begin(tree, "vty@0");
    tree_text(tree, "compatible", "hvterm1");
    tree_cell(tree, "reg", 0);
    tree_end(tree);
    tree_end(tree);
}

static void chosen(struct tree *tree, const struct machine *machine) {
    /* In the order of the words of guest.console. */
    static const char *const path[] = {"/doorbell@110000000", "", "", "/vdevice/vty@0"};
    tree_begin(tree, "chosen");
    tree_text(tree, "bootargs", machine->bootargs);
    tree_text(tree, "stdout-path", path[claim_value(machine->applied, CLAIM_GUEST_CONSOLE)]);
    tree_end(tree);
}

void arch_tree(const struct machine *machine, void *fdt, size_t size) {
    struct tree tree;
    tree_create(&tree, fdt, size);
    tree_check(&tree, fdt_finish_reservemap(fdt));
    tree_begin(&tree, "%s", "");
    tree_cell(&tree, "#address-cells", 2);
    tree_cell(&tree, "#size-cells", 2);
    tree_text(&tree, "compatible", "vouch,machine");
    chosen(&tree, machine);
    cpus(&tree, (unsigned)claim_value(machine->told, CLAIM_BOOT_CPUS));
    memory(&tree, &machine->told->of[CLAIM_BOOT_MEMORY]);
    rtas_node(&tree);
    xive(&tree, &machine->told->of[CLAIM_XIVE_SOURCE]);
    consoles(&tree, machine->mischief_check >= 0);
    tree_end(&tree);
    tree_check(&tree, fdt_finish(fdt));
    if (tree.error)
        child_fail("failed: the device tree: %s", fdt_strerror(tree.error));
}
