/* SPDX-License-Identifier: MIT */
#include "host/mischief.h"

#include "core/doorbell.h"
#include "host/child.h"

#include <inttypes.h>
#include <libfdt.h>
#include <string.h>
#include <unistd.h>

static unsigned done; /* a bit for each kind */
static uint64_t waited = 1;

bool mischief_done(enum mischief_kind kind) {
    return done >> kind & 1;
}

uint64_t mischief_waited(void) {
    return waited;
}

static void write_memory(const struct vm *vm, uint64_t address, uint64_t value) {
    void *memory = vm_memory(vm, address, sizeof value);
    if (!memory)
        child_fail("failed: the mischief's address 0x%" PRIx64 " is no RAM", address);
    memcpy(memory, &value, sizeof value);
}

/* What libfdt finds when it has read all before it: FDT_END is no FDT_END. */
static void break_tree(const struct vm *vm) {
    char *tree = vm_memory(vm, vm->tree, sizeof(struct fdt_header));
    fdt32_st(tree + fdt_off_dt_struct(tree) + fdt_size_dt_struct(tree) - FDT_TAGSIZE, 7);
}

static void act(const struct machine *machine, const struct vcpu *cpu,
                const struct mischief *mischief) {
    done |= 1u << mischief->kind;
    switch (mischief->kind) {
    case MISCHIEF_NONE:
    case MISCHIEF_NO_STEAL:
    case MISCHIEF_NEXT_LINE:
        break;
    case MISCHIEF_WAITED:
        waited = mischief->value;
        break;
    case MISCHIEF_DELAY:
        usleep((useconds_t)mischief->value);
        break;
    case MISCHIEF_MEMORY:
        write_memory(cpu->vm, mischief->id, mischief->value);
        break;
    case MISCHIEF_TREE:
        break_tree(cpu->vm);
        break;
    default:
        arch_mischief(machine, cpu, mischief);
    }
}

void mischief_at_start(const struct machine *machine, struct vm *vm) {
    for (unsigned i = 0; machine->mischief_check >= 0 && i < MISCHIEFS; i++)
        if (machine->mischief[i].times == AT_START)
            act(machine, &vm->cpu[machine->mischief[i].cpu], &machine->mischief[i]);
}

void mischief_on_listen(const struct machine *machine, const struct vcpu *cpu, uint64_t value) {
    int check = (int)(value & 0xffffffff);
    int times = (int)(value >> DOORBELL_LISTEN_TIMES_SHIFT);
    if (!machine->mischief ||
        (check != machine->mischief_check && machine->mischief_check != EVERY_CHECK))
        return;
    for (unsigned i = 0; i < MISCHIEFS; i++) {
        const struct mischief *mischief = &machine->mischief[i];
        if ((mischief->cpu == EVERY_CPU || mischief->cpu == (int)cpu->index) &&
            (mischief->times == EVERY_TIME || mischief->times == times))
            act(machine, cpu, mischief);
    }
}
