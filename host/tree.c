/* SPDX-License-Identifier: MIT */
#include "host/tree.h"

#include "host/arch.h"

uint64_t tree_load(struct vm *vm, const struct machine *machine, uint64_t place) {
    vm->tree = place;
    arch_tree(machine, vm_memory(vm, place, TREE_SIZE), TREE_SIZE);
    return place;
}
