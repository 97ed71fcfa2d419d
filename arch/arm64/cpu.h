/* SPDX-License-Identifier: MIT */
/* The CPU we are on, as arch/cpus.h needs it. */
#ifndef ARCH_CPU_H
#define ARCH_CPU_H

#include "arch/arm64/cpu_slot.h"
#include "arch/arm64/sysreg.h"
#include "arch/cpus.h"

static inline struct cpu *this_cpu(void) {
    return (struct cpu *)read_sysreg(tpidr_el1);
}

static inline void cpu_barrier(void) {
    dsb();
}

/* Those that wait_for() something wait for an event. */
static inline void cpu_wake_others(void) {
    sev();
}

#endif
