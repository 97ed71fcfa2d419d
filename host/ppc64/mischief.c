/* SPDX-License-Identifier: MIT */
/* Mischief that only ppc64 has: XIVE's sources, thread contexts, hypercalls, migration. */
#include "host/child.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/xive.h"

#include <endian.h>
#include <inttypes.h>

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
