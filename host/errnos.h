/* SPDX-License-Identifier: MIT */
/*
 * Documented errnos: a row is a small program of steps, of which the last is the misuse (or use)
 * that a document speaks of, and the answer it promises.
 */
#ifndef HOST_ERRNOS_H
#define HOST_ERRNOS_H

#include "host/vm.h"

#include <stdbool.h>

enum step_kind {
    STEP_END,
    STEP_VCPU,         /* adds the next vCPU, with the features in `value` */
    STEP_IRQCHIP,      /* creates the interrupt controller */
    STEP_IRQCHIP_INIT, /* and initialises it */
    STEP_NEED,         /* the row is skipped where the kernel has no such attribute */
    STEP_HAS,
    STEP_SET,       /* sets the attribute to `value` */
    STEP_SET_FAULT, /* with a bad pointer */
    STEP_GET,       /* gets `value`: anything else is a failure too */
    STEP_GET_FAULT,
    STEP_RUN, /* prepares the vCPU for its first run and returns before its first instruction */
};

struct step {
    enum step_kind kind;
    unsigned cpu; /* the vCPU it is asked of, in the order they were added */
    const struct attribute *attribute;
    uint64_t value; /* an int, or a structure of up to 8 bytes, as KVM reads it from memory */
};

enum {
    STEPS = 8,
};

struct errno_row {
    const char *name;
    const char *sentence; /* the document, its section and its words */
    struct step step[STEPS];
    int documented;    /* the errno of the last step; 0: it succeeds. The others must succeed */
    int or_documented; /* or this one, where the document names two */
    struct {
        const char *kernels; /* releases known to differ from the document; NULL: none */
        int observed;
        const char *why;
    } known;
};

/* Runs one row and prints its result. */
void errno_row_run(const struct errno_row *row, unsigned seconds, bool strict);

#endif
