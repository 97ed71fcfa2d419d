/* SPDX-License-Identifier: MIT */
#include "core/tree.h"

#include <libfdt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void tree_check(struct tree *tree, int error) {
    if (!tree->error)
        tree->error = error;
}

void tree_create(struct tree *tree, void *fdt, size_t size) {
    *tree = (struct tree){.fdt = fdt};
    tree_check(tree, fdt_create_with_flags(fdt, 2 * sizeof(struct fdt_header),
                                           FDT_CREATE_FLAG_NO_NAME_DEDUP));
    fdt_set_totalsize(fdt, (uint32_t)size);
}

void tree_begin(struct tree *tree, const char *format, ...) {
    char name[40];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    tree_check(tree, fdt_begin_node(tree->fdt, name));
}

void tree_end(struct tree *tree) {
    tree_check(tree, fdt_end_node(tree->fdt));
}

void tree_text(struct tree *tree, const char *name, const char *value) {
    tree_check(tree, fdt_property(tree->fdt, name, value, (int)strlen(value) + 1));
}

void tree_cell(struct tree *tree, const char *name, uint32_t value) {
    tree_check(tree, fdt_property_u32(tree->fdt, name, value));
}

void tree_flag(struct tree *tree, const char *name) {
    tree_check(tree, fdt_property(tree->fdt, name, "", 0));
}
