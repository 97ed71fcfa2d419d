/* SPDX-License-Identifier: MIT */
/*
 * What a person or a parser sees of this program: one TAP stream on stdout; on stderr errors, and
 * on a terminal one line of progress.
 */
#ifndef HOST_OUTPUT_H
#define HOST_OUTPUT_H

#include "core/tap.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    EXIT_PASSED = 0,
    EXIT_FAILED = 1,   /* a check failed */
    EXIT_USAGE = 2,    /* the command line is wrong */
    EXIT_NO_KVM = 3,   /* the machine has no usable KVM */
    EXIT_INTERNAL = 4, /* this program or the system under it failed */
    EXIT_SIGNAL = 128, /* and above: ended by the signal of that number, host/signals.h */
};

/* The one stream of results. */
extern struct tap tap;

/* From now on each result is followed by what LAVA's shell reads it from, its name folded as LAVA's
 * console monitor would fold it. */
void output_for_lava(void);

/* Prints the version line, the plan, and what this is running on. */
void output_begin(unsigned planned);

/* Prints totals and END; returns the exit status they amount to. */
int output_end(void);

/* Shows which of the runs is under way, if stderr is a terminal. */
void output_progress(unsigned number, unsigned of, const char *name);

/* From now on, this process prints to a file; its text, `length` bytes, is printed by another. */
void output_into(int file);
void output_from(int file, size_t length);

/* Is this machine's kernel one of those on which something is known (host/kernels.h)? */
bool output_known_on(const char *kernels);

/* Ends the program with one sentence. */
_Noreturn __attribute__((format(printf, 2, 3))) void die(int status, const char *format, ...);

/* The same where results have begun: "Bail out!" says so among them. */
_Noreturn __attribute__((format(printf, 2, 3))) void bail_out(int status, const char *format, ...);

/* "EBUSY" for EBUSY, for the errnos KVM's documents speak of; "success" for 0; of others, what they
 * mean. */
const char *errno_name(int error);

/* If the errno says that this process may have no more of something: of what, and the mend; else
 * NULL. */
const char *errno_mend(int error);

/* That, or else what the errno means. */
const char *errno_reason(int error);

#endif
