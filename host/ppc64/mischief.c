/* SPDX-License-Identifier: MIT */
/* Mischief that only ppc64 has: XIVE's sources, thread contexts, hypercalls, migration. */
#include "host/child.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/xive.h"

#include <endian.h>
#include <inttypes.h>

static uint64_t idle_call, failing_call;

bool mischief_idles(uint64_t hcall) {
    return idle_call && hcall == idle_call;
}

bool mischief_fails(uint64_t hcall) {
    return failing_call && hcall == failing_call;
}

/* KVM_REG_PPC_VP_STATE has 128 bits, of which the first 64 are used, as the TIMA has them. */
static void write_register(const struct vcpu *cpu, uint64_t id, uint64_t value) {
    uint64_t wide[2] = {htobe64(value), 0};
    child_must(vcpu_set_register(cpu, id, id == KVM_REG_PPC_VP_STATE ? wide : &value),
               "KVM_SET_ONE_REG of register 0x%" PRIx64, id);
}

/* Power ISA Book III 4.2.1: MSR.EE, external interrupts are enabled. */
static void unmask(const struct vcpu *cpu) {
    enum { MSR_EE = 0x8000 };
    struct kvm_regs regs;
    child_must(kvm_ioctl(cpu->fd, KVM_GET_REGS, (uintptr_t)&regs), "KVM_GET_REGS");
    regs.msr |= MSR_EE;
    child_must(kvm_ioctl(cpu->fd, KVM_SET_REGS, (uintptr_t)&regs), "KVM_SET_REGS");
}

void arch_mischief(const struct machine *machine, const struct vcpu *cpu,
                   const struct mischief *mischief) {
    (void)machine;
    switch (mischief->kind) {
    case MISCHIEF_RAISE:
        xive_raise(mischief->id);
        break;
    case MISCHIEF_REGISTER:
        write_register(cpu, mischief->id, mischief->value);
        break;
    case MISCHIEF_IDLE_CALL:
        idle_call = mischief->id;
        break;
    case MISCHIEF_FAIL_CALL:
        failing_call = mischief->id;
        break;
    case MISCHIEF_PQ:
        xive_put_pq(mischief->id, mischief->value);
        break;
    case MISCHIEF_UNMASK:
        unmask(cpu);
        break;
    case MISCHIEF_MIGRATE:
        vcpu_migrates(cpu, mischief->value);
        break;
    default:
        break;
    }
}

int arch_set_level(const struct vcpu *cpu, uint32_t interrupt, bool asserted) {
    (void)cpu;
    xive_set_level(interrupt, asserted);
    return 0;
}

void arch_mischief_ends(const struct vcpu *cpu) {
    (void)cpu;
}
