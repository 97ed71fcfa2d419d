/* SPDX-License-Identifier: MIT */
/*
 * Reads what a guest prints. The guest is not trusted: its lines are bounded, and a result counts
 * only if it is the one that is due, by number and by name. Everything else is noise, or a fault if
 * it looks like a result. Pure: bytes in, calls out.
 */
#ifndef HOST_GUEST_OUTPUT_H
#define HOST_GUEST_OUTPUT_H

#include "core/tap.h"

#include <stdbool.h>

struct guest_output {
    /* The caller's: the checks that are due, in this order, and who is told what. */
    unsigned checks;
    const char *(*check)(void *context, unsigned index);
    void (*note)(void *context, const char *text); /* on the run, or on the check that is due */
    void (*result)(void *context, unsigned index, enum verdict verdict, const char *remark);
    void (*line)(void *context, const char *line); /* every line as it came; may be NULL */
    void *context;

    /* What was read so far. */
    bool began, planned, ended; /* the version line, the plan, END */
    unsigned reported;          /* results: also the index of the check that is due */
    unsigned noise;             /* lines that mean nothing */
    char fault[160];            /* the first line that broke the rules, or "" */
    char last[80];              /* the start of the last line */

    char buffer[TAP_LINE];
    size_t used;
};

/* Takes the next bytes: any number of lines or parts of them. */
void guest_output_feed(struct guest_output *output, const char *bytes, size_t length);

/* Takes what is left of a last line without its newline. */
void guest_output_finish(struct guest_output *output);

#endif
