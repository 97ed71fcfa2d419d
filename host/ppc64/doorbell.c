/* SPDX-License-Identifier: MIT */
#include "core/doorbell.h"
#include "core/tap.h"

#include "host/child.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/xive.h"
#include "host/steal.h"

#include <endian.h>
#include <inttypes.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

void console_write(const struct machine *machine, const char *text, size_t length) {
    while (length) {
        ssize_t written = write(machine->console, text, length);
        if (written < 0)
            child_fail("ended: nobody reads the guest's output");
        text += written;
        length -= (size_t)written;
    }
}

/* Under the lock of hypercalls. */
void console_put(const struct machine *machine, char byte) {
    static char line[TAP_LINE];
    static size_t used;
    line[used++] = byte;
    if (byte == '\n' || used == sizeof line) {
        console_write(machine, line, used);
        used = 0;
    }
}

/* --- mischief */

static uint64_t idle_call;

bool mischief_idles(uint64_t hcall) {
    return idle_call && hcall == idle_call;
}

/* KVM_REG_PPC_VP_STATE has 128 bits, of which the first 64 are used, as the TIMA has them. */
static void write_register(const struct vcpu *cpu, uint64_t id, uint64_t value) {
    uint64_t wide[2] = {htobe64(value), 0};
    child_must(vcpu_set_register(cpu, id, id == KVM_REG_PPC_VP_STATE ? wide : &value),
               "KVM_SET_ONE_REG of register 0x%" PRIx64, id);
}

static void write_memory(const struct vm *vm, uint64_t address, uint64_t value) {
    void *memory = vm_memory(vm, address, sizeof value);
    if (!memory)
        child_fail("failed: the mischief's address 0x%" PRIx64 " is no RAM", address);
    memcpy(memory, &value, sizeof value);
}

/* Is every other vCPU stopped? */
static bool alone(const struct vcpu *cpu) {
    for (unsigned i = 0; i < cpu->vm->cpus; i++)
        if (i != cpu->index && !vcpu_stopped(&cpu->vm->cpu[i]))
            return false;
    return true;
}

static void do_mischief(const struct machine *machine, const struct vcpu *cpu,
                        const struct mischief *mischief) {
    switch (mischief->kind) {
    case MISCHIEF_NONE:
    case MISCHIEF_NO_DELAY:
        break;
    case MISCHIEF_RAISE:
        xive_raise(mischief->id);
        break;
    case MISCHIEF_REGISTER:
        write_register(cpu, mischief->id, mischief->value);
        break;
    case MISCHIEF_DELAY:
        usleep((useconds_t)mischief->value);
        break;
    case MISCHIEF_MEMORY:
        write_memory(cpu->vm, mischief->id, mischief->value);
        break;
    case MISCHIEF_IDLE_CALL:
        idle_call = mischief->id;
        break;
    case MISCHIEF_MIGRATE:
        if (alone(cpu))
            migrate(cpu->vm, machine->applied);
        break;
    }
}

void mischief_at_start(const struct machine *machine, struct vm *vm) {
    for (unsigned i = 0; machine->mischief_check >= 0 && i < MISCHIEFS; i++)
        if (machine->mischief[i].kind && machine->mischief[i].times == AT_START)
            do_mischief(machine, &vm->cpu[machine->mischief[i].cpu], &machine->mischief[i]);
}

/* The vCPU that rings is the vCPU that is about to listen, and it is stopped. */
static void on_listen(const struct machine *machine, const struct vcpu *cpu, uint64_t value) {
    int check = (int)(value & 0xffffffff);
    int times = (int)(value >> DOORBELL_LISTEN_TIMES_SHIFT);
    if (check != machine->mischief_check && machine->mischief_check != EVERY_CHECK)
        return;
    for (unsigned i = 0; i < MISCHIEFS; i++) {
        const struct mischief *mischief = &machine->mischief[i];
        if (cpu->index == mischief->cpu &&
            (mischief->times == EVERY_TIME || mischief->times == times))
            do_mischief(machine, cpu, mischief);
    }
}

static bool print(const struct machine *machine, const struct vcpu *cpu, uint64_t value) {
    uint64_t address = value & ((UINT64_C(1) << DOORBELL_PRINT_LENGTH_SHIFT) - 1);
    size_t length = (size_t)(value >> DOORBELL_PRINT_LENGTH_SHIFT);
    const char *text = vm_memory(cpu->vm, address, length);
    if (text)
        console_write(machine, text, length);
    return text;
}

static bool ring(const struct machine *machine, const struct vcpu *cpu, uint64_t offset,
                 uint64_t value) {
    switch (offset) {
    case DOORBELL_PRINT:
        return print(machine, cpu, value);
    case DOORBELL_LISTEN:
        on_listen(machine, cpu, value);
        return true;
    case DOORBELL_STEAL:
        steal((unsigned)value);
        return true;
    }
    return false;
}

bool doorbell_access(const struct machine *machine, struct vcpu *cpu, uint64_t offset, bool write,
                     uint64_t *value) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    if (!write) {
        *value = steal_run_delay();
        return offset == DOORBELL_RUN_DELAY;
    }
    pthread_mutex_lock(&lock);
    bool understood = ring(machine, cpu, offset, *value);
    pthread_mutex_unlock(&lock);
    return understood;
}
