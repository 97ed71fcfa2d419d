/* SPDX-License-Identifier: MIT */
/*
 * The guest's checks of XIVE's sources, compiled for the build machine, where a few variables are
 * the sources. If they answer as they should, the checks pass; if any single answer is another one,
 * be it what a source tells of itself or what arrives, the check that asked fails.
 */
#include "tests/ppc64/xive_source.c"
#include "tests/unit/check.h"

enum { SOURCES = 1000, LSI = 4, FIRST_EISN = 0x1000, ESB = 0x10000000, PAIR = 2 << 16 };
#define CLAIMS "xive.source=0:4,4:1:lsi xive.esb=0x10000000"

static unsigned pq[SOURCES];
static struct events events;
static uint32_t sources = LSI + 1; /* that are there */

unsigned sources_not_off;
uint32_t source_not_off = 3;

/* --- what they answer */

enum kind { STATE = 1, COUNT = 2, NUMBER = 4, PAGE = 8, THERE = 16, TYPE = 32 };
static unsigned asked;          /* kinds of answers that a check should look at */
static unsigned answers, wrong; /* of these kinds, and which one is wrong, from 1 on */
static int by;                  /* how much */

static unsigned answer(enum kind kind, unsigned right) {
    return asked & kind && ++answers == wrong ? right + (unsigned)by : right;
}

static void send_event(uint32_t source) {
    if (events.count < EVENTS)
        events.event[events.count].eisn = FIRST_EISN + source;
    events.count++;
}

void xive_trigger(const struct xive_source *source) {
    static const unsigned then[] = {PQ_PENDING, PQ_OFF, PQ_QUEUED, PQ_QUEUED};
    unsigned before = pq[source->number];
    pq[source->number] = then[before];
    if (before == PQ_RESET)
        send_event(source->number);
}

unsigned xive_pq(const struct xive_source *source) {
    return answer(STATE, pq[source->number]) & 3;
}

unsigned xive_set_pq(const struct xive_source *source, enum xive_pq new) {
    unsigned before = pq[source->number];
    pq[source->number] = new;
    return answer(STATE, before) & 3;
}

bool xive_eoi(const struct xive_source *source) {
    bool queued = pq[source->number] == PQ_QUEUED;
    pq[source->number] = queued ? PQ_PENDING : PQ_RESET;
    if (queued)
        send_event(source->number);
    return answer(STATE, queued) & 1;
}

const struct events *listen(unsigned expected) {
    static struct events heard;
    (void)expected;
    heard = events;
    heard.count = answer(COUNT, heard.count);
    for (unsigned i = 0; i < heard.count && i < EVENTS; i++)
        heard.event[i].eisn = answer(NUMBER, heard.event[i].eisn);
    events.count = 0;
    return &heard;
}

static long find(uint32_t source, struct xive_source *pages) {
    *pages =
        (struct xive_source){.number = source,
                             .trigger = ESB + PAIR * (source == LSI ? LSI : answer(PAGE, source)),
                             .lsi = answer(TYPE, source == LSI) & 1};
    return answer(THERE, source < sources) & 1 ? 0 : -1;
}

/* --- what is asked for */

const struct xive_control xive_by_hcalls = {.find = find}, *xive = &xive_by_hcalls;

void need_xive(void) {}
void need_control(void) {}

uint32_t source_of(unsigned cpu) {
    return cpu;
}

void each_source(void (*each)(uint32_t source)) {
    for (uint32_t source = 0; source < sources; source++)
        each(source);
}

struct xive_target target_of(uint32_t source) {
    return (struct xive_target){.eisn = FIRST_EISN + source};
}

struct xive_source open_source(uint32_t source) {
    pq[source] = PQ_RESET;
    return (struct xive_source){.number = source};
}

/* --- the tests */

static void run(void (*check)(void), unsigned wrong_answer, int by_so_much) {
    for (unsigned i = 0; i < SOURCES; i++)
        pq[i] = PQ_OFF;
    memset(&events, 0, sizeof events);
    answers = 0;
    wrong = wrong_answer;
    by = by_so_much;
    run_check(check, CLAIMS);
}

/* Of so many of these kinds. */
static void passes_by_right_answers_alone(void (*check)(void), unsigned kinds, unsigned given) {
    asked = kinds;
    run(check, 0, 0);
    assert_string_equal(why, "");
    assert_int_equal(verdict, PASSES);
    assert_int_equal(answers, given);
    for (unsigned i = 1; i <= given; i++)
        for (int much = -1; much <= 1; much += 2) {
            run(check, i, much);
            if (verdict != FAILS)
                print_error("answer %u of %u, by %d\n", i, given, much);
            assert_int_equal(verdict, FAILS);
        }
}

static void a_source_sends_as_its_state_says(void **state) {
    (void)state;
    passes_by_right_answers_alone(trigger, STATE | COUNT, 4);
    passes_by_right_answers_alone(coalesce, STATE | COUNT, 8);
    passes_by_right_answers_alone(eoi, STATE | COUNT, 12);
    passes_by_right_answers_alone(off, STATE | COUNT, 5);
}

static void a_source_that_is_not_turned_on_is_off(void **state) {
    (void)state;
    passes_by_right_answers_alone(masked, STATE | COUNT, 2);
    sources_not_off = 1;
    run(masked, 0, 0);
    assert_int_equal(verdict, FAILS);
    assert_string_equal(why, "sources=1 whose PQ is not 01, one of them source=3");
    sources_not_off = 0;
}

static void each_source_has_its_pages(void **state) {
    (void)state;
    static const struct {
        unsigned there, tried, listens; /* all but the LSI; EVENTS at a time */
    } batches[] = {
        {1, 1, 1}, {EVENTS, EVENTS - 1, 1}, {2 * EVENTS + 1, 2 * EVENTS, 2}, {200, 199, 4}};
    for (unsigned i = 0; i < sizeof batches / sizeof *batches; i++) {
        sources = batches[i].there;
        passes_by_right_answers_alone(pages_of_each, COUNT | NUMBER | PAGE,
                                      2 * batches[i].tried + batches[i].listens);
    }
    sources = LSI + 1;
}

static void the_claimed_sources_are_there(void **state) {
    (void)state;
    passes_by_right_answers_alone(initialised, THERE, 6);
    passes_by_right_answers_alone(type, TYPE, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_sends_as_its_state_says),
        cmocka_unit_test(a_source_that_is_not_turned_on_is_off),
        cmocka_unit_test(each_source_has_its_pages),
        cmocka_unit_test(the_claimed_sources_are_there),
    };
    return cmocka_run_group_tests_name("xive_source", tests, NULL, NULL);
}
