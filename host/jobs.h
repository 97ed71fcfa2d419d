/* SPDX-License-Identifier: MIT */
/*
 * What a run consists of, job by job: each prints its results. One after the other, or several at a
 * time, in processes of their own, whose output is printed in the same order.
 */
#ifndef HOST_JOBS_H
#define HOST_JOBS_H

#include "host/options.h"

#include <stdbool.h>
#include <sys/types.h>

struct job {
    const char *name;
    void (*run)(const void *what, const struct options *options);
    const void *what;
    unsigned results; /* that it prints, whatever happens */
    bool alone;       /* it measures time: no other job runs beside it */

    /* Filled while they run. */
    pid_t worker;
    int output; /* its file: what it printed, then its struct report */
    bool ended;
};

/* Runs them, options->parallel at a time. Notes which ten took longest, if there were more. */
void jobs_run(struct job *job, unsigned jobs, const struct options *options);

#endif
