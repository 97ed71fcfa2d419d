/* SPDX-License-Identifier: MIT */
/*
 * Documented errnos: a row is a small program of steps, of which the last is the misuse (or use)
 * that a document speaks of, and the answer it promises.
 */
#ifndef HOST_ERRNOS_H
#define HOST_ERRNOS_H

#include "host/options.h"
#include "host/vm.h"

#include <stdbool.h>

enum step_kind {
    STEP_END,
    STEP_VCPU,         /* adds the next vCPU, with the features in `value` */
    STEP_VCPU_BARE,    /* adds it as KVM_CREATE_VCPU leaves it */
    STEP_MEMORY,       /* adds STEP_MEMORY_SIZE of RAM at the address in `value` */
    STEP_IRQCHIP,      /* creates the interrupt controller */
    STEP_IRQCHIP_INIT, /* and initialises it */
    STEP_NEED,         /* the row is skipped where the kernel has no such attribute */
    STEP_NEED_FOUND,   /* or where what is found is not `value` */
    STEP_FOUND,        /* what is found is `value`: anything else is a failure */
    STEP_HAS,
    STEP_SET,       /* sets the attribute to `value`, or to what is found */
    STEP_SET_FAULT, /* with a bad pointer */
    STEP_GET,       /* gets `value`: anything else is a failure, too */
    STEP_GET_FAULT,
    STEP_RUN, /* prepares the vCPU for its first run and returns before its first instruction */
    STEP_ACT, /* does what only this architecture has */
};

/* What no row can know: it belongs to the machine, or to the state of a vCPU. */
struct finding {
    const char *name;
    uint64_t (*find)(const struct vcpu *cpu);
};

/* What is no attribute; returns 0 or a negative errno. */
struct action {
    const char *name;
    int (*act)(struct vm *vm, unsigned cpu, uint64_t value);
};

struct step {
    enum step_kind kind;
    unsigned cpu; /* the vCPU it is asked of, in the order they were added */
    const struct attribute *attribute;
    uint64_t value; /* an int, or a structure of up to 8 bytes, as KVM reads it from memory */
    const struct finding *finding;
    const struct action *action;
    const void *structure; /* to set the attribute to, in place of `value` */
    int fails;             /* the errno of a step that is not the last; 0: it succeeds */
};

/* The option without which a row is skipped. */
enum row_option {
    ROW_ALWAYS,
    ROW_SLOW,           /* --slow: takes long, or much memory */
    ROW_MAY_CRASH_HOST, /* --may-crash-host */
};

enum {
    STEPS = 12,
    STEP_MEMORY_SIZE = 0x10000,
};

struct errno_row {
    const char *name;
    const char *sentence; /* the document, its section and its words */
    struct step step[STEPS];
    int documented;    /* the errno of the last step; 0: it succeeds */
    int or_documented; /* or this one, where the document names two */
    struct {
        const char *kernels; /* releases known to differ from the document; NULL: none */
        int observed;
        const char *why;
        uint64_t got; /* where it differs by what a last step got, or found */
    } known;
    enum row_option only;
};

/* A sentence that no row verifies, and why. */
struct unreachable {
    const char *sentence, *why;
};

/* The rows of all tables of arch_errnos, by number; NULL after the last. */
const struct errno_row *errno_row_at(unsigned index);

/* "--slow", or NULL: the option that a row is only run with. */
const char *errno_row_option(const struct errno_row *row);

/* Runs one row, if the options allow that, and prints its result. */
void errno_row_run(const struct errno_row *row, const struct options *options);

#endif
