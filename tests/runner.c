/* SPDX-License-Identifier: MIT */
/* Runs the checks one after the other; each ends by returning, by skip() or fail(), or by an
 * exception nobody expected, and the next one follows whichever it was. */
#include "tests/runner.h"
#include "core/not_zeroed.h"
#include "core/tap.h"
#include "core/version.h"
#include "cpu.h"
#include "drivers/console.h"
#include "drivers/doorbell.h"
#include "exception.h"
#include "tests/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ON_CPU_US = 5000000 }; /* what another CPU may take for its part of a check */

extern const struct check checks_start[], checks_end[]; /* linker/arm64.ld */

static struct tap tap;
static const struct check *current;
static enum verdict verdict;
static char remark[128];
static char waiting[2 * TAP_LINE] NOT_ZEROED;
static size_t waits;

static void release(void) {
    console_write(waiting, waits);
    waits = 0;
}

/* Lines wait for those that are bound to follow, and leave the guest together, by one exit. What a
 * check says, on whichever CPU, leaves before it goes on. */
static void write(const char *line, size_t length) {
    if (current) { /* and nothing waits */
        console_write(line, length);
        return;
    }
    if (waits + length > sizeof waiting)
        release();
    memcpy(waiting + waits, line, length);
    waits += length;
}

void note(const char *format, ...) {
    va_list args;
    va_start(args, format);
    tap_vnote(&tap, current ? current->name : "", format, args);
    va_end(args);
    if (!current) /* of an exception, after which nothing is bound to follow */
        release();
}

void measured(const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(remark, sizeof remark, format, args);
    va_end(args);
}

void skip(const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(remark, sizeof remark, format, args);
    va_end(args);
    verdict = SKIP;
    cpu_give_up();
}

void fail(const char *format, ...) {
    va_list args;
    va_start(args, format);
    tap_vnote(&tap, current->name, format, args);
    va_end(args);
    cpu_give_up();
}

void need_claim(enum claim_id id) {
    if (!claim_made(&claims, id))
        skip("%s is not claimed", claim_kinds[id].key);
}

void need_other_cpus(void) {
    if (cpu_count() == 1)
        skip("one vCPU");
}

void expect_equal(const char *what, uint64_t expected, uint64_t actual, const char *where) {
    if (expected != actual)
        fail("%s expected=%" PRIu64 " actual=%" PRIu64 "%s%s", what, expected, actual,
             *where ? " " : "", where);
}

static void expect_done(unsigned cpu, enum cpu_outcome outcome) {
    switch (outcome) {
    case CPU_DONE:
        break;
    case CPU_FAILED:
        fail("vcpu=%u found the fault above", cpu);
    case CPU_REFUSED:
        fail("vcpu=%u was refused, result=%ld", cpu, cpu_slot(cpu)->result);
    case CPU_SILENT:
        fail("vcpu=%u did not finish within %u us", cpu, ON_CPU_US);
    }
}

void on_other_cpus(void (*run)(void *), void *argument) {
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++)
        expect_done(cpu, cpu_run(cpu, run, argument, ON_CPU_US));
}

void start_other_cpus(void (*run)(void *), void *argument) {
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++)
        if (!cpu_start(cpu, run, argument))
            expect_done(cpu, CPU_REFUSED);
}

void finish_other_cpus(void) {
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++)
        expect_done(cpu, cpu_finish(cpu, ON_CPU_US));
}

static void run(const struct check *check) {
    jmp_buf recover;
    release();
    current = check;
    remark[0] = '\0';
    doorbell_check_begins((unsigned)(check - checks_start));
    this_cpu()->recover = &recover;
    if (setjmp(recover) == 0) {
        verdict = FAIL;
        check->run();
        verdict = PASS;
    }
    known_state();
    if (verdict == FAIL)
        note("breaks: %s", check->sentence);
    current = NULL;
    tap_result(&tap, verdict, check->name, verdict == FAIL ? "" : remark);
}

void print_totals(void) {
    tap_end(&tap, "vouch");
    release();
}

bool run_checks(const char *selection, const char *machine) {
    unsigned planned = 0;
    for (const struct check *check = checks_start; check < checks_end; check++)
        planned += name_selected(check->name, selection);
    tap.write = write;
    exception_set_printer(note);
    tap_begin(&tap, planned);
    tap_note(&tap, "", "vouch %s %s", VOUCH_VERSION, machine);
    for (const struct check *check = checks_start; check < checks_end; check++)
        if (name_selected(check->name, selection))
            run(check);
    print_totals();
    return tap.count[FAIL];
}
