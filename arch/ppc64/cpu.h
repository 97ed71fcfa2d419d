/* SPDX-License-Identifier: MIT */
/* The CPU we are on, as arch/cpus.h needs it. */
#ifndef ARCH_CPU_H
#define ARCH_CPU_H

#include "arch/cpus.h"
#include "arch/ppc64/cpu_slot.h"
#include "arch/ppc64/spr.h"

/* r13 is kept for this: no compiler and no hypercall touches it (ELFv2 ABI, thread pointer). */
static inline struct cpu *this_cpu(void) {
    struct cpu *cpu;
    __asm__("mr %0, 13" : "=r"(cpu));
    return cpu;
}

static inline void cpu_barrier(void) {
    sync();
}

/* Those that wait_for() something poll. */
static inline void cpu_wake_others(void) {}

#endif
