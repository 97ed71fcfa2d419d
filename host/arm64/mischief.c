/* SPDX-License-Identifier: MIT */
/* Mischief that only arm64 has: its interrupt lines, registers and calls of firmware. */
#include "host/arm64/gic.h"
#include "host/arm64/machine.h"
#include "host/child.h"

#include <errno.h>
#include <inttypes.h>

/* The line that mischief has raised. KVM forgets a level-sensitive interrupt whose line falls
 * before the guest takes it, so it stays up until the next ring: the guest has not rung while
 * listening. */
static struct kvm_irq_level line;

/* KVM_IRQ_LINE (Documentation/virt/kvm/api.rst 4.25). */
static int set_line(const struct vcpu *cpu, uint32_t level) {
    line.level = level;
    int error = kvm_ioctl(cpu->vm->fd, KVM_IRQ_LINE, (uintptr_t)&line);
    if (error)
        line.level = 0; /* it is not up */
    return error;
}

int arch_set_level(const struct vcpu *cpu, uint32_t interrupt, bool asserted) {
    line.irq = gic_line(cpu, interrupt);
    return set_line(cpu, asserted);
}

static void write_register(const struct vcpu *cpu, uint64_t id, uint64_t value) {
    int error = vcpu_set_register(cpu, id, value);
    if (error == -ENOENT)
        child_lack("this kernel has no register 0x%" PRIx64 ": KVM_SET_ONE_REG: ENOENT", id);
    child_must(error, "KVM_SET_ONE_REG of register 0x%" PRIx64, id);
}

/* KVM_ARM_VM_SMCCC_FILTER (Documentation/virt/kvm/devices/vm.rst 5.1): the call comes to us, and
 * vcpu_run() answers 0. */
static void idle_call(const struct vm *vm, uint32_t function) {
    static const struct attribute smccc_filter = {KVM_ARM_VM_SMCCC_CTRL, KVM_ARM_VM_SMCCC_FILTER,
                                                  "KVM_ARM_VM_SMCCC_FILTER"};
    const struct kvm_smccc_filter filter = {
        .base = function, .nr_functions = 1, .action = KVM_SMCCC_FILTER_FWD_TO_USER};
    if (kvm_attribute(vm->fd, KVM_HAS_DEVICE_ATTR, &smccc_filter, NULL))
        child_lack("this kernel's KVM lacks %s", smccc_filter.name);
    child_must(kvm_attribute(vm->fd, KVM_SET_DEVICE_ATTR, &smccc_filter, &filter), "%s",
               smccc_filter.name);
}

void arch_mischief(const struct machine *machine, const struct vcpu *cpu,
                   const struct mischief *mischief) {
    (void)machine;
    if (mischief->kind == MISCHIEF_RAISE)
        child_must(arch_set_level(cpu, (uint32_t)mischief->id, true), "KVM_IRQ_LINE of %" PRIu64,
                   mischief->id);
    if (mischief->kind == MISCHIEF_REGISTER)
        write_register(cpu, mischief->id, mischief->value);
    if (mischief->kind == MISCHIEF_ENTER)
        child_must(vcpu_enter_and_leave(cpu), "KVM_RUN of vCPU %u", cpu->index);
    if (mischief->kind == MISCHIEF_IDLE_CALL)
        idle_call(cpu->vm, (uint32_t)mischief->id);
}

void arch_mischief_ends(const struct vcpu *cpu) {
    if (line.level)
        set_line(cpu, 0);
}
