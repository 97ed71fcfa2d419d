/* SPDX-License-Identifier: MIT */
#include "host/bench.h"

#include "host/arch.h"
#include "host/child.h"
#include "host/clock.h"
#include "host/exits.h"
#include "host/experiment.h"
#include "host/output.h"
#include "host/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
    WARM = 2,         /* first rounds, which do not count */
    ROUNDS = 31,      /* at most, */
    MOST_MS = 3000,   /* and as long as there is time, */
    LEAST = WARM + 5, /* but these */
    OF_TAP = 4,       /* lines of a guest that are neither notes nor results */
    OF_HOST = 1,      /* results that are not the guest's: END_CHECK */
};

static unsigned lines, failed;

static void on_note(const struct experiment *experiment, const char *check, const char *text) {
    (void)experiment, (void)check, (void)text;
    lines++;
}

static void on_result(const struct experiment *experiment, const char *check, enum verdict verdict,
                      const char *remark) {
    (void)experiment, (void)check, (void)remark;
    lines++;
    failed += verdict == FAIL;
}

static double microseconds(void) {
    return clock_seconds() * 1e6;
}

static void work_nothing(void *context, int output) {
    (void)context, (void)output;
}

static void work_bare(void *context, int output) {
    (void)output;
    arch_run_bare(context);
}

static void feed_nothing(void *sink, const char *bytes, size_t length) {
    (void)sink, (void)bytes, (void)length;
}

/* How long a process takes that does this. */
static double time_child(void (*work)(void *, int), void *context, const struct options *options) {
    const struct child child = {
        .work = work, .context = context, .feed = feed_nothing, .seconds = options->timeout};
    char why[CHILD_WHY];
    double start = microseconds();
    if (child_run(&child, why) != CHILD_DONE)
        die(EXIT_INTERNAL, "bench: the bare VM %s", why);
    return microseconds() - start;
}

static double time_scenario(struct experiment *experiment, const struct scenario *scenario,
                            const struct options *options) {
    static const struct observer observer = {on_note, on_result};
    lines = OF_TAP - OF_HOST;
    struct exits *exits = exits_counted();
    exits->all = exits->printing = 0;
    double start = microseconds();
    experiment_plan(experiment, scenario);
    experiment_run(experiment, options, &observer);
    return microseconds() - start;
}

static void measure(const char *claims, const struct options *options) {
    static struct experiment experiment;
    const struct scenario scenario = {.name = "bench", .applied = claims};
    experiment_plan(&experiment, &scenario);
    if (experiment.applied.errors)
        die(EXIT_USAGE, "%s", experiment.applied.error);
    if (*experiment.lacking)
        die(EXIT_NO_KVM, "bench: %s", experiment.lacking);
    double begin = microseconds();
    for (unsigned i = 0; i < LEAST || (i < ROUNDS && microseconds() - begin < MOST_MS * 1e3); i++) {
        double process = time_child(work_nothing, NULL, options);
        double bare = time_child(work_bare, &experiment.applied, options);
        double whole = time_scenario(&experiment, &scenario, options);
        if (i >= WARM)
            printf("%.0f\t%.0f\t%.0f\t%u\t%u\t%u\t%u\t%s\n", process, bare, whole,
                   exits_counted()->all, exits_counted()->printing, lines,
                   experiment.checks - OF_HOST, claims);
    }
}

/* The most memory this process has had, in KiB. What getrusage() says of itself is off by as much
 * as each CPU keeps to itself; of a child there is nothing else. */
static unsigned long peak(void) {
    static const char key[] = "VmHWM:";
    unsigned long kib = 0;
    char line[100];
    FILE *file = fopen("/proc/self/status", "r");
    while (file && !kib && fgets(line, sizeof line, file))
        if (strncmp(line, key, sizeof key - 1) == 0)
            kib = strtoul(line + sizeof key - 1, NULL, 10);
    if (file)
        fclose(file);
    return kib;
}

int bench(const struct options *options) {
    static const char one_check[] = "guest.checks=boot.claims";
    struct rusage children;
    require_kvm();
    puts("process us\tbare VM us\tscenario us\texits\tto print\tlines\tchecks\tclaims");
    for (unsigned i = 0; options->names[i]; i++)
        measure(options->names[i], options);
    if (!options->names[0])
        measure(one_check, options);
    getrusage(RUSAGE_CHILDREN, &children);
    printf("# peak KiB: %lu, of a process that runs a VM: %ld; failed checks: %u\n", peak(),
           children.ru_maxrss, failed);
    return failed ? EXIT_FAILED : EXIT_PASSED;
}
