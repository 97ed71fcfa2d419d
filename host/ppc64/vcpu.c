/* SPDX-License-Identifier: MIT */
/* vCPUs: their registers, and how they enter the guest. Below all that makes them run. */
#include "host/child.h"
#include "host/ppc64/machine.h"

#define MSR_64BIT_LITTLE_ENDIAN UINT64_C(0x8000000000001001) /* SF, ME, LE */
#define LPCR_ILE                UINT64_C(0x02000000)

static int one_register(const struct vcpu *cpu, unsigned long request, uint64_t id,
                        const void *value) {
    struct kvm_one_reg reg = {.id = id, .addr = (uintptr_t)value};
    return kvm_ioctl(cpu->fd, request, (uintptr_t)&reg);
}

int vcpu_set_register(const struct vcpu *cpu, uint64_t id, const void *value) {
    return one_register(cpu, KVM_SET_ONE_REG, id, value);
}

int vcpu_get_register(const struct vcpu *cpu, uint64_t id, void *value) {
    return one_register(cpu, KVM_GET_ONE_REG, id, value);
}

/* KVM_CAP_PPC_PAPR (api.rst 6.2); without it, KVM_RUN of an HV guest is EINVAL. */
int arch_add_vcpu(struct vm *vm, uint64_t features) {
    struct kvm_enable_cap papr = {.cap = KVM_CAP_PPC_PAPR};
    int error = vm_add_vcpu(vm);
    (void)features; /* there are none to choose */
    if (error)
        return error;
    return kvm_ioctl(vm->cpu[vm->cpus - 1].fd, KVM_ENABLE_CAP, (uintptr_t)&papr);
}

/* In real mode, little-endian, also in its interrupts. What a hypercall returns is written to r3
 * when the vCPU runs again after it: that may be the stop-self it was stopped by. */
void vcpu_enter(const struct vcpu *cpu, uint64_t entry, uint64_t argument) {
    struct kvm_regs regs = {.pc = entry, .msr = MSR_64BIT_LITTLE_ENDIAN, .gpr = {[3] = argument}};
    uint64_t lpcr = 0;
    child_must(vcpu_get_register(cpu, KVM_REG_PPC_LPCR_64, &lpcr), "KVM_GET_ONE_REG of LPCR");
    lpcr |= LPCR_ILE;
    child_must(vcpu_set_register(cpu, KVM_REG_PPC_LPCR_64, &lpcr), "KVM_SET_ONE_REG of LPCR");
    child_must(kvm_ioctl(cpu->fd, KVM_SET_REGS, (uintptr_t)&regs), "KVM_SET_REGS");
    cpu->run->papr_hcall.ret = argument;
}
