/* SPDX-License-Identifier: MIT */
/*
 * CPUs: the one we are on, and running a function on another one. A CPU other than the first is
 * on only while it runs such a function: an idle vCPU costs its host nothing.
 */
#ifndef ARCH_CPU_H
#define ARCH_CPU_H

#include "arch/arm64/cpu_slot.h"
#include "arch/arm64/sysreg.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

enum cpu_outcome {
    CPU_DONE,
    CPU_FAILED,  /* an expectation was not met, or an exception was taken */
    CPU_REFUSED, /* PSCI CPU_ON did not succeed */
    CPU_SILENT,  /* it did not finish in time */
};

struct cpu {
    unsigned index; /* 0: the one we booted on */
    uint64_t mpidr;
    jmp_buf *recover; /* where a failed expectation or an unexpected exception continues */
    void (*run)(void *);
    void *argument;
    volatile bool finished, failed;
    bool reporting; /* an exception, at this moment */
    bool probing;   /* an exception is an answer: exception_in() */
    long result;    /* of starting it: what PSCI CPU_ON returned */
};

static inline struct cpu *this_cpu(void) {
    return (struct cpu *)read_sysreg(tpidr_el1);
}

/* Tells how many CPUs the device tree lists (at most MAX_CPUS) and what their MPIDRs are. The CPU
 * we are on becomes number 0 wherever it stands in the list. */
void cpu_set_list(const uint64_t *mpidr, unsigned listed);
unsigned cpu_count(void);
struct cpu *cpu_slot(unsigned index);

/* What each CPU does before anything else it runs; called on it. */
void cpu_on_start(void (*prepare)(void));

/* Runs run(argument) on CPU `index` and waits until it is off again, for at most `microseconds`. */
enum cpu_outcome cpu_run(unsigned index, void (*run)(void *), void *argument,
                         uint64_t microseconds);

/* Gives up what this CPU is doing: continues at this_cpu()->recover. */
_Noreturn void cpu_give_up(void);

#endif
