/* SPDX-License-Identifier: MIT */
#include "host/jobs.h"

#include "host/clock.h"
#include "host/output.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOWEST = 10 };

/* What is at the end of a worker's output. */
struct report {
    unsigned count[SKIP + 1];
    double seconds;
};

static struct {
    const char *name;
    double seconds;
} slowest[SLOWEST]; /* the slowest first */

static void took(const struct job *job, double time) {
    unsigned at = SLOWEST;
    for (; at && slowest[at - 1].seconds < time; at--)
        if (at < SLOWEST)
            slowest[at] = slowest[at - 1];
    if (at < SLOWEST) {
        slowest[at].name = job->name;
        slowest[at].seconds = time;
    }
}

static void note_slowest(void) {
    tap_note(&tap, "", "the ten slowest:");
    for (unsigned i = 0; i < SLOWEST; i++)
        tap_note(&tap, "", "%7.2f s %s", slowest[i].seconds, slowest[i].name);
}

/* In the worker. Its results have the numbers they are going to have. */
static _Noreturn void work(const struct job *job, unsigned first, const struct options *options) {
    struct report report;
    double start = clock_seconds();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    output_into(job->output);
    tap.count[PASS] = first;
    tap.count[FAIL] = tap.count[SKIP] = 0;
    job->run(job->what, options);
    memcpy(report.count, tap.count, sizeof report.count);
    report.count[PASS] -= first;
    report.seconds = clock_seconds() - start;
    _exit(write(job->output, &report, sizeof report) == sizeof report ? 0 : EXIT_INTERNAL);
}

static void start(struct job *job, unsigned first, const struct options *options) {
    job->output = memfd_create("results", MFD_CLOEXEC);
    job->worker = job->output < 0 ? -1 : fork();
    if (job->worker < 0)
        die(EXIT_INTERNAL, "no memory or process for another scenario: use a smaller -j");
    if (job->worker == 0)
        work(job, first, options);
}

static void await_one(struct job *job, unsigned jobs) {
    int status;
    pid_t ended = wait(&status);
    for (unsigned i = 0; i < jobs; i++)
        if (job[i].worker == ended) {
            job[i].ended = true;
            if (status)
                die(EXIT_INTERNAL, "the process that ran %s ended with status 0x%x", job[i].name,
                    (unsigned)status);
        }
}

static void print(const struct job *job) {
    struct report report;
    off_t length = lseek(job->output, -(off_t)sizeof report, SEEK_END);
    if (length < 0 || read(job->output, &report, sizeof report) != sizeof report)
        die(EXIT_INTERNAL, "what %s printed is lost", job->name);
    output_from(job->output, (size_t)length);
    close(job->output);
    for (unsigned i = 0; i <= SKIP; i++)
        tap.count[i] += report.count[i];
    took(job, report.seconds);
}

static void run_parallel(struct job *job, unsigned jobs, const struct options *options) {
    unsigned started = 0, printed = 0, running = 0, results = 0;
    while (printed < jobs) {
        const struct job *last = started ? &job[started - 1] : job;
        bool room = running < options->parallel && started < jobs;
        if (room && (running == 0 || (!job[started].alone && !(last->alone && !last->ended)))) {
            start(&job[started], results, options);
            results += job[started++].results;
            running++;
            continue;
        }
        await_one(job, started);
        running--;
        for (; printed < started && job[printed].ended; printed++) {
            output_progress(printed + 1, jobs, job[printed].name);
            print(&job[printed]);
        }
    }
}

void jobs_run(struct job *job, unsigned jobs, const struct options *options) {
    if (options->parallel > 1)
        run_parallel(job, jobs, options);
    for (unsigned i = 0; i < jobs && options->parallel <= 1; i++) {
        double begin = clock_seconds();
        output_progress(i + 1, jobs, job[i].name);
        job[i].run(job[i].what, options);
        took(&job[i], clock_seconds() - begin);
    }
    if (jobs > SLOWEST)
        note_slowest();
}
