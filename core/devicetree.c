/* SPDX-License-Identifier: MIT */
#include "core/devicetree.h"
#include "core/not_zeroed.h"

#include <libfdt.h>
#include <stdio.h>
#include <string.h>

/* libfdt keeps nothing from one question to the next, and walks the tree from its start for most of
 * them: whose answers a boot wants are kept here, from one walk. */
enum {
    NODES = 8192,
    VERSION = 17, /* Devicetree Specification 5.2 */
};

struct node {
    const char *name;
    const struct fdt_property *compatible, *type; /* or NULL */
    int properties;                               /* the offset of whatever is behind its name */
    int parent;
    bool one; /* it is compatible with one string, and not a list of them */
};

static struct node nodes[NODES] NOT_ZEROED;
static struct {
    const void *fdt; /* NULL: none was read */
    const char *structure, *strings;
    uint32_t strings_size;
    int nodes;
    int end;                  /* the offset up to which it was read, and is sound */
    unsigned interrupt_cells; /* 0: nobody asked */
} tree;

static const struct fdt_property *property_at(int offset) {
    return (const void *)(tree.structure + offset);
}

/* strcmp() is not asked where the first character tells. */
static bool same(const char *a, const char *b) {
    return *a == *b && strcmp(a, b) == 0;
}

/* "" if it is none of the strings, of which the last one has an end. */
static const char *property_name(const struct fdt_property *property) {
    uint32_t offset = fdt32_to_cpu(property->nameoff);
    return offset < tree.strings_size ? tree.strings + offset : "";
}

static const char *read_node(const char *name, int properties, int parent) {
    if (tree.nodes == NODES)
        return "it has more nodes than this program accepts";
    if (parent < 0 && (tree.nodes || *name))
        return "it has more than one root";
    nodes[tree.nodes++] = (struct node){.name = name, .properties = properties, .parent = parent};
    return NULL;
}

static const char *read_property(const struct fdt_property *property, int node) {
    const char *name = property_name(property);
    if (node < 0 || !*name)
        return "a property is in no node, or has no name";
    uint32_t length = fdt32_to_cpu(property->len);
    if (same(name, "compatible")) {
        nodes[node].compatible = property;
        nodes[node].one = length && !memchr(property->data, '\0', length - 1);
    } else if (same(name, "device_type"))
        nodes[node].type = property;
    return NULL;
}

/* Reads all of it, up to what is wrong with it, if anything is. */
static const char *read_tree(const void *fdt) {
    int offset, next = 0, node = -1;
    const char *fault = NULL;
    tree.fdt = fdt;
    tree.nodes = tree.end = 0;
    tree.interrupt_cells = 0;
    tree.structure = (const char *)fdt + fdt_off_dt_struct(fdt);
    tree.strings = (const char *)fdt + fdt_off_dt_strings(fdt);
    tree.strings_size = fdt_size_dt_strings(fdt);
    if (tree.strings_size && tree.strings[tree.strings_size - 1])
        return "its last string has no end";
    while (!fault) {
        uint32_t tag = fdt_next_tag(fdt, tree.end = offset = next, &next);
        if (next < 0)
            return fdt_strerror(next);
        if (tag == FDT_BEGIN_NODE) {
            fault = read_node(tree.structure + offset + FDT_TAGSIZE, next, node);
            node = tree.nodes - 1;
        } else if (tag == FDT_PROP) {
            fault = read_property(property_at(offset), node);
        } else if (tag != FDT_NOP && node < 0) {
            return tag == FDT_END && tree.nodes ? NULL : "it has no root";
        } else if (tag == FDT_END_NODE) {
            node = nodes[node].parent;
        } else if (tag == FDT_END) {
            fault = "a node has no end";
        }
    }
    return fault;
}

/* How many nodes the tree has; it is the one that `nodes` holds from here on. */
static int count(const void *fdt) {
    if (tree.fdt != fdt)
        read_tree(fdt);
    return tree.nodes;
}

static const char *header_fault(const void *fdt, uint32_t limit) {
    int error = fdt_check_header(fdt);
    tree.fdt = NULL;
    if (!error && fdt_version(fdt) < VERSION)
        error = -FDT_ERR_BADVERSION;
    if (!error && fdt_totalsize(fdt) > limit)
        return "it is larger than this program accepts";
    /* Devicetree Specification 5.6; libfdt reads aligned words without asking. */
    if (!error && (fdt_off_mem_rsvmap(fdt) % 8 || fdt_off_dt_struct(fdt) % 4))
        return "its blocks are not aligned";
    return error ? fdt_strerror(error) : NULL;
}

