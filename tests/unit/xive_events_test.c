/* SPDX-License-Identifier: MIT */
/*
 * How the guest's checks of XIVE get hold of events, compiled for the build machine, where sources
 * and queues are a few variables: what no host does to a check, a test can do here.
 */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"

static struct cpu running;
static void time_passes(uint64_t microseconds);

#undef wait_for
#define wait_for(condition, microseconds)                                                          \
    ({                                                                                             \
        bool met_ = (condition);                                                                   \
        if (!met_) {                                                                               \
            time_passes(microseconds);                                                             \
            met_ = (condition);                                                                    \
        }                                                                                          \
        met_;                                                                                      \
    })
#define this_cpu() (&running)

#include "tests/ppc64/xive_events.c"
#include "tests/unit/check.h"

enum { SOURCES = 6, ABSENT = 2, LSI = 5, QUEUES = 2, SHIFT = 9, ENTRIES = 128, FIRST_EISN = 0x100 };
enum { NO_SUCH_SOURCE = -55 }; /* H_P2 */

static unsigned pq[SOURCES];
enum { CROWDED = QUEUES, ELSEWHERE, PAGES }; /* pages that are no queue's */
static fdt32_t memory[PAGES][GUEST_PAGE / sizeof(fdt32_t)] __attribute__((aligned(GUEST_PAGE)));
static fdt32_t *sent_to;  /* where the next event goes, if anywhere */
static unsigned late;     /* events that come while somebody waits */
static unsigned searched; /* pages, for a queue */
static uint64_t waited_us;

struct queue queues[CLAIM_ITEMS];
unsigned queue_count = QUEUES;

static void send_one(void) {
    if (sent_to)
        *sent_to++ = cpu_to_fdt32(1u << TOGGLE_SHIFT | FIRST_EISN);
}

static void time_passes(uint64_t microseconds) {
    waited_us += microseconds;
    for (; microseconds && late; late--)
        send_one();
}

/* --- what is asked for */

static long find(uint32_t source, struct xive_source *pages) {
    if (source == ABSENT || source >= SOURCES)
        return NO_SUCH_SOURCE;
    *pages = (struct xive_source){.number = source, .lsi = source == LSI};
    return H_SUCCESS;
}

static const struct xive_control control = {.find = find};
const struct xive_control *xive = &control;

unsigned xive_set_pq(const struct xive_source *source, enum xive_pq new) {
    unsigned old = pq[source->number];
    pq[source->number] = new;
    return old;
}

unsigned xive_pq(const struct xive_source *source) {
    return pq[source->number];
}

void xive_trigger(const struct xive_source *source) {
    assert_int_equal(pq[source->number], PQ_RESET);
    send_one();
}

void each_source(void (*each)(uint32_t source)) {
    for (uint32_t source = 0; source < LSI; source++)
        each(source);
}

struct xive_target target_of(uint32_t source) {
    return (struct xive_target){.server = 1, .priority = 6, .eisn = FIRST_EISN + source};
}

struct queue *queue_of(uint32_t server, uint32_t priority) {
    assert_int_equal(priority, 6);
    return &queues[server];
}

bool each_page(bool (*look)(uint64_t page)) {
    for (unsigned i = 0; i < PAGES; i++, searched++)
        if (look((uint64_t)memory[i]))
            return true;
    return false;
}

void doorbell_listen(unsigned cpu) {
    assert_int_equal(cpu, running.index);
}

static int begin(void **state) {
    (void)state;
    memset(memory, 0, sizeof memory);
    for (unsigned i = 0; i < QUEUES; i++)
        queues[i] = (struct queue){i, 6, SHIFT, (uint64_t)memory[i], 0};
    end_events();
    for (unsigned i = 0; i < SOURCES; i++)
        pq[i] = PQ_PENDING;
    sent_to = memory[1];
    late = searched = 0;
    waited_us = 0;
    return 0;
}

/* --- the tests */

static void expect_pq(unsigned source, enum xive_pq expected) {
    assert_int_equal(pq[source], expected);
}

static void what_was_opened_is_closed_once(void **state) {
    (void)state;
    open_source(3);
    open_source(1);
    expect_pq(1, PQ_RESET);
    expect_pq(3, PQ_RESET);
    end_events();
    expect_pq(1, PQ_OFF);
    expect_pq(3, PQ_OFF);
    expect_pq(ABSENT, PQ_PENDING);
    expect_pq(0, PQ_PENDING); /* nobody opened these two */
    expect_pq(4, PQ_PENDING);
    pq[1] = pq[3] = PQ_PENDING;
    end_events();
    expect_pq(1, PQ_PENDING);
    expect_pq(3, PQ_PENDING);
    open_source(3);
    end_events();
    expect_pq(1, PQ_PENDING);
    expect_pq(3, PQ_OFF);
}

static void an_lsi_is_closed_once(void **state) {
    (void)state;
    open_source(LSI);
    open_source(1);
    expect_pq(LSI, PQ_RESET);
    end_events();
    expect_pq(LSI, PQ_OFF);
    pq[LSI] = PQ_PENDING;
    end_events();
    expect_pq(LSI, PQ_PENDING);
}

static void open_absent(void) {
    open_source(ABSENT);
}

static void what_is_not_there_cannot_be_opened(void **state) {
    (void)state;
    run_check(open_absent, "");
    assert_int_equal(verdict, FAILS);
    assert_string_equal(why, "source=2 H_INT_GET_SOURCE_INFO=-55");
}

