/* SPDX-License-Identifier: MIT */
#include "host/run.h"

#include "host/arch.h"
#include "host/experiment.h"
#include "host/jobs.h"
#include "host/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool strict; /* what is known to fail fails */

/* Result names are SCENARIO.check: one token, unique in the stream. */
static const char *full_name(const struct experiment *experiment, const char *check) {
    static char name[200];
    snprintf(name, sizeof name, "%s%s%s", experiment->scenario->name, *check ? "." : "", check);
    return name;
}

static void on_note(const struct experiment *experiment, const char *check, const char *text) {
    tap_note(&tap, full_name(experiment, check), "%s", text);
}

/* What is known to fail on released kernels passes, and says so. */
static bool is_known(const struct scenario *scenario, const char *check) {
    return !strict && scenario->known && output_known_on(scenario->known->kernels) &&
           name_selected(check, scenario->known->checks);
}

static void on_result(const struct experiment *experiment, const char *check, enum verdict verdict,
                      const char *remark) {
    const struct scenario *scenario = experiment->scenario;
    const char *name = full_name(experiment, check);
    if (verdict == FAIL && is_known(scenario, check)) {
        tap_note(&tap, name, "diverges: known on %s: %s", scenario->known->kernels,
                 scenario->known->why);
        verdict = PASS;
    }
    tap_result(&tap, verdict, name, remark);
}

static struct experiment experiment;

static void run_scenario(const void *what, const struct options *options) {
    static const struct observer observer = {on_note, on_result};
    experiment_plan(&experiment, what);
    experiment_run(&experiment, options, &observer);
}

static void run_errno(const void *what, const struct options *options) {
    errno_row_run(what, options);
}

static unsigned count_checks(const struct scenario *scenario) {
    experiment_plan(&experiment, scenario);
    if (experiment.applied.errors || experiment.told.errors)
        die(EXIT_USAGE, "%s",
            experiment.applied.errors ? experiment.applied.error : experiment.told.error);
    return experiment.checks;
}

/* Of the experiment that was counted last. */
static bool measures_time(void) {
    for (unsigned i = 0; arch_timed_checks && i < experiment.checks; i++)
        if (name_selected(experiment.name[i], arch_timed_checks))
            return true;
    return false;
}

void require_kvm(void) {
    const char *missing = arch_missing();
    if (missing)
        die(EXIT_NO_KVM, "%s", missing);
}

static int run_adhoc(const struct options *options) {
    const struct scenario adhoc = {
        .name = "adhoc", .applied = options->set, .told = options->claim};
    unsigned planned = count_checks(&adhoc);
    require_kvm();
    output_begin(planned);
    run_scenario(&adhoc, options);
    return output_end();
}

/* What the options name, in its order; returns how many they are. */
static unsigned collect(struct job *job, struct options *options) {
    const struct scenario *s;
    const struct errno_row *row;
    unsigned jobs = 0;
    for (unsigned i = 0; (s = scenario_at(i)); i++)
        if (device_select(options, s->name)) {
            job[jobs] = (struct job){s->name, run_scenario, s, count_checks(s)};
            job[jobs++].alone = measures_time();
        }
    for (unsigned i = 0; (row = errno_row_at(i)); i++) {
        char name[100];
        snprintf(name, sizeof name, "errno.%s", row->name);
        if (device_select(options, name))
            job[jobs++] = (struct job){strdup(name), run_errno, row, 1};
    }
    return jobs;
}

int run(struct options *options) {
    strict = options->strict;
    if (*options->set || *options->claim)
        return run_adhoc(options);

    unsigned most = 1, planned = 0;
    for (unsigned i = 0; scenario_at(i); i++)
        most++;
    for (unsigned i = 0; errno_row_at(i); i++)
        most++;
    struct job *job = calloc(most, sizeof *job);
    if (!job)
        die(EXIT_INTERNAL, "no memory for a run");
    unsigned jobs = collect(job, options);
    for (unsigned i = 0; i < jobs; i++)
        planned += job[i].results;
    options_all_selected(options, "scenario or row of errnos");

    require_kvm();
    output_begin(planned + device_skips());
    jobs_run(job, jobs, options);
    device_skip("");
    return output_end();
}
