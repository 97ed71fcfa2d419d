/* SPDX-License-Identifier: MIT */
/*
 * What every architecture brings to the host program: its tables, what it needs of a host, and how
 * it makes a machine of claims. One folder below host/ implements this.
 */
#ifndef HOST_ARCH_H
#define HOST_ARCH_H

#include "core/claims.h"
#include "host/device.h"
#include "host/errnos.h"
#include "host/payload.h"
#include "host/scenario.h"
#include "host/vm.h"

/* "arm64", as the project and the kernel name it. */
extern const char arch_name[];

/* The kernels that all its tables were tried on, as of host/kernels.h. */
extern const char arch_kernels[];

/* Tables, each ended by a NULL name, or a NULL sentence. */
extern const struct scenario arch_scenarios[];
extern const struct unreachable arch_unreachable[];
extern const struct device arch_devices[];

/* The checks that measure time, as in guest.checks: where they run, nothing runs beside them. NULL
 * if none does. */
extern const char *const arch_timed_checks;

/* What a check may take before its result says that it took longer: the first row that selects it,
 * as guest.checks does, and the last selects all. */
extern const struct budget {
    const char *checks;
    unsigned ms;
} arch_budgets[];

/* The tables of lies and of errnos, each ended by a NULL name; a NULL ends these. */
extern const struct scenario *const arch_lies[];
extern const struct errno_row *const arch_errnos[];

/* NULL if this machine's KVM can run our guests, else a sentence: what is missing and how to get
 * it. */
const char *arch_missing(void);

/* Fills in what a scenario's claims leave open, as CLAIM_DEVICE_TREE: what KVM does when it is not
 * asked for anything else. */
void arch_complete(struct claims *claims);

/* NULL if this host's KVM can apply these claims, else the capability that says it cannot. */
const char *arch_lacks(const struct claims *claims);

/* The same for the features of a vCPU. */
const char *arch_lacks_features(uint64_t features);

/* What KVM_CREATE_VM is to be asked for. */
unsigned long arch_vm_type(int kvm);

/* A vCPU initialised with these features; the interrupt controller created; and initialised. Each
 * returns 0 or a negative errno. */
int arch_add_vcpu(struct vm *vm, uint64_t features);
int arch_add_irqchip(struct vm *vm);
int arch_init_irqchip(struct vm *vm);

enum {
    EVERY_CHECK = MAX_CHECKS,
};

/* Everything a machine is made of. */
struct machine {
    const struct claims *applied; /* through KVM's ioctls, */
    const struct claims *told;    /* through the device tree, */
    const char *bootargs;         /* and through the command line */
    struct payload payload;
    const struct mischief *mischief; /* MISCHIEFS of it, while this check listens: */
    int mischief_check;              /* its place in the catalogue, EVERY_CHECK, or -1 */
    int console;                     /* where the guest's output goes */
    bool may_crash_host;             /* KVM may be asked for what may crash the host */
};

/* In a child: makes the machine and runs it until it powers off, or fails the child. */
void arch_run(const struct machine *machine);

/* In a child: makes the same machine of these claims, without a payload: the first instruction
 * leaves it, and it is gone. */
void arch_run_bare(const struct claims *claims);

/* Describes the machine as a device tree, by the told claims, in `size` bytes at `fdt`; fails the
 * child if they do not suffice. */
void arch_tree(const struct machine *machine, void *fdt, size_t size);

/* Does mischief of a kind that host/mischief.c leaves to the architecture; `cpu` is stopped. */
void arch_mischief(const struct machine *machine, const struct vcpu *cpu,
                   const struct mischief *mischief);

/* Asserts or deasserts the level of an interrupt, for a guest that asks; 0 or a negative errno. */
int arch_set_level(const struct vcpu *cpu, uint32_t interrupt, bool asserted);

/* The guest does not listen any more: what was to last until then ends. */
void arch_mischief_ends(const struct vcpu *cpu);

#endif
