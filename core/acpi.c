/* SPDX-License-Identifier: MIT */
#include "core/acpi.h"
#include "core/not_zeroed.h"
#include "core/tree.h"

#include <libfdt.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
    TABLE_LIMIT = 1 << 20,
    HEADER = 36, /* 5.2.6 */

    RSDP_SIZE = 36, /* 5.2.5.3 */
    RSDP_XSDT = 24,

    FADT_ARM_BOOT_ARCH = 129, /* 5.2.9 */
    ARM_PSCI_COMPLIANT = 1,
    ARM_PSCI_USE_HVC = 2,

    MADT_STRUCTURES = 44, /* 5.2.12 */
    MADT_GICC = 0xb,
    GICC_FLAGS = 12, /* 5.2.12.14 */
    GICC_ENABLED = 1,
    GICC_PERFORMANCE_EDGE = 2,
    GICC_ONLINE_CAPABLE = 8,
    GICC_PERFORMANCE = 20,
    GICC_BASE = 32,
    GICC_GICR = 60,
    GICC_MPIDR = 68,
    MADT_GICD = 0xc, /* 5.2.12.15 */
    GICD_BASE = 8,
    GICD_VERSION = 20,
    MADT_GICR = 0xe, /* 5.2.12.17 */
    GICR_BASE = 4,
    GICR_LENGTH = 12,

    GTDT_EL1_SECURE = 48, /* 5.2.24: an interrupt and its flags; the next ones behind it */
    GTDT_TIMERS = 4,
    GTDT_EL2_VIRTUAL = 96,
    GTDT_EDGE = 1,

    SPCR_TYPE = 36, /* Serial Port Console Redirection Table, 1.10 */
    SPCR_WIDTH = 41,
    SPCR_ACCESS = 43,
    SPCR_ADDRESS = 44,
};

struct table {
    const uint8_t *at;
    uint32_t length;
};

/* A field; 0 where the table is too short to have it. */
static uint64_t get(const struct table *table, uint32_t offset, unsigned bytes) {
    uint64_t value = 0;
    if (table->length < bytes || offset > table->length - bytes)
        return 0;
    while (bytes--)
        value = value << 8 | table->at[offset + bytes];
    return value;
}

static bool sums_up(const uint8_t *bytes, uint32_t length) {
    uint8_t sum = 0;
    while (length--)
        sum = (uint8_t)(sum + *bytes++);
    return sum == 0;
}

static struct table table_at(const struct acpi_machine *machine, uint64_t address) {
    struct table table = {machine->memory(address, HEADER), HEADER}, none = {0};
    if (!table.at)
        return none;
    table.length = (uint32_t)get(&table, 4, 4);
    if (table.length < HEADER || table.length > TABLE_LIMIT ||
        !machine->memory(address, table.length) || !sums_up(table.at, table.length))
        return none;
    return table;
}

/* --- the tree */

/* Properties that are lists are put together here. */
enum { LIST = 3 * 512 };
static uint32_t list[LIST] NOT_ZEROED;
static unsigned listed;

static uint32_t
    wired; /* what a GICv2's interrupt says besides, arm,gic.yaml: the CPUs in bits 15:8 */

static void add(uint32_t value) {
    if (listed < LIST)
        list[listed++] = value;
}

static void add_range(uint64_t base, uint64_t size) {
    add((uint32_t)(base >> 32));
    add((uint32_t)base);
    add((uint32_t)(size >> 32));
    add((uint32_t)size);
}

/* arm,gic.yaml: an interrupt of ACPI is an INTID; 1 is an edge, 4 a level. */
static void add_interrupt(uint64_t intid, bool edge) {
    enum { FIRST_PPI = 16, FIRST_SPI = 32, SPI = 0, PPI = 1, EDGE = 1, LEVEL = 4 };
    bool spi = intid >= FIRST_SPI;
    add(spi ? SPI : PPI);
    add((uint32_t)intid - (spi ? FIRST_SPI : FIRST_PPI));
    add((edge ? EDGE : LEVEL) | (spi ? 0 : wired));
}

