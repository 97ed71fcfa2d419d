/* SPDX-License-Identifier: MIT */
#include "host/tree.h"

#include "host/arch.h"

#include <libfdt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

uint64_t tree_load(struct vm *vm, const struct machine *machine) {
    vm->tree = (vm->memory[0].base + vm->memory[0].size - TREE_SIZE) & ~UINT64_C(7);
    arch_tree(machine, vm_memory(vm, vm->tree, TREE_SIZE), TREE_SIZE);
    return vm->tree;
}

void tree_check(struct tree *tree, int error) {
    if (!tree->error)
        tree->error = error;
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
