/* SPDX-License-Identifier: MIT */
/* Runs the checks one after the other; each ends by returning, by skip() or fail(), or by an
 * exception nobody expected, and the next one follows whichever it was. */
#include "tests/runner.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/exception.h"
#include "core/tap.h"
#include "core/version.h"
#include "drivers/arch_timer.h"
#include "drivers/console.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "drivers/pmuv3.h"
#include "tests/check.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    ON_CPU_US = 5000000
}; /* what another CPU may take for its part of a check */

extern const struct check checks_start[], checks_end[]; /* linker/arm64.ld */

static struct tap tap = {.write = console_write};
static const struct check *current;
static enum verdict verdict;
static char remark[128];

void note(const char *format, ...) {
    va_list args;
    va_start(args, format);
    tap_vnote(&tap, current ? current->name : "", format, args);
    va_end(args);
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

void need_irqchip(void) {
    if (!irq_chip())
        skip("no interrupt controller this program drives: GICv3");
}

void expect_equal(const char *what, uint64_t expected, uint64_t actual, const char *where) {
    if (expected != actual)
        fail("%s expected=%" PRIu64 " actual=%" PRIu64 "%s%s", what, expected, actual,
             *where ? " " : "", where);
}

void note_interrupts(void) {
    const struct irq_log *log = irq_log();
    for (unsigned i = 0; i < log->count && i < IRQ_EVENTS; i++)
        note("vcpu=%u took intid=%u status=0x%" PRIx64, this_cpu()->index, log->event[i].intid,
             log->event[i].cause);
}

void on_other_cpus(void (*run)(void *), void *argument) {
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++) {
        switch (cpu_run(cpu, run, argument, ON_CPU_US)) {
        case CPU_DONE:
            break;
        case CPU_FAILED:
            fail("vcpu=%u found the fault above", cpu);
        case CPU_REFUSED:
            fail("vcpu=%u psci=CPU_ON result=%ld", cpu, cpu_slot(cpu)->psci);
        case CPU_SILENT:
            fail("vcpu=%u did not finish within %u us", cpu, ON_CPU_US);
        }
    }
}

static void report_exception(const char *kind, const struct frame *frame, uint64_t esr,
                             uint64_t far) {
    note("unexpected %s exception vcpu=%u esr=0x%" PRIx64 " elr=0x%" PRIx64 " far=0x%" PRIx64, kind,
         this_cpu()->index, esr, frame->elr, far);
    for (unsigned i = 0; i < 28; i += 4)
        note("x%u=0x%" PRIx64 " x%u=0x%" PRIx64 " x%u=0x%" PRIx64 " x%u=0x%" PRIx64, i, frame->x[i],
             i + 1, frame->x[i + 1], i + 2, frame->x[i + 2], i + 3, frame->x[i + 3]);
    note("x28=0x%" PRIx64 " x29=0x%" PRIx64 " x30=0x%" PRIx64 " spsr=0x%" PRIx64, frame->x[28],
         frame->x[29], frame->x[30], frame->spsr);
}

/* Every check starts from this state, whatever the one before it left. */
static void known_state(void) {
    irq_deaf();
    timers_stop();
    if (pmu_present())
        pmu_reset();
}

static void run(const struct check *check) {
    jmp_buf recover;
    current = check;
    remark[0] = '\0';
    known_state();
    doorbell_check_begins((unsigned)(check - checks_start));
    this_cpu()->recover = &recover;
    if (setjmp(recover) == 0) {
        verdict = FAIL;
        check->run();
        verdict = PASS;
    }
    irq_deaf();
    if (verdict == FAIL)
        note("breaks: %s", check->sentence);
    tap_result(&tap, verdict, check->name, verdict == FAIL ? "" : remark);
    current = NULL;
}

void run_checks(const char *selection) {
    unsigned planned = 0;
    for (const struct check *check = checks_start; check < checks_end; check++)
        planned += name_selected(check->name, selection);
    exception_set_reporter(report_exception);
    tap_begin(&tap, planned);
    note("vouch %s arm64 el=%u cpus=%u gic=%s", VOUCH_VERSION, entry_level, cpu_count(),
         irq_chip() ? irq_chip()->name : "none");
    for (const struct check *check = checks_start; check < checks_end; check++)
        if (name_selected(check->name, selection))
            run(check);
    tap_end(&tap, "vouch");
}