static void put_list(struct tree *tree, const char *property) {
    void *cell;
    tree_check(tree,
               fdt_property_placeholder(tree->fdt, property, (int)(listed * sizeof *list), &cell));
    for (unsigned i = 0; i < listed && !tree->error; i++)
        fdt32_st((fdt32_t *)cell + i, list[i]);
    listed = 0;
}

/* --- what each table says */

static void put_memory(struct tree *tree, const struct acpi_machine *machine) {
    tree_begin(tree, "memory");
    tree_text(tree, "device_type", "memory");
    for (unsigned i = 0; i < machine->rams; i++)
        add_range(machine->ram[i].base, machine->ram[i].size);
    put_list(tree, "reg");
    tree_end(tree);
}

static void put_psci(struct tree *tree, const struct table *fadt) {
    uint64_t flags = get(fadt, FADT_ARM_BOOT_ARCH, 2);
    if (!(flags & ARM_PSCI_COMPLIANT))
        return;
    tree_begin(tree, "psci");
    tree_text(tree, "method", flags & ARM_PSCI_USE_HVC ? "hvc" : "smc");
    tree_end(tree);
}

/* The next structure of this type behind the one at `*offset`, or the first one. */
static bool next(const struct table *madt, unsigned type, uint32_t *offset,
                 struct table *structure) {
    uint32_t at = *offset ? *offset + (uint32_t)get(madt, *offset + 1, 1) : MADT_STRUCTURES;
    for (;; at += structure->length) {
        structure->length = (uint32_t)get(madt, at + 1, 1);
        if (structure->length < 2 || structure->length > madt->length - at)
            return false;
        structure->at = madt->at + at;
        *offset = at;
        if (get(structure, 0, 1) == type)
            return true;
    }
}

static bool next_cpu(const struct table *madt, uint32_t *offset, struct table *gicc) {
    while (next(madt, MADT_GICC, offset, gicc))
        if (get(gicc, GICC_FLAGS, 4) & (GICC_ENABLED | GICC_ONLINE_CAPABLE))
            return true;
    return false;
}

static void put_cpus(struct tree *tree, const struct table *madt) {
    struct table gicc;
    tree_begin(tree, "cpus");
    tree_cell(tree, "#address-cells", 2);
    tree_cell(tree, "#size-cells", 0);
    for (uint32_t at = 0; next_cpu(madt, &at, &gicc);) {
        tree_begin(tree, "cpu");
        tree_text(tree, "device_type", "cpu");
        add((uint32_t)get(&gicc, GICC_MPIDR + 4, 4));
        add((uint32_t)get(&gicc, GICC_MPIDR, 4));
        put_list(tree, "reg");
        tree_end(tree);
    }
    tree_end(tree);
}

static void put_gic(struct tree *tree, const struct table *madt) {
    enum { GICD_SIZE = 0x10000, GICC_SIZE = 0x2000, GICR_SIZE = 0x20000, V3 = 3 };
    struct table gicd, gicc, gicr;
    uint32_t at = 0;
    if (!next(madt, MADT_GICD, &at, &gicd))
        return;
    bool v3 = get(&gicd, GICD_VERSION, 1) >= V3;
    tree_begin(tree, "interrupt-controller");
    tree_text(tree, "compatible", v3 ? "arm,gic-v3" : "arm,cortex-a15-gic");
    add_range(get(&gicd, GICD_BASE, 8), GICD_SIZE);
    for (at = 0; v3 && next(madt, MADT_GICR, &at, &gicr);)
        add_range(get(&gicr, GICR_BASE, 8), get(&gicr, GICR_LENGTH, 4));
    bool regions = listed > 4; /* else each CPU says where its own is */
    for (at = 0; next_cpu(madt, &at, &gicc);) {
        if (!regions)
            add_range(get(&gicc, v3 ? GICC_GICR : GICC_BASE, 8), v3 ? GICR_SIZE : GICC_SIZE);
        if (!v3)
            wired |= wired << 1 | 1 << 8; /* a PPI is every CPU's */
    }
    wired &= 0xff00;
    put_list(tree, "reg");
    tree_end(tree);
}

