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

#include <inttypes.h>
#include <libfdt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A tree under construction. Its first error sticks: libfdt refuses everything after it. */
struct tree {
    void *fdt;
    int error;
};

static void check(struct tree *tree, int error) {
    if (!tree->error)
        tree->error = error;
}

__attribute__((format(printf, 2, 3))) static void begin(struct tree *tree, const char *format,
                                                        ...) {
    char name[40];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    check(tree, fdt_begin_node(tree->fdt, name));
}

static void end(struct tree *tree) {
    check(tree, fdt_end_node(tree->fdt));
}

static void text(struct tree *tree, const char *name, const char *value) {
    check(tree, fdt_property(tree->fdt, name, value, (int)strlen(value) + 1));
}

static void cell(struct tree *tree, const char *name, uint32_t value) {
    check(tree, fdt_property_u32(tree->fdt, name, value));
}

static void flag(struct tree *tree, const char *name) {
    check(tree, fdt_property(tree->fdt, name, "", 0));
}

static void cells64(struct tree *tree, const char *name, const uint64_t *value, unsigned count) {
    fdt64_t *place;
    check(tree,
          fdt_property_placeholder(tree->fdt, name, (int)(count * sizeof *place), (void **)&place));
    for (unsigned i = 0; i < count && !tree->error; i++)
        fdt64_st(&place[i], value[i]);
}

static void memory(struct tree *tree, const struct claim *claimed) {
    for (unsigned i = 0; i < claimed->items; i++) {
        begin(tree, "memory@%" PRIx64, claimed->value[i][0]);
        text(tree, "device_type", "memory");
        cells64(tree, "reg", claimed->value[i], 2);
        end(tree);
    }
}

static void cpus(struct tree *tree, unsigned count) {
    enum { TIME_BASE = 512000000 }; /* of every POWER9 */
    begin(tree, "cpus");
    cell(tree, "#address-cells", 1);
    cell(tree, "#size-cells", 0);
    for (unsigned i = 0; i < count; i++) {
        begin(tree, "cpu@%x", i);
        text(tree, "device_type", "cpu");
        cell(tree, "reg", i);
        cell(tree, "ibm,ppc-interrupt-server#s", i);
        cell(tree, "timebase-frequency", TIME_BASE);
        end(tree);
    }
    end(tree);
}

static void rtas_node(struct tree *tree) {
    begin(tree, "rtas");
    cell(tree, "start-cpu", RTAS_START_CPU);
    cell(tree, "query-cpu-stopped-state", RTAS_QUERY_STOPPED);
    cell(tree, "stop-self", RTAS_STOP_SELF);
    cell(tree, "power-off", RTAS_POWER_OFF);
    end(tree);
}

/* LoPAR B.4.9.2: the user's page, then the OS's. */
static void xive(struct tree *tree, const struct claim *sources) {
    const uint64_t pages[] = {TIMA_BASE + TIMA_USER_PAGE * XIVE_PAGE, XIVE_PAGE,
                              TIMA_BASE + TIMA_OS_PAGE * XIVE_PAGE, XIVE_PAGE};
    uint64_t range[CLAIM_ITEMS];
    for (unsigned i = 0; i < sources->items; i++)
        range[i] = sources->value[i][0] << 32 | sources->value[i][1];
    begin(tree, "interrupt-controller@%" PRIx64, pages[0]);
    text(tree, "device_type", "power-ivpe");
    text(tree, "compatible", "ibm,power-ivpe");
    cells64(tree, "reg", pages, 4);
    cells64(tree, "ibm,xive-lisn-ranges", range, sources->items);
    cell(tree, "ibm,xive-eq-sizes", XIVE_PAGE_SHIFT);
    end(tree);
}

static void consoles(struct tree *tree, bool watch) {
    const uint64_t page[] = {DOORBELL_BASE, DOORBELL_SIZE};
    begin(tree, "doorbell@%" PRIx64, DOORBELL_BASE);
    text(tree, "compatible", DOORBELL_COMPATIBLE);
    cells64(tree, "reg", page, 2);
    if (watch)
        flag(tree, DOORBELL_WATCH);
    end(tree);
    begin(tree, "vdevice");
    cell(tree, "#address-cells", 1);
    cell(tree, "#size-cells", 0);
    begin(tree, "vty@0");
    text(tree, "compatible", "hvterm1");
    cell(tree, "reg", 0);
    end(tree);
    end(tree);
}

static void chosen(struct tree *tree, const struct machine *machine) {
    /* In the order of the words of guest.console. */
    static const char *const path[] = {"/doorbell@110000000", "", "", "/vdevice/vty@0"};
    begin(tree, "chosen");
    text(tree, "bootargs", machine->bootargs);
    text(tree, "stdout-path", path[claim_value(machine->applied, CLAIM_GUEST_CONSOLE)]);
    end(tree);
}

void machine_tree(const struct machine *machine, void *fdt, size_t size) {
    struct tree tree = {.fdt = fdt};
    check(&tree, fdt_create(fdt, (int)size));
    check(&tree, fdt_finish_reservemap(fdt));
    begin(&tree, "%s", "");
    cell(&tree, "#address-cells", 2);
    cell(&tree, "#size-cells", 2);
    text(&tree, "compatible", "vouch,machine");
    chosen(&tree, machine);
    cpus(&tree, (unsigned)claim_value(machine->told, CLAIM_BOOT_CPUS));
    memory(&tree, &machine->told->of[CLAIM_BOOT_MEMORY]);
    rtas_node(&tree);
    xive(&tree, &machine->told->of[CLAIM_XIVE_SOURCE]);
    consoles(&tree, machine->mischief_check >= 0);
    end(&tree);
    check(&tree, fdt_finish(fdt));
    if (tree.error)
        child_fail("failed: the device tree: %s", fdt_strerror(tree.error));
}