bool dt_readable(const void *fdt, uint32_t limit) {
    return !header_fault(fdt, limit);
}

const char *dt_fault(const void *fdt, uint32_t limit) {
    const char *fault = header_fault(fdt, limit);
    int reserved = fault ? 0 : fdt_num_mem_rsv(fdt);
    if (reserved < 0)
        return fdt_strerror(reserved);
    return fault ? fault : read_tree(fdt);
}

const void *dt_property(const void *fdt, int node, const char *name, int *length) {
    if (node < 0 || node >= count(fdt))
        return NULL;
    for (int offset = nodes[node].properties; offset < tree.end;) {
        const struct fdt_property *property = property_at(offset);
        offset += FDT_TAGSIZE;
        if (fdt32_to_cpu(property->tag) == FDT_NOP)
            continue;
        if (fdt32_to_cpu(property->tag) != FDT_PROP)
            break;
        *length = (int)fdt32_to_cpu(property->len);
        if (same(property_name(property), name))
            return property->data;
        offset = (offset + 2 * (int)sizeof(fdt32_t) + *length + 3) & ~3;
    }
    return NULL;
}

static bool enabled(const void *fdt, int node) {
    const char *status = dt_string(fdt, node, "status");
    return !status || strcmp(status, "okay") == 0 || strcmp(status, "ok") == 0;
}

/* Is the text, of this size with its NUL, one of the property's strings? */
static bool lists(const struct fdt_property *property, const char *text, size_t size) {
    size_t left = property ? fdt32_to_cpu(property->len) : 0;
    const char *at = property ? property->data : NULL;
    while (left >= size) {
        if (*at == *text && memcmp(at, text, size) == 0)
            return true;
        do
            left--;
        while (*at++ && left);
    }
    return false;
}

/* Most nodes are told by the length alone. */
static bool compatible_with(int node, const char *text, size_t size) {
    const struct fdt_property *is = nodes[node].compatible;
    return is && (!nodes[node].one || fdt32_to_cpu(is->len) == size) && lists(is, text, size);
}

bool dt_is(const void *fdt, int node, const char *compatible) {
    return node >= 0 && node < count(fdt) &&
           compatible_with(node, compatible, strlen(compatible) + 1);
}

int dt_next(const void *fdt, int node, const char *compatible) {
    size_t size = strlen(compatible) + 1;
    int end = count(fdt);
    while (++node < end)
        if (compatible_with(node, compatible, size) && enabled(fdt, node))
            return node;
    return -1;
}

int dt_find(const void *fdt, const char *compatible) {
    return dt_next(fdt, -1, compatible);
}

int dt_next_of_type(const void *fdt, int node, const char *type) {
    size_t size = strlen(type) + 1;
    int end = count(fdt);
    while (++node < end)
        if (lists(nodes[node].type, type, size))
            return node;
    return -1;
}

int dt_next_child(const void *fdt, int node, int parent) {
    int end = count(fdt);
    while (parent >= 0 && ++node < end)
        if (nodes[node].parent == parent)
            return node;
    return -1;
}

/* Its unit address may be left out. */
static bool named(int node, const char *name, size_t length) {
    const char *is = nodes[node].name;
    return *is == *name && strncmp(is, name, length) == 0 &&
           (!is[length] || (is[length] == '@' && !memchr(name, '@', length)));
}

static int child_named(const void *fdt, int parent, const char *name, size_t length) {
    int node = parent;
    do
        node = dt_next_child(fdt, node, parent);
    while (node >= 0 && !named(node, name, length));
    return node;
}

int dt_path(const void *fdt, const char *path) {
    int node = count(fdt) ? 0 : -1;
    size_t length = strcspn(path, "/:");
    if (*path != '/') {
        char alias[32]; /* Devicetree Specification 2.2.4.1: a property's name has 31 at most */
        snprintf(alias, sizeof alias, "%.*s", (int)length, path);
        const char *full = dt_string(fdt, dt_path(fdt, "/aliases"), alias);
        node = full && *full == '/' ? dt_path(fdt, full) : -1;
    }
    for (path += length; *path == '/'; path += length) {
        length = strcspn(++path, "/:");
        if (length)
            node = child_named(fdt, node, path, length);
    }
    return node;
}

static uint64_t read_cells(const fdt32_t *cell, unsigned cells) {
    uint64_t value = 0;
    while (cells--)
        value = value << 32 | fdt32_ld(cell++);
    return value;
}

