/* SPDX-License-Identifier: MIT */
/* What a check may say. Every expectation that is not met, and every skip, ends the check there. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include "core/check.h"
#include "core/claims.h"
#include "core/devicetree.h"

#include <stdbool.h>
#include <stdint.h>

#define PRINTF(at, first) __attribute__((format(printf, at, first)))

extern struct claims claims;    /* the host's, as we were told */
extern const void *device_tree; /* sound, or NULL */
extern const char *tree_fault;  /* what is wrong with it, or with what it describes; or NULL */
extern unsigned entry_level;    /* the exception level the VMM entered us at */

/* Prints a diagnostic line; write it as key=value words. */
PRINTF(1, 2) void note(const char *format, ...);

PRINTF(1, 2) _Noreturn void skip(const char *format, ...);
PRINTF(1, 2) _Noreturn void fail(const char *format, ...);

/* A figure to print behind a passed result, as "value=12 us". */
PRINTF(1, 2) void measured(const char *format, ...);

/* Skips unless the host, or its device tree, claims it. */
void need_claim(enum claim_id id);

/* Skips on a machine of one CPU. */
void need_other_cpus(void);

/* `what` is a key: "intid", "interrupts"; `where` says in which circumstances, or is "". */
void expect_equal(const char *what, uint64_t expected, uint64_t actual, const char *where);

/* Runs `run` on every CPU but the first, one after the other; what fails there fails here. */
void on_other_cpus(void (*run)(void *), void *argument);

/* Runs it on all of them at once, while this CPU goes on; and waits for them, as above. */
void start_other_cpus(void (*run)(void *), void *argument);
void finish_other_cpus(void);

/* Brings every device to the state that every check starts from and leaves behind, whatever the one
 * before it did. Each architecture has its own. */
void known_state(void);

#endif
