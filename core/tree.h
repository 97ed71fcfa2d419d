/* SPDX-License-Identifier: MIT */
/*
 * A device tree under construction, by libfdt's sequential writer. Its first error sticks, as
 * libfdt refuses everything after it; who builds the tree asks for it at the end.
 */
#ifndef CORE_TREE_H
#define CORE_TREE_H

#include <stddef.h>
#include <stdint.h>

struct tree {
    void *fdt;
    int error; /* libfdt's, or 0 */
};

/* Begins at `fdt`, which has room for `size` bytes. None of it is cleared, and names that occur
 * again are not looked for: either takes longer than all the rest. */
void tree_create(struct tree *tree, void *fdt, size_t size);

void tree_check(struct tree *tree, int error);

/* A node, its name formatted. */
__attribute__((format(printf, 2, 3))) void tree_begin(struct tree *tree, const char *format, ...);
void tree_end(struct tree *tree);

/* Properties: a string, a 32-bit cell, one without a value. */
void tree_text(struct tree *tree, const char *name, const char *value);
void tree_cell(struct tree *tree, const char *name, uint32_t value);
void tree_flag(struct tree *tree, const char *name);

#endif
