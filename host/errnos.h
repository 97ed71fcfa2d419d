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
    STEP_VCPU,         /* adds the next vCPU, with the features in `value` */
    STEP_VCPU_BARE,    /* adds it as KVM_CREATE_VCPU leaves it */
    STEP_MEMORY,       /* adds STEP_MEMORY_SIZE of RAM at the address in `value` */
    STEP_IRQCHIP,      /* creates the interrupt controller */
    STEP_IRQCHIP_INIT, /* and initialises it */
    STEP_NEED,         /* the row is skipped where the kernel has no such attribute */
    STEP_NEED_FOUND,   /* or where what is found is not `value` */
    STEP_FOUND,        /* what is found is `value`: anything else is a failure */
    STEP_HAS,
    STEP_SET,           /* sets the attribute to `value`, */
    STEP_SET_FOUND,     /* to what is found, */
    STEP_SET_STRUCTURE, /* to the structure, */
    STEP_SET_FAULT,     /* or with a bad pointer */
    STEP_GET,           /* gets `value`: anything else is a failure, too */
    STEP_GET_FAULT,
    STEP_RUN, /* prepares the vCPU for its first run and returns before its first instruction */
    STEP_ACT, /* does what only this architecture has */
    STEP_SEQUENCE, /* takes all of the steps of a sequence */
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
    uint8_t kind; /* enum step_kind */
    uint8_t cpu;  /* the vCPU it is asked of, in the order they were added */
    const struct attribute *attribute;
    uint64_t value; /* an int, or a structure of up to 8 bytes, as KVM reads it from memory */
    union {
        const struct finding *finding;
        const struct action *action;
        const void *structure;
        const struct step *const *sequence; /* the first NULL ends it */
    };
    int fails; /* the errno of a step that is not the last; 0: it succeeds */
};

/* The option without which a row is skipped. */
enum row_option {
    ROW_ALWAYS,
    ROW_SLOW,           /* --slow: takes long, or much memory */
    ROW_MAY_CRASH_HOST, /* --may-crash-host */
};

/* A step in a row is a pointer, so that what many rows have in common is in the program once: the
 * linker folds equal constants (--icf=all). */
#define STEP(...)                                                                                  \
    &(const struct step) {                                                                         \
        __VA_ARGS__                                                                                \
    }
#define SEQUENCE(...)                                                                              \
    STEP(STEP_SEQUENCE, .sequence = (const struct step *const[]){__VA_ARGS__, NULL})

enum {
    STEPS = 7, /* of a row; what takes more has some of them in a SEQUENCE() */
    STEP_MEMORY_SIZE = 0x10000,
};

/* Where released kernels are known to differ from the document. */
struct known {
    const char *kernels;
    int observed;
    const char *why;
    uint64_t got; /* where it differs by what a last step got, or found */
};

struct errno_row {
    const char *name;
    const char *sentence;           /* the document, its section and its words */
    const struct step *step[STEPS]; /* the first NULL ends them */
    uint8_t documented;             /* the errno of the last step; 0: it succeeds */
    uint8_t or_documented;          /* or this one, where the document names two */
    uint8_t only;                   /* enum row_option */
    const struct known *known;      /* or NULL */
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
