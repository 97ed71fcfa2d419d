/* SPDX-License-Identifier: MIT */
#include "core/doorbell.h"

#include "host/arm64/machine.h"
#include "host/child.h"
#include "host/steal.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

/* The line that mischief has raised. KVM forgets a level-sensitive interrupt whose line falls
 * before the guest takes it, so it stays up until the next ring: the guest has not rung while
 * listening. */
static struct kvm_irq_level line;

static bool denies_delay;

/* KVM_IRQ_LINE (Documentation/virt/kvm/api.rst 4.25). */
static int set_line(const struct vcpu *cpu, uint32_t level) {
    line.level = level;
    return kvm_ioctl(cpu->vm->fd, KVM_IRQ_LINE, (uintptr_t)&line);
}

static int raise(const struct vcpu *cpu, uint32_t intid) {
    uint32_t type = intid < 32 ? KVM_ARM_IRQ_TYPE_PPI : KVM_ARM_IRQ_TYPE_SPI;
    line.irq = type << KVM_ARM_IRQ_TYPE_SHIFT | cpu->index << KVM_ARM_IRQ_VCPU_SHIFT | intid;
    return set_line(cpu, 1);
}

static void write_cpu_register(const struct vcpu *cpu, uint64_t id, uint64_t value) {
    int error = vcpu_set_register(cpu, id, value);
    if (error == -ENOENT)
        child_lack("this kernel has no register 0x%" PRIx64 ": KVM_SET_ONE_REG: ENOENT", id);
    child_must(error, "KVM_SET_ONE_REG of register 0x%" PRIx64, id);
}

static void write_memory(const struct vm *vm, uint64_t address, uint64_t value) {
    void *memory = vm_memory(vm, address, sizeof value);
    if (!memory)
        child_fail("failed: the mischief's address 0x%" PRIx64 " is no RAM", address);
    memcpy(memory, &value, sizeof value);
}

static void do_mischief(const struct vcpu *cpu, const struct mischief *mischief) {
    switch (mischief->kind) {
    case MISCHIEF_NONE:
    case MISCHIEF_IDLE_CALL: /* these are of ppc64 */
    case MISCHIEF_MIGRATE:
        break;
    case MISCHIEF_RAISE:
        child_must(raise(cpu, (uint32_t)mischief->id), "KVM_IRQ_LINE of %" PRIu64, mischief->id);
        break;
    case MISCHIEF_REGISTER:
        write_cpu_register(cpu, mischief->id, mischief->value);
        break;
    case MISCHIEF_DELAY:
        usleep((useconds_t)mischief->value);
        break;
    case MISCHIEF_MEMORY:
        write_memory(cpu->vm, mischief->id, mischief->value);
        break;
    case MISCHIEF_NO_DELAY:
        denies_delay = true;
        break;
    }
}

/* The vCPU that rings is the vCPU that is about to listen, and it is stopped. */
static void on_listen(const struct machine *machine, const struct vcpu *cpu, uint64_t value) {
    int check = (int)(value & 0xffffffff);
    int times = (int)(value >> DOORBELL_LISTEN_TIMES_SHIFT);
    for (unsigned i = 0; check == machine->mischief_check && i < MISCHIEFS; i++) {
        const struct mischief *mischief = &machine->mischief[i];
        if (cpu->index == mischief->cpu &&
            (mischief->times == EVERY_TIME || mischief->times == times))
            do_mischief(cpu, mischief);
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

static bool write_register(const struct machine *machine, const struct vcpu *cpu, uint64_t offset,
                           uint64_t value) {
    if (line.level)
        set_line(cpu, 0);
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

bool doorbell_access(const struct machine *machine, const struct vcpu *cpu, uint64_t offset,
                     bool write, uint64_t *value) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    if (!write) {
        *value = denies_delay ? 0 : steal_run_delay();
        return offset == DOORBELL_RUN_DELAY;
    }
    pthread_mutex_lock(&lock);
    bool understood = write_register(machine, cpu, offset, *value);
    pthread_mutex_unlock(&lock);
    return understood;
}
