/* SPDX-License-Identifier: MIT */
/* The parts of a machine while it is made and runs, all in the child. Each builds on those before
 * it: vcpu.c, migration.c, power.c, mischief.c, hcalls.c, vcpu_run.c, machine.c. */
#ifndef HOST_PPC64_MACHINE_H
#define HOST_PPC64_MACHINE_H

#include "host/arch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    H_SUCCESS = 0,
    H_HARDWARE = -1,
    H_FUNCTION = -2,
    H_PARAMETER = -4,
    H_P2 = -55,
    H_P3 = -56,
    H_P4 = -57,
    H_P5 = -58,

    H_PUT_TERM_CHAR = 0x58,
    H_INT_RESET = 0x3d0,
    H_RTAS = 0xf000,

    HCALL_ARGUMENTS = 9, /* of KVM_EXIT_PAPR_HCALL: r4 to r12, and results in the same */
};

/* KVM_SET_ONE_REG; `value` as wide as the register. 0 or a negative errno. */
int vcpu_set_register(const struct vcpu *cpu, uint64_t id, const void *value);
int vcpu_get_register(const struct vcpu *cpu, uint64_t id, void *value);

/* Makes a vCPU enter the guest at `entry` with r3 = `argument`. */
void vcpu_enter(const struct vcpu *cpu, uint64_t entry, uint64_t argument);

/* Runs a vCPU until the machine powers off, which ends the child. */
_Noreturn void vcpu_run(struct vcpu *cpu, const struct machine *machine);

/* A hypercall that KVM leaves to us: H_SUCCESS and so on. */
int64_t hypercall(const struct machine *machine, struct vcpu *cpu, uint64_t number,
                  uint64_t argument[HCALL_ARGUMENTS]);

/* Moves the machine to a new VM, as if to another host, but for what is `forgotten` (the bits of
 * xive.h); no vCPU may run. */
void migrate(struct vm *vm, const struct claims *claims, uint64_t forgotten);

/* Has the calling vCPU's thread do so after the exit that it is in, once all the others have
 * paused, as each is asked to whose KVM_RUN was interrupted. `cpu` is of the new VM after either.
 */
void vcpu_migrates(const struct vcpu *cpu, uint64_t forgotten);
void vcpu_migrate_if_asked(const struct vcpu *cpu, const struct machine *machine);
void vcpu_pause_if_asked(const struct vcpu *cpu);

/* H_RTAS, of the buffer at this address of the guest. */
int64_t rtas(const struct vcpu *cpu, uint64_t buffer);

/* The tokens of RTAS calls, for the device tree. */
enum rtas_call { RTAS_START_CPU = 1, RTAS_QUERY_STOPPED, RTAS_STOP_SELF, RTAS_POWER_OFF };

/* vCPUs that are stopped: waits until this one is started, and enters the guest then; the other
 * way round; and whether it is. */
void vcpu_wait_for_start(const struct vcpu *cpu);
void vcpu_begins(const struct vcpu *cpu);     /* it is started already: the first one */
void vcpu_has_thread(const struct vcpu *cpu); /* this one */
bool vcpu_start(const struct vcpu *cpu, uint64_t entry, uint64_t argument);
void vcpu_stop(const struct vcpu *cpu); /* once the hypercall that it is in has its results: */
void vcpu_stop_if_asked(const struct vcpu *cpu);
bool vcpu_stopped(const struct vcpu *cpu);

/* Has mischief made this hypercall idle? */
bool mischief_idles(uint64_t hcall);
bool mischief_fails(uint64_t hcall);

#endif
