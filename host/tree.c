/* SPDX-License-Identifier: MIT */
#include "host/tree.h"

#include "host/arch.h"

uint64_t tree_load(struct vm *vm, const struct machine *machine) {
    vm->tree = (vm->memory[0].base + vm->memory[0].size - TREE_SIZE) & ~UINT64_C(7);
    arch_tree(machine, vm_memory(vm, vm->tree, TREE_SIZE), TREE_SIZE);
    return vm->tree;
}
