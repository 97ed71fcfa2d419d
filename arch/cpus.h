/* SPDX-License-Identifier: MIT */
/*
 * CPUs: the one we are on, and running a function on another one. A CPU other than the first is
 * on only while it runs such a function: an idle vCPU costs its host nothing.
 */
#ifndef ARCH_CPUS_H
#define ARCH_CPUS_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

enum cpu_outcome {
    CPU_DONE,
    CPU_FAILED,  /* an expectation was not met, or an exception was taken */
    CPU_REFUSED, /* the firmware did not start it */
    CPU_SILENT,  /* it did not finish in time */
};

struct cpu {
    unsigned index;   /* 0: the one we booted on */
    uint64_t id;      /* what the firmware calls it: MPIDR_EL1's affinity, or interrupt server */
    jmp_buf *recover; /* where a failed expectation or an unexpected exception continues */
    void (*run)(void *);
    void *argument;
    volatile bool finished, failed;
    bool reporting; /* an exception, at this moment */
    bool probing;   /* an exception is an answer: exception_in() of arm64 */
    long result;    /* of starting it: what the firmware returned */
};

/* Tells the ids of the CPUs that the device tree lists, of which at most MAX_CPUS are taken. The
 * one we are on becomes number 0 wherever it stands in the list. */
void cpu_set_list(const uint64_t *id, unsigned listed, uint64_t boot_id);
unsigned cpu_count(void);
struct cpu *cpu_slot(unsigned index);

/* What each CPU does before anything else it runs; called on it. */
void cpu_on_start(void (*prepare)(void));

/* Starts run(argument) on CPU `index`; false if that was refused. */
bool cpu_start(unsigned index, void (*run)(void *), void *argument);

/* Waits until what cpu_start() started is over and the CPU off, for at most `microseconds`. */
enum cpu_outcome cpu_finish(unsigned index, uint64_t microseconds);

/* Both. */
enum cpu_outcome cpu_run(unsigned index, void (*run)(void *), void *argument,
                         uint64_t microseconds);

/* Gives up what this CPU is doing: continues at this_cpu()->recover. */
_Noreturn void cpu_give_up(void);

/* --- what each architecture brings, in arch/ARCH/cpu.c */

void cpu_begin(struct cpu *cpu);           /* it becomes this_cpu(), and can keep time */
long cpu_power_on(const struct cpu *cpu);  /* at secondary_entry; 0 or the firmware's error */
bool cpu_is_off(const struct cpu *cpu);    /* does the firmware say so? */
_Noreturn void cpu_power_off(void);        /* this one, */
_Noreturn void cpu_power_off_system(void); /* and all of them */

#endif
