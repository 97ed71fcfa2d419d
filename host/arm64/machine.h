/* SPDX-License-Identifier: MIT */
/* The parts of a machine while it is made and runs, all in the child. */
#ifndef HOST_ARM64_MACHINE_H
#define HOST_ARM64_MACHINE_H

#include "host/arch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* PMCEID0_EL0 and PMCEID1_EL0 of a guest without a filter; false if this host cannot tell. */
bool pmu_events(uint64_t pmceid[2]);

/* The affinity bits of a vCPU's MPIDR_EL1, as KVM numbers them. */
uint64_t vcpu_affinity(unsigned index);

/* General registers, as KVM_SET_ONE_REG names them. */
#define VCPU_CORE(name)                                                                            \
    (KVM_REG_ARM64 | KVM_REG_SIZE_U64 | KVM_REG_ARM_CORE | KVM_REG_ARM_CORE_REG(name))
#define VCPU_PC   VCPU_CORE(regs.pc)
#define VCPU_X(n) (VCPU_CORE(regs.regs[0]) + 2 * (n))

/* KVM_SET_ONE_REG, of a register 64 bits wide; 0 or a negative errno. */
int vcpu_set_register(const struct vcpu *cpu, uint64_t id, uint64_t value);

/* KVM_GET_ONE_REG of one; fails the child if it cannot be. */
uint64_t vcpu_get_register(const struct vcpu *cpu, uint64_t id);

/* Runs a vCPU until the machine powers off, which ends the child. */
_Noreturn void vcpu_run(struct vcpu *cpu, const struct machine *machine);

/* The access to an emulated register; a read returns its value. */
uint64_t pl011_access(const struct machine *machine, uint64_t offset, bool write, uint64_t value);
/* The width of the ns16550a's registers, as the claim guest.console has it. */
uint32_t ns16550a_width(const uint64_t *console);
uint64_t ns16550a_access(const struct machine *machine, uint64_t offset, bool write,
                         uint64_t value);

#endif
