/* SPDX-License-Identifier: MIT */
/* KVM_DEV_XIVE_GRP_SOURCE_CONFIG, seen from inside: whom a source's events reach, how urgent and
 * with which number. */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "drivers/doorbell.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>
#include <stdio.h>

static void expect_eisn(uint32_t source) {
    expect_equal("eisn", claimed_target(source).eisn, send(source)->eisn, "");
}

CHECK(eisn, "xive.target.eisn",
      "xive.rst 3: eisn: Effective Interrupt Source Number, the data of the event") {
    need_xive();
    each_route(expect_eisn);
}

static void expect_server(uint32_t source) {
    expect_equal("server", claimed_target(source).server, send(source)->queue->server, "");
}

CHECK(server, "xive.target.server",
      "xive.rst 3: server: CPU number chosen to handle the interrupt: its queue, and no other's") {
    need_xive();
    each_route(expect_server);
}

static void expect_priority(void *unused) {
    (void)unused;
    uint32_t source = source_of(this_cpu()->index);
    quiet();
    send(source);
    expect_equal("IPB", xive_ipb(claimed_target(source).priority), xive_tima().ipb, "");
}

CHECK(priority, "xive.target.priority",
      "xive.rst 3: priority: 0-7 interrupt priority level: what the server is told is pending") {
    need_xive();
    expect_priority(NULL);
    on_other_cpus(expect_priority, NULL);
}

static bool reached(struct xive_target target, const struct event *event) {
    return event->eisn == target.eisn && event->queue->server == target.server;
}

/* An event is pending and another is remembered when the target changes: the one was sent to the
 * old, the other must be sent to the new. */
CHECK(change, "xive.target.change",
      "LoPAR 14.5.4.7.7: upon return, no additional interrupts will be directed to the old EQ") {
    enum { ROUNDS = 16 };
    need_control();
    uint32_t source = some_source();
    struct xive_target old = target_of(source);
    struct xive_source pages = open_source(source);
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct xive_target new = target_of(source);
        new.server = queues[i % queue_count].server;
        new.priority = queues[i % queue_count].priority;
        new.eisn ^= i << 8;
        xive_trigger(&pages);
        xive_trigger(&pages);
        retarget(source, new);
        xive_eoi(&pages);
        const struct events *events = listen(2);
        expect_equal("events", 2, events->count, "of two triggers and a change between them");
        unsigned before = reached(old, &events->event[1]); /* the order of queues is not theirs */
        const struct event *event = &events->event[!before];
        if (!reached(old, &events->event[before]) || !reached(new, event))
            fail("eisn=0x%" PRIx32 " server=%" PRIu32 " after a change to eisn=0x%" PRIx32
                 " server=%" PRIu32,
                 event->eisn, event->queue->server, new.eisn, new.server);
        expect_equal("Q", 0, xive_eoi(&pages), "as told by the second EOI");
        old = new;
    }
}

/* What one CPU sends, and the other has seen it send. */
static struct {
    volatile uint32_t sent, seen;
    volatile bool ends;
    struct xive_source pages;
} flow;

static void pour(void *unused) {
    enum { AHEAD = 100 };
    (void)unused;
    doorbell_listen(this_cpu()->index);
    while (!flow.ends) {
        wait_for(flow.sent - flow.seen < AHEAD || flow.ends, WITHIN_US);
        xive_trigger(&flow.pages);
        xive_eoi(&flow.pages);
        flow.sent++;
    }
}

/* Each target has an EISN of its own, by which an event tells where it should be. */
CHECK(flow_on, "xive.target.flow",
      "LoPAR 14.5.4.7.7: the target changes while another CPU sends: none is lost, none doubled") {
    enum { CHANGES = 100, UNTIL_IT_RUNS_US = 3 * WITHIN_US }; /* on a host of few CPUs */
    need_control();
    need_other_cpus();
    uint32_t source = some_source(), first = target_of(source).eisn + 0x100;
    unsigned changes = 0;
    flow.pages = open_source(source);
    expect_equal("events", 0, listen(0)->count, "before the first");
    flow.sent = flow.seen = flow.ends = 0;
    while (changes < CHANGES) {
        unsigned to = changes % queue_count;
        retarget(source, (struct xive_target){queues[to].server, queues[to].priority, first + to});
        if (changes == 0)
            cpu_start(1, pour, NULL);
        flow.seen = flow.sent;
        if (!wait_for(flow.sent != flow.seen, UNTIL_IT_RUNS_US))
            break;
        changes++;
    }
    flow.ends = true;
    cpu_finish(1, UNTIL_IT_RUNS_US);
    expect_equal("changes", CHANGES, changes, "while vcpu=1 sends");
    const struct events *events = listen(flow.sent);
    expect_equal("events", flow.sent, events->count, "of as many");
    for (unsigned i = 0; i < events->count && i < EVENTS; i++)
        expect_equal("eisn", first + (uint32_t)(events->event[i].queue - queues),
                     events->event[i].eisn, "in this queue");
    note("events=%" PRIu32 " changes=%u", flow.sent, changes);
}

CHECK(
    mask, "xive.target.mask",
    "LoPAR 14.5.4.7.7: a masked interrupt will be dropped, but its state bits will still be set") {
    need_control();
    uint32_t source = some_source();
    struct xive_target target = target_of(source), masked = target;
    struct xive_source pages = open_source(source);
    masked.masked = true;
    retarget(source, masked);
    xive_trigger(&pages);
    expect_equal("events", 0, listen(0)->count, "while masked");
    expect_equal("PQ", PQ_PENDING, xive_pq(&pages), "while masked, after a trigger");
    retarget(source, target);
    expect_equal("events", 0, listen(0)->count, "after unmasking");
    xive_eoi(&pages);
    xive_trigger(&pages);
    expect_equal("events", 1, listen(1)->count, "of a trigger when unmasked");
}

static void expect_told(uint32_t source) {
    struct xive_target told, target = claimed_target(source);
    expect_equal("H_INT_GET_SOURCE_CONFIG", 0, (uint64_t)xive->get_target(source, &told), "");
    expect_equal("server", target.server, told.server, "");
    expect_equal("priority", target.priority, told.priority, "");
    expect_equal("eisn", target.eisn, told.eisn, "");
}

CHECK(told, "xive.target.told",
      "LoPAR 14.5.4.7.8 H_INT_GET_SOURCE_CONFIG: target, priority and EISN of the source") {
    need_control();
    each_route(expect_told);
}
