/* SPDX-License-Identifier: MIT */
/*
 * Every scenario and every row of errnos runs in a process of its own: what is left of a VM ends
 * with its process (a kvm_run page still mapped keeps the old vCPU's perf events, and later VMs
 * silently count nothing), and what hangs can be killed.
 */
#ifndef HOST_CHILD_H
#define HOST_CHILD_H

#include <stddef.h>

struct child {
    void (*work)(void *context, int output); /* in the child; its return ends it well */
    void *context;
    void (*feed)(void *sink, const char *bytes, size_t length); /* what the child wrote to output */
    void *sink;
    unsigned seconds; /* it may take; then it is killed */
};

enum {
    CHILD_OUTPUT = 1 << 20, /* bytes a child may write before it is killed */
    CHILD_WHY = 256,
};

enum child_end {
    CHILD_DONE,
    CHILD_FAILED, /* how, as words to follow "the run" */
    CHILD_LACKS,  /* it cannot be done on this host: why */
};

/* Runs the child to its end. Stores in `why` the words that belong to how it ended, or "". Ends
 * this program, with a sentence, if it is asked to end by a signal, or a child was starved: that is
 * no fault of KVM's. */
enum child_end child_run(const struct child *child, char why[CHILD_WHY]);

/* Ends the calling child, with the words for its CHILD_FAILED. */
_Noreturn __attribute__((format(printf, 1, 2))) void child_fail(const char *format, ...);

/* Ends the calling child, with the words for its CHILD_LACKS. */
_Noreturn __attribute__((format(printf, 1, 2))) void child_lack(const char *format, ...);

/* Returns `result`, unless it is a negative errno: then the child fails, with what was tried, or
 * was starved (errno_mend). */
__attribute__((format(printf, 2, 3))) int child_must(int result, const char *format, ...);

#endif