/* All CPUs' PPI, or each one's SPI. */
static void put_pmu(struct tree *tree, const struct table *madt) {
    struct table gicc;
    for (uint32_t at = 0; next_cpu(madt, &at, &gicc);) {
        uint64_t intid = get(&gicc, GICC_PERFORMANCE, 4);
        if (intid && (!listed || intid >= 32))
            add_interrupt(intid, get(&gicc, GICC_FLAGS, 4) & GICC_PERFORMANCE_EDGE);
    }
    if (!listed)
        return;
    tree_begin(tree, "pmu");
    tree_text(tree, "compatible", "arm,armv8-pmuv3");
    put_list(tree, "interrupts");
    tree_end(tree);
}

/* The same order as arm,arch_timer.yaml's. */
static void put_timers(struct tree *tree, const struct table *gtdt) {
    if (!gtdt->at)
        return;
    for (unsigned i = 0; i <= GTDT_TIMERS; i++) {
        uint32_t at = i < GTDT_TIMERS ? GTDT_EL1_SECURE + 8 * i : GTDT_EL2_VIRTUAL;
        uint64_t intid = get(gtdt, at, 4);
        if (i < GTDT_TIMERS || intid)
            add_interrupt(intid, get(gtdt, at + 4, 4) & GTDT_EDGE);
    }
    tree_begin(tree, "timer");
    tree_text(tree, "compatible", "arm,armv8-timer");
    put_list(tree, "interrupts");
    tree_end(tree);
}

static void put_console(struct tree *tree, const struct table *spcr) {
    enum { PL011 = 3, SBSA = 0xe, SBSA_32 = 0xd, NS16550 = 0x12, PAGE = 0x1000, WORD = 32 };
    uint64_t type = get(spcr, SPCR_TYPE, 1), size = get(spcr, SPCR_ACCESS, 1);
    bool arm = type == PL011 || type == SBSA || type == SBSA_32;
    if (!arm && type > 1 && type != NS16550)
        return;
    tree_begin(tree, "serial");
    tree_text(tree, "compatible", arm ? "arm,pl011" : "ns16550a");
    add_range(get(spcr, SPCR_ADDRESS, 8), PAGE);
    put_list(tree, "reg");
    if (!arm) {
        tree_cell(tree, "reg-shift", get(spcr, SPCR_WIDTH, 1) == WORD ? 2 : 0);
        tree_cell(tree, "reg-io-width", size > 1 && size < 4 ? 1u << (size - 1) : 1);
    }
    tree_end(tree);
    tree_begin(tree, "chosen");
    tree_text(tree, "stdout-path", "/serial");
    tree_end(tree);
}

bool acpi_tree(const struct acpi_machine *machine, void *fdt, int size) {
    enum { FADT, MADT, GTDT, SPCR, TABLES };
    static const char signature[TABLES][5] = {"FACP", "APIC", "GTDT", "SPCR"};
    struct table found[TABLES] = {0};
    struct table rsdp = {machine->memory(machine->rsdp, RSDP_SIZE), RSDP_SIZE};
    if (!rsdp.at || memcmp(rsdp.at, "RSD PTR ", 8) != 0)
        return false;
    struct table xsdt = table_at(machine, get(&rsdp, RSDP_XSDT, 8));
    if (!xsdt.at)
        return false;
    for (uint32_t at = HEADER; at + 8 <= xsdt.length; at += 8) {
        struct table table = table_at(machine, get(&xsdt, at, 8));
        for (unsigned i = 0; i < TABLES && table.at; i++)
            if (memcmp(table.at, signature[i], 4) == 0)
                found[i] = table;
    }
    struct tree writer = {fdt, fdt_create(fdt, size)}, *tree = &writer;
    tree_check(tree, fdt_finish_reservemap(fdt));
    listed = wired = 0;
    tree_check(tree, fdt_begin_node(fdt, ""));
    tree_cell(tree, "#address-cells", 2);
    tree_cell(tree, "#size-cells", 2);
    put_memory(tree, machine);
    put_psci(tree, &found[FADT]);
    put_cpus(tree, &found[MADT]);
    put_gic(tree, &found[MADT]);
    put_pmu(tree, &found[MADT]);
    put_timers(tree, &found[GTDT]);
    put_console(tree, &found[SPCR]);
    tree_end(tree);
    tree_check(tree, fdt_finish(fdt));
    return !tree->error;
}
