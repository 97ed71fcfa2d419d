/* SPDX-License-Identifier: MIT */
/*
 * The guest moves to another VM of this process, as a VMM would move it to another host: memory is
 * copied, the rest is captured and restored in the order of xive.rst, Migration. The old VM is gone
 * before the guest goes on.
 */
#include "host/child.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/xive.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What this guest has of a vCPU's state: it uses neither floating point nor translation. */
struct cpu_state {
    struct kvm_regs regs;
    uint64_t lpcr, dec_expiry;
};

static const struct {
    uint64_t id;
    size_t offset;
} registers[] = {
    {KVM_REG_PPC_LPCR_64, offsetof(struct cpu_state, lpcr)},
    {KVM_REG_PPC_DEC_EXPIRY, offsetof(struct cpu_state, dec_expiry)},
};

static void save_cpu(const struct vcpu *cpu, struct cpu_state *state) {
    child_must(kvm_ioctl(cpu->fd, KVM_GET_REGS, (uintptr_t)&state->regs), "KVM_GET_REGS");
    for (unsigned i = 0; i < sizeof registers / sizeof *registers; i++)
        child_must(vcpu_get_register(cpu, registers[i].id, (char *)state + registers[i].offset),
                   "KVM_GET_ONE_REG of 0x%llx", (unsigned long long)registers[i].id);
}

static void load_cpu(const struct vcpu *cpu, const struct cpu_state *state) {
    for (unsigned i = 0; i < sizeof registers / sizeof *registers; i++)
        child_must(
            vcpu_set_register(cpu, registers[i].id, (const char *)state + registers[i].offset),
            "KVM_SET_ONE_REG of 0x%llx", (unsigned long long)registers[i].id);
    child_must(kvm_ioctl(cpu->fd, KVM_SET_REGS, (uintptr_t)&state->regs), "KVM_SET_REGS");
}

static void close_vm(const struct vm *vm) {
    size_t run = (size_t)child_must(kvm_ioctl(vm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0), "mmap size");
    for (unsigned i = 0; i < vm->cpus; i++) {
        munmap(vm->cpu[i].run, run);
        close(vm->cpu[i].fd);
    }
    for (unsigned i = 0; i < vm->memories; i++)
        munmap(vm->memory[i].host, vm->memory[i].size);
    close(vm->irqchip);
    close(vm->fd);
    close(vm->kvm);
}

/* In place: whoever has a pointer to a vCPU has the new one; and in one step, for whoever waits. */
void migrate(struct vm *vm, const struct claims *claims, uint64_t forgotten) {
    static struct cpu_state cpu[VM_CPUS];
    static struct vm to;
    struct xive_state *xive = xive_save(vm, claims);
    for (unsigned i = 0; i < vm->cpus; i++)
        save_cpu(&vm->cpu[i], &cpu[i]);

    child_must(vm_create(&to), "KVM_CREATE_VM");
    for (unsigned i = 0; i < vm->memories; i++) {
        child_must(vm_add_memory(&to, vm->memory[i].base, vm->memory[i].size), "RAM");
        memcpy(to.memory[i].host, vm->memory[i].host, vm->memory[i].size);
    }
    for (unsigned i = 0; i < vm->cpus; i++)
        child_must(arch_add_vcpu(&to, 0), "KVM_CREATE_VCPU of vCPU %u", i);
    child_must(arch_add_irqchip(&to), "creating the XIVE device");
    child_must(arch_init_irqchip(&to), "KVM_CAP_PPC_IRQ_XIVE");
    xive_load(&to, claims, xive, forgotten);
    for (unsigned i = 0; i < vm->cpus; i++) {
        load_cpu(&to.cpu[i], &cpu[i]);
        to.cpu[i].vm = vm;
    }
    close_vm(vm);
    *vm = to;
}
