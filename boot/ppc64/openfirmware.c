/* SPDX-License-Identifier: MIT */
#include "boot/ppc64/openfirmware.h"

#include <libfdt.h>
#include <string.h>

enum {
    CELLS = 6,     /* arguments and results of the longest call we make */
    PATH = 256,    /* longest path of a node, and */
    PROPERTY = 64, /* of a property; 1275 3.2.2.1.1 says 31, RTAS has longer ones */
};

/* What is passed, all of it big-endian: 1275 PowerPC binding, 8.2.1. */
struct of_call {
    fdt32_t service, arguments, results, cell[CELLS];
};

uint32_t of_enter(struct of_call *call, uint64_t entry); /* entry.S */

static uint64_t entry;

/* Calls a service; its result, or -1. Pointers of ours fit in a cell: QEMU loads us below 4 GiB. */
static uint32_t call(const char *service, unsigned arguments, uint32_t a, uint32_t b, uint32_t c,
                     uint32_t d) {
    const uint32_t argument[] = {a, b, c, d};
    struct of_call call = {cpu_to_fdt32((uint32_t)(uintptr_t)service), cpu_to_fdt32(arguments),
                           cpu_to_fdt32(1)};
    for (unsigned i = 0; i < arguments; i++)
        call.cell[i] = cpu_to_fdt32(argument[i]);
    if (of_enter(&call, entry) != 0)
        return UINT32_MAX;
    return fdt32_to_cpu(call.cell[arguments]);
}

static uint32_t pointer(const void *object) {
    return (uint32_t)(uintptr_t)object;
}

static void negotiate(const void *options) {
    uint32_t root = call("open", 1, pointer("/"), 0, 0, 0);
    call("call-method", 3, pointer("ibm,client-architecture-support"), root, pointer(options), 0);
}

static int flatten_properties(uint32_t node, void *tree) {
    static char names[2][PROPERTY]; /* in turns: the last one asks for the next */
    char *name = names[0], *next = names[1];
    int error = 0;
    name[0] = '\0';
    while (!error && call("nextprop", 3, node, pointer(name), pointer(next), 0) == 1) {
        void *value, *last = name;
        name = next;
        next = last;
        int length = (int)call("getproplen", 2, node, pointer(name), 0, 0);
        if (length < 0 || strcmp(name, "name") == 0) /* a flattened node's name is not a property */
            continue;
        error = fdt_property_placeholder(tree, name, length, &value);
        if (!error)
            call("getprop", 4, node, pointer(name), pointer(value), (uint32_t)length);
    }
    return error;
}

/* The node's name with its unit address: the end of its path. */
static const char *node_name(uint32_t node) {
    static char path[PATH];
    uint32_t length = call("package-to-path", 3, node, pointer(path), sizeof path - 1, 0);
    path[length < sizeof path ? length : 0] = '\0';
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int flatten(uint32_t node, void *tree) {
    int error = fdt_begin_node(tree, node_name(node));
    if (!error)
        error = flatten_properties(node, tree);
    for (uint32_t child = call("child", 1, node, 0, 0, 0); !error && child;
         child = call("peer", 1, child, 0, 0, 0))
        error = flatten(child, tree);
    return error ? error : fdt_end_node(tree);
}

/* Copies the firmware's whole tree. The room is given behind fdt_create(), which would clear it. */
static int copy(void *tree, int size, uint32_t flags) {
    int error = fdt_create_with_flags(tree, 2 * sizeof(struct fdt_header), flags);
    if (!error)
        error = fdt_resize(tree, tree, size);
    if (!error)
        error = fdt_finish_reservemap(tree);
    if (!error)
        error = flatten(call("peer", 1, 0, 0, 0, 0), tree);
    return error ? error : fdt_finish(tree);
}

void of_take_over(uint64_t client_entry, const void *options, void *tree, int size) {
    entry = client_entry;
    negotiate(options);
    /* To look for each name among those that are there takes most of a boot: only where there is no
     * room for all of them. */
    if (copy(tree, size, FDT_CREATE_FLAG_NO_NAME_DEDUP) && copy(tree, size, 0))
        memset(tree, 0, sizeof(struct fdt_header));
    call("quiesce", 0, 0, 0, 0, 0);
}
