/* SPDX-License-Identifier: MIT */
/* KVM_DEV_XIVE_GRP_EQ_CONFIG, seen from inside: where events are written, from which entry on, in
 * which order, and how the queue goes round. */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "drivers/doorbell.h"
#include "tests/check.h"
#include "tests/ppc64/guest_memory.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>
#include <libfdt.h>

static struct queue_claim claimed_for(const struct event *event) {
    return claimed_queue(event->queue->server, event->queue->priority);
}

CHECK(address, "xive.eq.address",
      "xive.rst 4: qaddr: real address of queue: events are written there, and nowhere else") {
    need_xive();
    uint64_t before = memory_digest();
    const struct event *event = send(some_source());
    uint64_t claimed = claimed_for(event).address, actual = event->queue->address;
    if (claimed != actual)
        fail("address expected=0x%" PRIx64 " actual=0x%" PRIx64, claimed, actual);
    if (memory_digest() != before)
        fail("memory outside the queues was written to");
    note("server=%" PRIu32 " priority=%" PRIu32 " address=0x%" PRIx64, event->queue->server,
         event->queue->priority, actual);
}

/* Where the queue began, as the event's place tells that is so many behind. */
static uint32_t began_at(const struct event *event) {
    return (event->index - (uint32_t)event->number) & (queue_entries(event->queue) - 1);
}

CHECK(first_index, "xive.eq.index",
      "xive.rst 4: qindex: current queue index: the first event goes there") {
    need_xive();
    const struct event *event = send(some_source());
    expect_equal("index", claimed_for(event).index, began_at(event), "");
}

CHECK(first_toggle, "xive.eq.toggle",
      "xive.rst 4: qtoggle: current queue toggle bit: the first round of events has it") {
    need_xive();
    const struct event *event = send(some_source());
    uint64_t rounds = (began_at(event) + event->number) / queue_entries(event->queue);
    expect_equal("toggle", claimed_for(event).toggle, event->toggle ^ (rounds & 1), "");
}

/* Where we can, each event has an EISN of its own; else the source's. */
CHECK(order, "xive.eq.order",
      "POWER9 UM, event queues: events are in the order in which they were sent, without gaps") {
    enum { SENT = 48 };
    need_xive();
    uint32_t source = some_source();
    struct xive_target target = target_of(source);
    struct xive_source pages = open_source(source);
    for (unsigned i = 0; i < SENT; i++) {
        struct xive_target numbered = target;
        numbered.eisn += i;
        if (xive->set_target)
            retarget(source, numbered);
        xive_trigger(&pages);
        xive_eoi(&pages);
    }
    const struct events *events = listen(SENT);
    expect_equal("events", SENT, events->count, "");
    const struct event *first = &events->event[0];
    for (unsigned i = 0; i < SENT; i++) {
        uint32_t index = (first->index + i) & (queue_entries(first->queue) - 1);
        expect_equal("index", index, events->event[i].index, "");
        expect_equal("eisn", target.eisn + (xive->set_target ? i : 0), events->event[i].eisn, "");
    }
}

/* A place in a queue as it is claimed to be. */
struct place {
    volatile fdt32_t *entry;
    uint32_t entries, index, toggle, eisn;
};

static uint32_t expected_at(const struct place *place) {
    return place->toggle << 31 | place->eisn;
}

static uint32_t actual_at(const struct place *place) {
    return fdt32_to_cpu(place->entry[place->index]);
}

static void advance(struct place *place) {
    place->index = (place->index + 1) & (place->entries - 1);
    place->toggle ^= place->index == 0;
}

static void expect_entry(const struct place *place, uint64_t number) {
    if (!wait_for(actual_at(place) == expected_at(place), WITHIN_US))
        fail("event %" PRIu64 " index=%" PRIu32 " expected=0x%" PRIx32 " actual=0x%" PRIx32, number,
             place->index, expected_at(place), actual_at(place));
}

/* Where the event after this one goes, in a queue of so many entries. */
static struct place place_after(const struct event *event, uint32_t entries) {
    struct place place = {(volatile fdt32_t *)event->queue->address, entries, event->index,
                          event->toggle, event->eisn};
    advance(&place);
    return place;
}

/* After the last one, whose place it is not: of events that are alike, one too many is only there.
 */
static void expect_no_more(const struct place *place) {
    bool more = wait_for(actual_at(place) == expected_at(place), SETTLE_US);
    expect_equal("events", 0, more, "more than were sent");
}

