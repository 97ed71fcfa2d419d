/* SPDX-License-Identifier: MIT */
#include "core/devicetree.h"

#include <libfdt.h>
#include <string.h>

static const char *header_fault(const void *fdt, uint32_t limit) {
    int error = fdt_check_header(fdt);
    if (!error && fdt_totalsize(fdt) > limit)
        return "it is larger than this program accepts";
    /* Devicetree Specification 5.6; libfdt reads aligned words without asking. */
    if (!error && ((uintptr_t)fdt % 8 || fdt_off_mem_rsvmap(fdt) % 8 || fdt_off_dt_struct(fdt) % 4))
        return "its blocks are not aligned";
    return error ? fdt_strerror(error) : NULL;
}

bool dt_readable(const void *fdt, uint32_t limit) {
    return !header_fault(fdt, limit);
}

const char *dt_fault(const void *fdt, uint32_t limit) {
    const char *fault = header_fault(fdt, limit);
    int error = fault ? 0 : fdt_check_full(fdt, fdt_totalsize(fdt));
    return error ? fdt_strerror(error) : fault;
}

static bool enabled(const void *fdt, int node) {
    const char *status = dt_string(fdt, node, "status");
    return !status || strcmp(status, "okay") == 0 || strcmp(status, "ok") == 0;
}

int dt_next(const void *fdt, int node, const char *compatible) {
    do
        node = fdt_node_offset_by_compatible(fdt, node, compatible);
    while (node >= 0 && !enabled(fdt, node));
    return node;
}

int dt_find(const void *fdt, const char *compatible) {
    return dt_next(fdt, -1, compatible);
}

static uint64_t read_cells(const fdt32_t *cell, int cells) {
    uint64_t value = 0;
    while (cells--)
        value = value << 32 | fdt32_ld(cell++);
    return value;
}

bool dt_reg(const void *fdt, int node, unsigned index, uint64_t *base, uint64_t *size) {
    int parent = fdt_parent_offset(fdt, node);
    int address_cells = parent < 0 ? parent : fdt_address_cells(fdt, parent);
    int size_cells = parent < 0 ? parent : fdt_size_cells(fdt, parent);
    if (address_cells < 1 || address_cells > 2 || size_cells < 0 || size_cells > 2)
        return false;
    int length, cells = address_cells + size_cells;
    const fdt32_t *reg = fdt_getprop(fdt, node, "reg", &length);
    if (!reg || (unsigned)length / sizeof *reg / (unsigned)cells <= index)
        return false;
    reg += index * (unsigned)cells;
    *base = read_cells(reg, address_cells);
    *size = read_cells(reg + address_cells, size_cells);
    return true;
}

/* arm,gic.yaml and arm,gic-v3.yaml number PPIs and SPIs from 0; in arm,gic-v5.yaml the number is an
 * ID, of a type that only a PPI's INTID leaves out. */
/* arm,gic-v3.yaml: a fourth cell of an interrupt that is not 0 is the phandle of the CPUs that a
 * PPI is wired to. Returns as many low bits as that names, 8 at most. */
static unsigned partition(const void *fdt, uint32_t phandle) {
    int length = 0, node = fdt_node_offset_by_phandle(fdt, phandle);
    if (!fdt_getprop(fdt, node, "affinity", &length))
        return 0;
    return length >= 8 * (int)sizeof phandle ? 0xff : (1u << length / (int)sizeof phandle) - 1;
}

bool dt_interrupt(const void *fdt, int node, unsigned index, enum dt_gic gic,
                  struct dt_interrupt *interrupt) {
    enum { SPI = 0, PPI = 1, FIRST_PPI = 16, FIRST_SPI = 32, PPIS_V5 = 128, EDGES = 3 };
    int length;
    const fdt32_t *cell = fdt_getprop(fdt, node, "interrupts", &length);
    unsigned cells = dt_cell(fdt, dt_find(fdt, "arm,gic-v3"), "#interrupt-cells", 3) == 4 ? 4 : 3;
    if (!cell || (unsigned)length / sizeof *cell / cells <= index)
        return false;
    cell += index * cells;
    uint32_t type = fdt32_ld(cell), number = fdt32_ld(cell + 1);
    if (gic == DT_GIC_V5 ? type != PPI || number >= PPIS_V5
                         : type > PPI || number > (type == PPI ? 15 : 987))
        return false;
    interrupt->intid = number;
    if (gic != DT_GIC_V5)
        interrupt->intid += type == PPI ? FIRST_PPI : FIRST_SPI;
    interrupt->edge = fdt32_ld(cell + 2) & EDGES;
    interrupt->cpus = fdt32_ld(cell + 2) >> 8 & 0xff;
    if (cells == 4 && fdt32_ld(cell + 3))
        interrupt->cpus = partition(fdt, fdt32_ld(cell + 3));
    return true;
}

