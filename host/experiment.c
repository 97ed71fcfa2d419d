/* SPDX-License-Identifier: MIT */
#include "host/experiment.h"

#include "host/arch.h"
#include "host/child.h"
#include "host/clock.h"
#include "host/guest_output.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* An experiment under way. */
struct run {
    struct experiment *experiment;
    const struct observer *observer;
    struct machine machine;
    char bootargs[2048];
    struct guest_output output;
    unsigned long long since; /* when the check began that is under way, in ms */
};

void experiment_plan(struct experiment *experiment, const struct scenario *scenario) {
    *experiment = (struct experiment){.scenario = scenario};
    struct claims *applied = &experiment->applied, *told = &experiment->told;
    claims_parse(applied, scenario->applied, CLAIM_COMMAND_LINE);
    arch_complete(applied);
    *told = *applied;
    /* The device tree's stdout-path says it, so that the guest's way of finding it is used. */
    told->of[CLAIM_GUEST_CONSOLE] = (struct claim){0};
    claims_parse(told, scenario->told ? scenario->told : "", CLAIM_COMMAND_LINE);
    const char *lacking = arch_lacks(applied);
    snprintf(experiment->lacking, sizeof experiment->lacking, "%s", lacking ? lacking : "");

    const struct catalogue *catalogue = payload_catalogue();
    for (unsigned i = 0; i < catalogue->checks; i++)
        if (name_selected(catalogue->check[i].name, applied->of[CLAIM_GUEST_CHECKS].text))
            experiment->name[experiment->checks++] = catalogue->check[i].name;
    experiment->name[experiment->checks++] = END_CHECK;
}

static const char *due(void *context, unsigned index) {
    const struct run *run = context;
    return run->experiment->name[index];
}

static void note(struct run *run, const char *check, const char *text) {
    run->observer->note(run->experiment, check, text);
}

__attribute__((format(printf, 3, 4))) static void say(struct run *run, const char *check,
                                                      const char *format, ...) {
    char text[TAP_LINE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    note(run, check, text);
}

static unsigned long long milliseconds(void) {
    return (unsigned long long)(clock_seconds() * 1e3);
}

static void result(struct run *run, unsigned index, enum verdict verdict, const char *remark) {
    run->experiment->verdict[index] = verdict;
    run->observer->result(run->experiment, run->experiment->name[index], verdict, remark);
}

/* "timer.virt.once: actual=2" is on the check that is due if it bears its name. */
static void on_note(void *context, const char *text) {
    struct run *run = context;
    const char *name = due(run, run->output.reported);
    size_t length = strlen(name);
    if (strncmp(text, name, length) == 0 && strncmp(text + length, ": ", 2) == 0)
        note(run, name, text + length + 2);
    else
        note(run, "", text);
}

static void on_result(void *context, unsigned index, enum verdict verdict, const char *remark) {
    struct run *run = context;
    const char *name = due(run, index);
    unsigned long long now = milliseconds(), took = now - run->since;
    run->since = now;
    if (took > scenario_budget(name))
        say(run, name, "took %llu ms, and its budget is %u ms", took, scenario_budget(name));
    result(run, index, verdict, remark);
}

static void on_line(void *context, const char *line) {
    const struct run *run = context;
    fprintf(stderr, "%s| %s\n", run->experiment->scenario->name, line);
}

static void on_bytes(void *context, const char *bytes, size_t length) {
    struct run *run = context;
    guest_output_feed(&run->output, bytes, length);
}

static void work(void *context, int output) {
    struct run *run = context;
    run->machine.console = output;
    arch_run(&run->machine);
}

/* Gives the checks that have none their result: the one that was under way says how the run ended,
 * the others that it came no further. */
static void fail_missing(struct run *run, const char *why) {
    const struct experiment *experiment = run->experiment;
    const unsigned reached = run->output.reported;
    for (unsigned i = reached; i < experiment->checks - 1; i++) {
        const char *name = experiment->name[i];
        if (i == reached)
            say(run, name, "no result: the run %s; the guest's last line: '%s'", why,
                run->output.last);
        else
            say(run, name, "no result: the run came no further than %s", experiment->name[reached]);
        result(run, i, FAIL, "");
    }
}

static void judge_end(struct run *run, enum child_end end, const char *why) {
    const struct guest_output *output = &run->output;
    if (end == CHILD_DONE)
        why = !output->began                       ? "powered off without a line of TAP"
              : !output->ended                     ? "powered off without END"
              : output->reported != output->checks ? "ended early"
                                                   : NULL;
    fail_missing(run, why);
    if (output->noise)
        say(run, "", "%u lines of noise on the guest's console (-v prints them)", output->noise);
    if (*output->fault)
        note(run, END_CHECK, output->fault);
    if (why)
        say(run, END_CHECK, "the run %s", why);
    result(run, run->experiment->checks - 1, why || *output->fault ? FAIL : PASS, "");
}

/* The host turned out to lack something, which is no fault of the checks. */
static void skip_rest(struct run *run) {
    for (unsigned i = run->output.reported; i < run->experiment->checks; i++)
        result(run, i, SKIP, run->experiment->lacking);
}

/* The command line that tells the told claims. */
static void format_bootargs(const struct experiment *experiment, char *buffer, size_t size) {
    size_t length = claims_format(&experiment->told, buffer, size);
    /* What cannot be read cannot be formatted either, but a lie may well tell it. */
    if (experiment->told.errors && length < size)
        snprintf(buffer + length, size - length, " %s", experiment->scenario->told);
}

static unsigned time_for(const struct scenario *scenario, const struct options *options) {
    return scenario->seconds && scenario->seconds < options->timeout ? scenario->seconds
                                                                     : options->timeout;
}

/* During which check there is mischief. */
static int listens(const struct scenario *scenario) {
    if (!scenario->mischief)
        return -1;
    return scenario->broken ? payload_check(scenario->broken) : EVERY_CHECK;
}

void experiment_run(struct experiment *experiment, const struct options *options,
                    const struct observer *observer) {
    const struct scenario *scenario = experiment->scenario;
    struct run run = {
        .experiment = experiment,
        .observer = observer,
        .machine = {.applied = &experiment->applied,
                    .told = &experiment->told,
                    .bootargs = run.bootargs,
                    .payload = payload(),
                    .mischief = scenario->mischief,
                    .mischief_check = listens(scenario),
                    .may_crash_host = options->may_crash_host},
        .output = {.checks = experiment->checks - 1,
                   .check = due,
                   .note = on_note,
                   .result = on_result,
                   .line = options->verbose ? on_line : NULL,
                   .context = &run},
    };
    format_bootargs(experiment, run.bootargs, sizeof run.bootargs);
    if (*experiment->lacking) {
        skip_rest(&run);
        return;
    }

    char why[CHILD_WHY];
    struct child child = {.work = work,
                          .context = &run,
                          .feed = on_bytes,
                          .sink = &run,
                          .seconds = time_for(scenario, options)};
    run.since = milliseconds();
    enum child_end end = child_run(&child, why);
    guest_output_finish(&run.output);
    if (end == CHILD_LACKS) {
        snprintf(experiment->lacking, sizeof experiment->lacking, "%s", why);
        skip_rest(&run);
    } else {
        judge_end(&run, end, why);
    }
}