/* Leaves the queue as if listen() had taken `sent` events. */
static void taken(const struct event *event, uint64_t sent) {
    struct queue *queue = queue_of(event->queue->server, event->queue->priority);
    clear_queue(queue);
    queue->taken += sent;
}

/* Twice as many events as the queue has entries, read only when it is full. */
CHECK(wrap, "xive.eq.wrap",
      "xive.rst 4: qshift: queue size: that many entries, and then around, with the other toggle") {
    need_xive();
    uint32_t source = some_source();
    struct event event = *send(source);
    struct xive_source pages = open_source(source);
    struct place place = place_after(&event, 1u << (claimed_for(&event).shift - 2));
    for (unsigned round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < place.entries; i++) {
            xive_trigger(&pages);
            xive_eoi(&pages);
        }
        for (uint32_t i = 0; i < place.entries; i++, advance(&place))
            expect_entry(&place, (uint64_t)round * place.entries + i);
    }
    taken(&event, 2 * (uint64_t)place.entries);
}

CHECK(
    count, "xive.eq.count",
    "xive.rst Device Mappings 2: every event is in the queue: none lost, none doubled, in order") {
    enum { EVENTS_SENT = 20000 };
    need_xive();
    uint64_t sent = claim_made(&claims, CLAIM_XIVE_EVENTS) ? claim_value(&claims, CLAIM_XIVE_EVENTS)
                                                           : EVENTS_SENT;
    uint32_t source = some_source();
    struct event event = *send(source);
    struct xive_source pages = open_source(source);
    struct place place = place_after(&event, queue_entries(event.queue));
    doorbell_listen(0);
    uint64_t start = clock_now();
    for (uint64_t i = 0; i < sent; i++, advance(&place)) {
        xive_trigger(&pages);
        expect_entry(&place, i);
        xive_eoi(&pages);
    }
    uint64_t us = clock_microseconds(clock_now() - start);
    expect_no_more(&place);
    taken(&event, sent);
    expect_equal("events", 0, listen(0)->count, "after the last one");
    note("events=%" PRIu64 " us=%" PRIu64, sent, us);
    measured("value=%" PRIu64 " events/s", sent * 1000000 / (us ? us : 1));
}

/* The last event of each CPU's queue before it sends. */
static struct event last[CLAIM_ITEMS];

enum { TOGETHER = 500 };

/* On every CPU its own source into its own queue, and each event as an interrupt. */
static void send_together(void *unused) {
    (void)unused;
    unsigned cpu = this_cpu()->index;
    struct xive_source pages;
    struct place place = place_after(&last[cpu], queue_entries(last[cpu].queue));
    xive->find(source_of(cpu), &pages);
    irq_unmask();
    doorbell_listen(cpu);
    for (unsigned i = 0; i < TOGETHER; i++, advance(&place)) {
        xive_set_cppr(XIVE_ADMIT_ALL);
        xive_trigger(&pages);
        expect_entry(&place, i);
        wait_for(interrupts()->taken > i, WITHIN_US);
        expect_equal("interrupts", i + 1, interrupts()->taken, "of as many events");
        xive_eoi(&pages);
    }
    expect_no_more(&place);
}

CHECK(
    together, "xive.eq.together",
    "xive.rst 4: an event queue of a CPU: on all CPUs at once, none lost, none doubled, in order") {
    need_xive();
    need_other_cpus();
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++) {
        last[cpu] = *send(source_of(cpu));
        open_source(source_of(cpu));
    }
    start_other_cpus(send_together, NULL);
    for (unsigned i = 0; i < 8; i++) {
        doorbell_listen(0);
        wait_for(false, SETTLE_US);
    }
    finish_other_cpus();
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++)
        taken(&last[cpu], TOGETHER);
    expect_equal("events", 0, listen(0)->count, "after the last one");
}

CHECK(
    told, "xive.eq.told",
    "LoPAR 14.5.4.7.11 H_INT_GET_QUEUE_CONFIG: address and size of the queue, and its offset now") {
    need_control();
    struct event event = *send(some_source());
    struct queue_claim claimed = claimed_for(&event);
    struct xive_queue_config config = {event.queue->server, event.queue->priority, 0, 0, 0};
    expect_equal("H_INT_GET_QUEUE_CONFIG", 0, (uint64_t)xive->get_queue(&config), "");
    if (config.address != claimed.address || config.shift != claimed.shift)
        fail("expected=0x%" PRIx64 ":%" PRIu64 " actual=0x%" PRIx64 ":%" PRIu32, claimed.address,
             claimed.shift, config.address, config.shift);
    expect_equal("index", (event.index + 1) & (queue_entries(event.queue) - 1), config.index, "");
}