const char *dt_string(const void *fdt, int node, const char *property) {
    int length;
    const char *text = fdt_getprop(fdt, node, property, &length);
    return text && length > 0 && text[length - 1] == '\0' ? text : NULL;
}

uint32_t dt_cell(const void *fdt, int node, const char *property, uint32_t otherwise) {
    int length;
    const fdt32_t *cell = fdt_getprop(fdt, node, property, &length);
    return cell && length == sizeof *cell ? fdt32_ld(cell) : otherwise;
}

unsigned dt_cpus(const void *fdt, uint64_t *reg, unsigned max) {
    unsigned cpus = 0;
    int node;
    fdt_for_each_subnode(node, fdt, fdt_path_offset(fdt, "/cpus")) {
        const char *type = dt_string(fdt, node, "device_type");
        uint64_t id, none;
        if (!type || strcmp(type, "cpu") != 0 || !enabled(fdt, node) ||
            !dt_reg(fdt, node, 0, &id, &none))
            continue;
        int length; /* LoPAR B.4.4: a node is a core, and this names its threads */
        const fdt32_t *thread = fdt_getprop(fdt, node, "ibm,ppc-interrupt-server#s", &length);
        unsigned threads = thread ? (unsigned)length / sizeof *thread : 1;
        for (unsigned i = 0; i < threads; i++, cpus++)
            if (cpus < max)
                reg[cpus] = thread ? fdt32_ld(thread + i) : id;
    }
    return cpus;
}

int dt_stdout(const void *fdt) {
    const char *path = dt_string(fdt, fdt_path_offset(fdt, "/chosen"), "stdout-path");
    if (!path)
        return -FDT_ERR_NOTFOUND;
    /* "serial0:115200n8": what follows the colon configures the line. */
    return fdt_path_offset_namelen(fdt, path, (int)strcspn(path, ":"));
}

static bool within(uint64_t base, uint64_t size, uint64_t outer, uint64_t outer_size) {
    return base - outer < outer_size && size <= outer_size - (base - outer);
}

bool dt_reserved(const void *fdt, uint64_t base, uint64_t size) {
    uint64_t outer, outer_size;
    for (int i = 0; fdt_get_mem_rsv(fdt, i, &outer, &outer_size) == 0 && outer_size; i++)
        if (within(base, size, outer, outer_size))
            return true;
    int node;
    fdt_for_each_subnode(node, fdt, fdt_path_offset(fdt, "/reserved-memory")) {
        for (unsigned i = 0; dt_reg(fdt, node, i, &outer, &outer_size); i++)
            if (within(base, size, outer, outer_size))
                return true;
    }
    return false;
}

static void claim_memory(const void *fdt, struct claims *claims) {
    struct claim memory = {.source = CLAIM_DEVICE_TREE};
    int node = -1;
    while ((node = fdt_node_offset_by_prop_value(fdt, node, "device_type", "memory",
                                                 sizeof "memory")) >= 0) {
        uint64_t base, size;
        for (unsigned i = 0; dt_reg(fdt, node, i, &base, &size); i++)
            if (size && memory.items < claim_kinds[CLAIM_BOOT_MEMORY].items) {
                memory.value[memory.items][0] = base;
                memory.value[memory.items++][1] = size;
            }
    }
    if (memory.items && claims->of[CLAIM_BOOT_MEMORY].source <= memory.source)
        claims->of[CLAIM_BOOT_MEMORY] = memory;
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
    struct claim sources = {.source = CLAIM_DEVICE_TREE};
    uint64_t base, size;
    int length, node = dt_find(fdt, "ibm,power-ivpe");
    if (node < 0)
        return;
    if (dt_reg(fdt, node, 1, &base, &size))
        claims_set(claims, CLAIM_XIVE_TIMA, CLAIM_DEVICE_TREE, base, 0);
    const fdt32_t *range = fdt_getprop(fdt, node, "ibm,xive-lisn-ranges", &length);
    for (unsigned left = range ? (unsigned)length / (2 * sizeof *range) : 0;
         left && sources.items < claim_kinds[CLAIM_XIVE_SOURCE].items; left--, range += 2) {
        enum { SOURCES = 1 << 20 };
        uint32_t first = fdt32_ld(range), count = fdt32_ld(range + 1);
        if (!count || first >= SOURCES || count > SOURCES - first)
            continue;
        sources.value[sources.items][0] = first;
        sources.value[sources.items++][1] = count;
    }
    if (sources.items && claims->of[CLAIM_XIVE_SOURCE].source <= sources.source)
        claims->of[CLAIM_XIVE_SOURCE] = sources;
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
