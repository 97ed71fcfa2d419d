/* SPDX-License-Identifier: MIT */
/*
 * What every check of XIVE needs. Targets and queues are set up once: by the host, which then
 * claims them (xive.setup=host), or by us, by hypercalls; then what is claimed about them is still
 * what is verified, so that it can be a lie.
 *
 *     const struct event *event = send(some_source());        opened, triggered; its event is here
 *     expect_equal("eisn", claimed_target(some_source()).eisn, event->eisn, "");
 *
 * A check never looks for "its" event: listen() takes every event out of every queue there is. So
 * what arrives in the wrong queue, twice, or with another number, is seen and named.
 */
#ifndef TESTS_PPC64_XIVE_H
#define TESTS_PPC64_XIVE_H

#include "core/claims.h"
#include "drivers/xive.h"
#include "drivers/xive_control.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    EVENTS = 64,         /* that one listen() remembers; more are counted */
    WITHIN_US = 1000000, /* an event later than this has not arrived */
    SETTLE_US = 1000,    /* for one that should not come */
};

struct queue {
    uint32_t server, priority, shift;
    uint64_t address;
    uint64_t taken; /* events taken out since it was set up */
};

struct event {
    const struct queue *queue;
    uint64_t number; /* how many were taken out of this queue before */
    uint32_t index;  /* in words, from the start of the queue */
    uint32_t toggle; /* the generation bit */
    uint32_t eisn;
};

struct events {
    unsigned count;
    struct event event[EVENTS];
};

/* --- skips */

void need_xive(void);    /* without a XIVE that we can use */
void need_control(void); /* where only the host configures */

/* --- what is set up: xive_setup.c */

extern const struct xive_control *xive;
extern struct queue queues[];
extern unsigned queue_count;
extern struct claims tree_claims; /* what the device tree alone says */

/* The first source whose events go to this CPU; skips if there is none. */
uint32_t source_of(unsigned cpu);
static inline uint32_t some_source(void) {
    return source_of(0);
}

/* Calls each(source) for all sources that have a target, or for one of each route: of those that
 * were given their targets as one. */
void each_source(void (*each)(uint32_t source));
void each_route(void (*each)(uint32_t source));

/* Where a source's events go; where the claims say they go; each fails if nowhere. */
struct xive_target target_of(uint32_t source);
struct xive_target claimed_target(uint32_t source);

struct queue *queue_of(uint32_t server, uint32_t priority);
struct queue_claim {
    uint64_t shift, address, toggle, index;
} claimed_queue(uint32_t server, uint32_t priority);
static inline uint32_t queue_entries(const struct queue *queue) {
    return 1u << (queue->shift - 2);
}

/* What was found before anything was done: the first CPU's thread context, and how many sources'
 * PQ was not 01, with one of them. */
extern struct xive_tima tima_at_start;
extern unsigned sources_not_off;
extern uint32_t source_not_off;

void clear_queue(const struct queue *queue);

/* Until the end of the check, makes a source's events go elsewhere. */
void retarget(uint32_t source, struct xive_target target);

/* Sets everything up as it was, from empty queues on; returns the first result that is not
 * H_SUCCESS. For those who need_control(). */
long set_up(void);

/* --- events: xive_events.c */

/* The pages of a source, opened: its PQ is 00, and 01 again once the check is over. */
struct xive_source open_source(uint32_t source);

/* Closes what is open, and throws away what has arrived. */
void end_events(void);

/* Waits for `expected` events, and then a little for more that should not come. */
const struct events *listen(unsigned expected);

/* Opens and triggers a source, listens, and returns the first event; fails if there is none. */
const struct event *send(uint32_t source);

/* --- interrupts: xive_interrupts.c */

struct interrupts {
    volatile unsigned taken;
    volatile uint16_t acknowledged; /* for the last one: NSR << 8 | CPPR */
};

/* This CPU: nothing pending, nothing signalled (CPPR 0), nothing counted. */
void quiet(void);

/* What this CPU took since then. */
struct interrupts *interrupts(void);
void take_interrupt(void);

/* Sleeps (H_CEDE) until there was one, for at most `microseconds`. */
bool sleep_for_interrupt(uint64_t microseconds);

/* --- for boot/ppc64/machine.c */

/* The device tree, as it is after negotiation, is asked for when the first check needs a XIVE,
 * which is found in it and set up. */
void xive_offer(const void *(*negotiated)(void));
void xive_begin_cpu(void);

#endif