bool dt_reg(const void *fdt, int node, unsigned index, uint64_t *base, uint64_t *size) {
    int length;
    const fdt32_t *reg = dt_property(fdt, node, "reg", &length);
    if (!reg)
        return false;
    unsigned address_cells = dt_cell(fdt, nodes[node].parent, "#address-cells", 2);
    unsigned size_cells = dt_cell(fdt, nodes[node].parent, "#size-cells", 1);
    unsigned cells = address_cells + size_cells;
    if (address_cells < 1 || address_cells > 2 || size_cells > 2 ||
        (unsigned)length / sizeof *reg / cells <= index)
        return false;
    reg += index * cells;
    *base = read_cells(reg, address_cells);
    *size = read_cells(reg + address_cells, size_cells);
    return true;
}

/* arm,gic-v3.yaml: a fourth cell of an interrupt that is not 0 is the phandle of the CPUs that a
 * PPI is wired to. Returns as many low bits as that names, 8 at most. */
static unsigned partition(const void *fdt, uint32_t phandle) {
    int length = 0, node = count(fdt);
    while (--node >= 0 && dt_cell(fdt, node, "phandle", 0) != phandle)
        ;
    if (!dt_property(fdt, node, "affinity", &length))
        return 0;
    return length >= 8 * (int)sizeof phandle ? 0xff : (1u << length / (int)sizeof phandle) - 1;
}

/* A fourth cell, of a GICv3 alone, is a partition. */
static unsigned interrupt_cells(const void *fdt) {
    if (!tree.interrupt_cells) {
        uint32_t cells = dt_cell(fdt, dt_find(fdt, "arm,gic-v3"), "#interrupt-cells", 3);
        tree.interrupt_cells = cells == 4 ? 4 : 3;
    }
    return tree.interrupt_cells;
}

/* arm,gic.yaml and arm,gic-v3.yaml number PPIs and SPIs from 0; in arm,gic-v5.yaml the number is an
 * ID, of a type that only a PPI's INTID leaves out. */
bool dt_interrupt(const void *fdt, int node, unsigned index, enum dt_gic gic,
                  struct dt_interrupt *interrupt) {
    enum { SPI = 0, PPI = 1, FIRST_PPI = 16, FIRST_SPI = 32, PPIS_V5 = 128, EDGES = 3 };
    int length;
    const fdt32_t *cell = dt_property(fdt, node, "interrupts", &length);
    unsigned cells = interrupt_cells(fdt);
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
    const char *text = dt_property(fdt, node, property, &length);
    return text && length > 0 && text[length - 1] == '\0' ? text : NULL;
}

uint32_t dt_cell(const void *fdt, int node, const char *property, uint32_t otherwise) {
    int length;
    const fdt32_t *cell = dt_property(fdt, node, property, &length);
    return cell && length == sizeof *cell ? fdt32_ld(cell) : otherwise;
}

unsigned dt_cpus(const void *fdt, uint64_t *reg, unsigned max) {
    unsigned cpus = 0;
    int parent = dt_path(fdt, "/cpus"), node = parent;
    while ((node = dt_next_child(fdt, node, parent)) >= 0) {
        const char *type = dt_string(fdt, node, "device_type");
        uint64_t id, none;
        if (!type || strcmp(type, "cpu") != 0 || !enabled(fdt, node) ||
            !dt_reg(fdt, node, 0, &id, &none))
            continue;
        int length; /* LoPAR B.4.4: a node is a core, and this names its threads */
        const fdt32_t *thread = dt_property(fdt, node, "ibm,ppc-interrupt-server#s", &length);
        unsigned threads = thread ? (unsigned)length / sizeof *thread : 1;
        for (unsigned i = 0; i < threads; i++, cpus++)
            if (cpus < max)
                reg[cpus] = thread ? fdt32_ld(thread + i) : id;
    }
    return cpus;
}

int dt_stdout(const void *fdt) {
    const char *path = dt_string(fdt, dt_path(fdt, "/chosen"), "stdout-path");
    return path ? dt_path(fdt, path) : -1;
}

static bool within(uint64_t base, uint64_t size, uint64_t outer, uint64_t outer_size) {
    return base - outer < outer_size && size <= outer_size - (base - outer);
}

bool dt_reserved(const void *fdt, uint64_t base, uint64_t size) {
    uint64_t outer, outer_size;
    for (int i = 0; fdt_get_mem_rsv(fdt, i, &outer, &outer_size) == 0 && outer_size; i++)
        if (within(base, size, outer, outer_size))
            return true;
    int parent = dt_path(fdt, "/reserved-memory"), node = parent;
    while ((node = dt_next_child(fdt, node, parent)) >= 0) {
        for (unsigned i = 0; dt_reg(fdt, node, i, &outer, &outer_size); i++)
            if (within(base, size, outer, outer_size))
                return true;
    }
    return false;
}
