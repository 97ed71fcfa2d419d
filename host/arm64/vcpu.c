/* SPDX-License-Identifier: MIT */
#include "host/arm64/machine.h"
#include "host/arm64/memory_map.h"
#include "host/child.h"
#include "host/doorbell.h"
#include "host/exits.h"
#include "host/output.h"

#include "core/doorbell.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* Documentation/virt/kvm/api.rst 4.82. Every vCPU but the first waits for CPU_ON. */
int arch_add_vcpu(struct vm *vm, uint64_t features) {
    struct kvm_vcpu_init init;
    int error = vm_add_vcpu(vm);
    if (!error)
        error = kvm_ioctl(vm->fd, KVM_ARM_PREFERRED_TARGET, (uintptr_t)&init);
    if (error)
        return error;
    const struct vcpu *cpu = &vm->cpu[vm->cpus - 1];
    init.features[0] = (uint32_t)features | 1u << KVM_ARM_VCPU_PSCI_0_2 |
                       (cpu->index ? 1u << KVM_ARM_VCPU_POWER_OFF : 0);
    return kvm_ioctl(cpu->fd, KVM_ARM_VCPU_INIT, (uintptr_t)&init);
}

/* As KVM's reset_mpidr(): 16 vCPUs to an Aff0, then 256 to each level above. */
uint64_t vcpu_affinity(unsigned index) {
    return (index & 0xf) | (index >> 4 & 0xff) << 8 | (index >> 12 & 0xff) << 16;
}

int vcpu_set_register(const struct vcpu *cpu, uint64_t id, uint64_t value) {
    struct kvm_one_reg reg = {.id = id, .addr = (uintptr_t)&value};
    return kvm_ioctl(cpu->fd, KVM_SET_ONE_REG, (uintptr_t)&reg);
}

uint64_t vcpu_get_register(const struct vcpu *cpu, uint64_t id) {
    uint64_t value = 0;
    const struct kvm_one_reg reg = {.id = id, .addr = (uintptr_t)&value};
    child_must(kvm_ioctl(cpu->fd, KVM_GET_ONE_REG, (uintptr_t)&reg),
               "KVM_GET_ONE_REG of register 0x%" PRIx64, id);
    return value;
}

/* Nothing is there: as on a real bus, the access takes an external abort. Where KVM cannot inject
 * one, it reads as zero. */
static void abort_access(const struct vcpu *cpu) {
    struct kvm_vcpu_events events = {.exception.ext_dabt_pending = 1};
    kvm_ioctl(cpu->fd, KVM_SET_VCPU_EVENTS, (uintptr_t)&events);
}

static bool within(uint64_t address, uint64_t base, uint64_t size) {
    return address >= base && address - base < size;
}

static void access_device(struct vcpu *cpu, const struct machine *machine) {
    struct kvm_run *run = cpu->run;
    uint64_t address = run->mmio.phys_addr, value = 0;
    bool write = run->mmio.is_write;
    const uint64_t *console = machine->applied->of[CLAIM_GUEST_CONSOLE].value[0];
    if (write)
        memcpy(&value, run->mmio.data, run->mmio.len);
    if (within(address, PL011_BASE, UART_SIZE))
        value = pl011_access(machine, address - PL011_BASE, write, value);
    else if (within(address, NS16550A_BASE, UART_SIZE) && run->mmio.len == ns16550a_width(console))
        value = ns16550a_access(machine, address - NS16550A_BASE, write, value);
    else if (!within(address, DOORBELL_BASE, DOORBELL_SIZE) || run->mmio.len != sizeof value ||
             !doorbell_access(machine, cpu, address - DOORBELL_BASE, write, &value))
        abort_access(cpu);
    if (!write)
        memcpy(run->mmio.data, &value, run->mmio.len);
}

static void end_machine(const struct kvm_run *run) {
    switch (run->system_event.type) {
    case KVM_SYSTEM_EVENT_SHUTDOWN:
        _exit(CHILD_DONE);
    case KVM_SYSTEM_EVENT_RESET:
        child_fail("ended in a reset instead of a power-off");
    default:
        child_fail("ended in system event %u instead of a power-off", run->system_event.type);
    }
}

/* KVM_RUN refuses a VM whose timers and PMU want the same interrupt (vcpu.rst 2.1, 1.2), and does
 * not say so. */
static void fail_for_conflict(const struct claims *claims) {
    static const enum claim_id interrupt[] = {CLAIM_TIMER_VIRT, CLAIM_TIMER_PHYS, CLAIM_TIMER_HVIRT,
                                              CLAIM_TIMER_HPHYS, CLAIM_PMU_IRQ};
    const unsigned count = sizeof interrupt / sizeof *interrupt;
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = i + 1; j < count; j++)
            if (claim_made(claims, interrupt[i]) && claim_made(claims, interrupt[j]) &&
                claim_value(claims, interrupt[i]) == claim_value(claims, interrupt[j]))
                child_fail("failed: KVM_RUN: EINVAL: %s and %s are both %" PRIu64,
                           claim_kinds[interrupt[i]].key, claim_kinds[interrupt[j]].key,
                           claim_value(claims, interrupt[i]));
}

static _Noreturn void fail_run(const struct vcpu *cpu, const struct machine *machine, int error) {
    if (error == EINVAL)
        fail_for_conflict(machine->applied);
    if (error == ENOSYS)
        child_fail("ended on vCPU %u: KVM_RUN: ENOSYS (a load or store outside RAM that KVM cannot "
                   "decode: it must be a plain ldr or str)",
                   cpu->index);
    child_fail("ended on vCPU %u: KVM_RUN: %s", cpu->index, errno_name(error));
}

void vcpu_run(struct vcpu *cpu, const struct machine *machine) {
    for (;;) {
        int error = -kvm_ioctl(cpu->fd, KVM_RUN, 0);
        if (error > 0 && error != EINTR && error != EAGAIN)
            fail_run(cpu, machine, error);
        if (error > 0)
            continue;
        exits_count();
        switch (cpu->run->exit_reason) {
        case KVM_EXIT_MMIO:
            access_device(cpu, machine);
            break;
        case KVM_EXIT_HYPERCALL: /* mischief's */
            child_must(vcpu_set_register(cpu, VCPU_X(0), 0), "KVM_SET_ONE_REG of X0");
            break;
        case KVM_EXIT_SYSTEM_EVENT:
            end_machine(cpu->run);
            break;
        default:
            fail_exit(cpu);
        }
    }
}