static void fill(unsigned queue, uint32_t from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        memory[queue][(from + i) % ENTRIES] = cpu_to_fdt32(FIRST_EISN + i);
}

static void expect_event(unsigned i, unsigned queue, uint32_t index, uint64_t number,
                         uint32_t eisn) {
    const struct event *event = &events.event[i];
    assert_ptr_equal(event->queue, &queues[queue]);
    assert_int_equal(event->index, index);
    assert_int_equal(event->number, number);
    assert_int_equal(event->eisn, eisn);
}

static void events_are_in_order_wherever_they_begin(void **state) {
    for (uint32_t from = 0; from < ENTRIES; from++) {
        begin(state);
        fill(1, from, 5);
        assert_int_equal(listen(5)->count, 5);
        for (unsigned i = 0; i < 5; i++)
            expect_event(i, 1, (from + i) % ENTRIES, i, FIRST_EISN + i);
        assert_int_equal(queues[1].taken, 5);
        assert_int_equal(listen(0)->count, 0);
    }
}

static void a_full_queue_is_read_from_its_start(void **state) {
    (void)state;
    fill(0, 0, ENTRIES);
    fill(1, 9, 1);
    assert_int_equal(listen(ENTRIES)->count, ENTRIES + 1);
    expect_event(0, 0, 0, 0, FIRST_EISN);
    expect_event(EVENTS - 1, 0, EVENTS - 1, EVENTS - 1, FIRST_EISN + EVENTS - 1);
    assert_int_equal(queues[0].taken, ENTRIES);
    assert_int_equal(queues[1].taken, 1);
}

static void every_queue_is_looked_at(void **state) {
    (void)state;
    fill(0, ENTRIES - 1, 1);
    fill(1, 0, 1);
    assert_int_equal(listen(2)->count, 2);
    expect_event(0, 0, ENTRIES - 1, 0, FIRST_EISN);
    expect_event(1, 1, 0, 0, FIRST_EISN);
}

/* How long is waited tells what was waited for. */
static void one_too_many_is_waited_for(void **state) {
    (void)state;
    fill(1, 0, 1);
    sent_to = &memory[1][1];
    late = 1;
    assert_int_equal(listen(1)->count, 2);
    assert_int_equal(events.event[0].toggle, 0);
    assert_int_equal(events.event[1].toggle, 1);
    assert_int_equal(waited_us, SETTLE_US);
}

static void one_that_is_late_is_waited_for(void **state) {
    (void)state;
    late = 1;
    assert_int_equal(listen(1)->count, 1);
    assert_int_equal(waited_us, WITHIN_US + SETTLE_US);
}

static void none_is_not_waited_for_long(void **state) {
    (void)state;
    assert_int_equal(listen(0)->count, 0);
    assert_int_equal(waited_us, SETTLE_US);
}

static void send_from_0(void) {
    const struct event *event = send(0);
    assert_ptr_equal(event, &events.event[0]);
    assert_int_equal(event->eisn, FIRST_EISN);
    assert_int_equal(event->toggle, 1);
}

static void an_event_that_arrives_is_not_searched_for(void **state) {
    (void)state;
    run_check(send_from_0, "");
    assert_int_equal(verdict, PASSES);
    expect_event(0, 1, 0, 0, FIRST_EISN);
    assert_int_equal(searched, 0);
}

static void the_queue_is_where_its_event_is(void **state) {
    (void)state;
    memory[CROWDED][0] = memory[CROWDED][9] = cpu_to_fdt32(FIRST_EISN);
    sent_to = &memory[ELSEWHERE][ENTRIES + 2];
    run_check(send_from_0, "");
    assert_int_equal(verdict, PASSES);
    expect_event(0, 1, 2, 0, FIRST_EISN);
    assert_int_equal(queues[1].address, (uint64_t)&memory[ELSEWHERE][ENTRIES]);
    assert_int_equal(memory[CROWDED][9], cpu_to_fdt32(FIRST_EISN));
}

static void an_event_that_is_nowhere_fails(void **state) {
    (void)state;
    memory[ELSEWHERE][3] = cpu_to_fdt32(FIRST_EISN + 1);
    sent_to = NULL;
    run_check(send_from_0, "");
    assert_int_equal(verdict, FAILS);
    assert_string_equal(why, "events expected=1 actual=0 within 1000000 us source=0 PQ=0");
    assert_int_equal(searched, PAGES);
    assert_int_equal(queues[1].address, (uint64_t)memory[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_was_opened_is_closed_once, begin),
        cmocka_unit_test_setup(an_lsi_is_closed_once, begin),
        cmocka_unit_test_setup(what_is_not_there_cannot_be_opened, begin),
        cmocka_unit_test_setup(events_are_in_order_wherever_they_begin, begin),
        cmocka_unit_test_setup(a_full_queue_is_read_from_its_start, begin),
        cmocka_unit_test_setup(every_queue_is_looked_at, begin),
        cmocka_unit_test_setup(one_too_many_is_waited_for, begin),
        cmocka_unit_test_setup(one_that_is_late_is_waited_for, begin),
        cmocka_unit_test_setup(none_is_not_waited_for_long, begin),
        cmocka_unit_test_setup(an_event_that_arrives_is_not_searched_for, begin),
        cmocka_unit_test_setup(the_queue_is_where_its_event_is, begin),
        cmocka_unit_test_setup(an_event_that_is_nowhere_fails, begin),
    };
    return cmocka_run_group_tests_name("xive_events", tests, NULL, NULL);
}
