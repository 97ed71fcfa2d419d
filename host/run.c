/* SPDX-License-Identifier: MIT */
#include "host/run.h"

#include "host/arch.h"
#include "host/experiment.h"
#include "host/output.h"

#include <stdio.h>

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
    return !strict && scenario->known.kernels && output_known_on(scenario->known.kernels) &&
           name_selected(check, scenario->known.checks);
}

static void on_result(const struct experiment *experiment, const char *check, enum verdict verdict,
                      const char *remark) {
    const struct scenario *scenario = experiment->scenario;
    const char *name = full_name(experiment, check);
    if (verdict == FAIL && is_known(scenario, check)) {
        tap_note(&tap, name, "diverges: known on %s: %s", scenario->known.kernels,
                 scenario->known.why);
        verdict = PASS;
    }
    tap_result(&tap, verdict, name, remark);
}

static void run_scenario(const struct scenario *scenario, const struct options *options) {
    static const struct observer observer = {on_note, on_result};
    static struct experiment experiment;
    experiment_plan(&experiment, scenario);
    experiment_run(&experiment, options, &observer);
}

static unsigned count_checks(const struct scenario *scenario) {
    static struct experiment experiment;
    experiment_plan(&experiment, scenario);
    if (experiment.applied.errors || experiment.told.errors)
        die(EXIT_USAGE, "%s",
            experiment.applied.errors ? experiment.applied.error : experiment.told.error);
    return experiment.checks;
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

static bool select_errno(struct options *options, const struct errno_row *row) {
    char name[100];
    snprintf(name, sizeof name, "errno.%s", row->name);
    return device_select(options, name);
}

int run(struct options *options) {
    strict = options->strict;
    if (*options->set || *options->claim)
        return run_adhoc(options);

    const struct scenario *s;
    const struct errno_row *row;
    unsigned planned = 0, runs = 0, done = 0;
    for (unsigned i = 0; (s = scenario_at(i)); i++)
        if (device_select(options, s->name)) {
            planned += count_checks(s);
            runs++;
        }
    for (unsigned i = 0; (row = errno_row_at(i)); i++)
        if (select_errno(options, row)) {
            planned++;
            runs++;
        }
    options_all_selected(options, "scenario or row of errnos");

    require_kvm();
    output_begin(planned + device_skips());
    for (unsigned i = 0; (s = scenario_at(i)); i++)
        if (device_select(options, s->name)) {
            output_progress(++done, runs, s->name);
            run_scenario(s, options);
        }
    for (unsigned i = 0; (row = errno_row_at(i)); i++)
        if (select_errno(options, row)) {
            output_progress(++done, runs, row->name);
            errno_row_run(row, options);
        }
    device_skip("");
    return output_end();
}
