/* SPDX-License-Identifier: MIT */
#include "host/run.h"

#include "host/arch.h"
#include "host/experiment.h"
#include "host/output.h"

#include <stdio.h>
#include <string.h>

/* A lie's checks are judged after the run, all together; until then their first notes are kept, or
 * why they were skipped. */
static char first_note[MAX_CHECKS + 1][200];

static unsigned index_of(const struct experiment *experiment, const char *check) {
    unsigned i = 0;
    while (i < experiment->checks && strcmp(experiment->name[i], check) != 0)
        i++;
    return i;
}

static void on_note(const struct experiment *experiment, const char *check, const char *text) {
    unsigned i = index_of(experiment, check);
    if (i < experiment->checks && (!*first_note[i] || experiment->verdict[i] == SKIP))
        snprintf(first_note[i], sizeof first_note[i], "%.199s", text);
}

/* The verdict is in the experiment. */
static void on_result(const struct experiment *experiment, const char *check, enum verdict verdict,
                      const char *remark) {
    if (verdict == SKIP)
        on_note(experiment, check, remark);
}

static struct {
    unsigned told, caught, missed, alarms; /* missed and false alarms: checks, not lies */
} kills;

/* Notes every check that did otherwise than the lie is to make it do; returns how many. */
static unsigned wrong_checks(const struct experiment *experiment, const char *name) {
    unsigned wrong = 0;
    for (unsigned i = 0; i < experiment->checks; i++) {
        bool meant = scenario_breaks(experiment->scenario, experiment->name[i]);
        bool failed = experiment->verdict[i] == FAIL;
        if (meant == failed)
            continue;
        wrong++;
        meant ? kills.missed++ : kills.alarms++;
        tap_note(&tap, name, "%s %s %s", experiment->name[i],
                 meant ? "did not fail" : "failed unexpectedly:", first_note[i]);
    }
    return wrong;
}

/* Why the lie could not be told, or NULL: this host lacks something, or this guest skips a check
 * that the lie is about, for what a machine does not have cannot be lied about. */
static const char *not_told(const struct experiment *experiment) {
    if (*experiment->lacking)
        return experiment->lacking;
    for (unsigned i = 0; i < experiment->checks; i++)
        if (experiment->verdict[i] == SKIP &&
            scenario_breaks(experiment->scenario, experiment->name[i]))
            return first_note[i];
    return NULL;
}

/* A lie about a check that there is no more, or that it does not run, would pass unnoticed; and so
 * would one whose claims cannot be read. */
static unsigned unknown_words(const struct experiment *experiment, const char *name) {
    unsigned unknown = experiment->applied.errors;
    char list[256], *rest = list, *check;
    if (unknown)
        tap_note(&tap, name, "%s", experiment->applied.error);
    snprintf(list, sizeof list, "%s", experiment->scenario->broken);
    while ((check = strsep(&rest, ",")))
        if (index_of(experiment, check) == experiment->checks) {
            tap_note(&tap, name, "%s is not among the checks it runs", check);
            unknown++;
        }
    return unknown;
}

static void run_lie(const struct scenario *lie, const struct options *options) {
    static const struct observer observer = {on_note, on_result};
    static struct experiment experiment;
    char name[100];
    snprintf(name, sizeof name, "lie.%s", lie->name);
    memset(first_note, 0, sizeof first_note);
    experiment_plan(&experiment, lie);
    experiment_run(&experiment, options, &observer);
    const char *lacking = not_told(&experiment);
    if (lacking) {
        tap_result(&tap, SKIP, name, lacking);
        return;
    }
    unsigned wrong = wrong_checks(&experiment, name) + unknown_words(&experiment, name);
    kills.told++;
    kills.caught += !wrong;
    if (!wrong)
        tap_note(&tap, name, "caught by %s, and by no other of %u checks", lie->broken,
                 experiment.checks);
    tap_result(&tap, wrong ? FAIL : PASS, name, "");
}

/* A check that no lie has ever made fail is not a check. */
static void run_coverage(void) {
    static const char name[] = "lie.every-check-has-one";
    const struct catalogue *catalogue = payload_catalogue();
    unsigned bare = 0;
    for (unsigned i = 0; i < catalogue->checks; i++) {
        const struct scenario *lie;
        unsigned at = 0;
        while ((lie = lie_at(at)) && !scenario_breaks(lie, catalogue->check[i].name))
            at++;
        if (lie)
            continue;
        tap_note(&tap, name, "%s has none", catalogue->check[i].name);
        bare++;
    }
    tap_result(&tap, bare ? FAIL : PASS, name, "");
}

int run_lies(struct options *options) {
    unsigned planned = 0, done = 0;
    const struct scenario *lie;
    for (unsigned i = 0; (lie = lie_at(i)); i++)
        planned += device_select(options, lie->name);
    options_all_selected(options, "lie");

    require_kvm();
    output_begin(planned + device_skips() + !options->names[0]);
    for (unsigned i = 0; (lie = lie_at(i)); i++)
        if (device_select(options, lie->name)) {
            output_progress(++done, planned, lie->name);
            run_lie(lie, options);
        }
    device_skip("lie.");
    if (!options->names[0])
        run_coverage();
    tap_note(&tap, "", "lies told=%u caught=%u checks missed=%u false alarms=%u", kills.told,
             kills.caught, kills.missed, kills.alarms);
    return output_end();
}
