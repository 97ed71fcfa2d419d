/* SPDX-License-Identifier: MIT */
/*
 * CPUs: the one we are on, and running a function on another one. A CPU other than the first is
 * on only while it runs such a function: an idle vCPU costs its host nothing.
 */
#ifndef ARCH_CPU_H
#define ARCH_CPU_H

#include "arch/ppc64/cpu_slot.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

enum cpu_outcome {
    CPU_DONE,
    CPU_FAILED,  /* an expectation was not met, or an exception was taken */
    CPU_REFUSED, /* RTAS start-cpu did not succeed */
    CPU_SILENT,  /* it did not finish in time */
};

struct cpu {
    unsigned index;   /* 0: the one we booted on */
    uint32_t server;  /* ibm,ppc-interrupt-server#s: what RTAS and XIVE call it */
    jmp_buf *recover; /* where a failed expectation or an unexpected exception continues */
    void (*run)(void *);
    void *argument;
    volatile bool finished, failed;
    bool reporting; /* an exception, at this moment */
    long result;    /* of starting it: what RTAS start-cpu returned */
};

/* r13 is kept for this: no compiler and no hypercall touches it (ELFv2 ABI, thread pointer). */
static inline struct cpu *this_cpu(void) {
    struct cpu *cpu;
    __asm__("mr %0, 13" : "=r"(cpu));
    return cpu;
}

/* Tells the server numbers of the CPUs that the device tree lists; the one it is booted on becomes
 * number 0. */
void cpu_set_list(const uint64_t *server, unsigned listed, uint64_t boot_server);
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

#endif
