/* SPDX-License-Identifier: MIT */
/* A source is open for as long as a check lasts, and every event there is is taken out of its
 * queue. */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "drivers/doorbell.h"
#include "tests/check.h"
#include "tests/ppc64/guest_memory.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>
#include <libfdt.h>

enum { EISN = 0x7fffffff, TOGGLE_SHIFT = 31 }; /* of an entry, which is big-endian */

static uint64_t opened_first, opened_end;
static struct xive_source opened_lsi; /* which is none of each_source() */

struct xive_source open_source(uint32_t source) {
    struct xive_source pages;
    long result = xive->find(source, &pages);
    if (result != H_SUCCESS)
        fail("source=%" PRIu32 " H_INT_GET_SOURCE_INFO=%ld", source, result);
    if (!opened_end || source < opened_first)
        opened_first = source;
    if (source >= opened_end)
        opened_end = source + UINT64_C(1);
    if (pages.lsi)
        opened_lsi = pages;
    xive_set_pq(&pages, PQ_RESET);
    return pages;
}

static void close_source(uint32_t source) {
    struct xive_source pages;
    if (source >= opened_first && source < opened_end && xive->find(source, &pages) == H_SUCCESS)
        xive_set_pq(&pages, PQ_OFF);
}

static struct events events;

static void take(struct queue *queue, uint32_t index, uint32_t word) {
    if (events.count < EVENTS)
        events.event[events.count] =
            (struct event){queue, queue->taken, index, word >> TOGGLE_SHIFT, word & EISN};
    events.count++;
    queue->taken++;
}

/* Where the oldest entry is. What is taken out is cleared, and no EISN is 0 here, so that what is 0
 * is empty in either generation: the oldest is at the start, unless entries reach the end. */
static uint32_t oldest(const volatile fdt32_t *entry, uint32_t entries) {
    uint32_t begin = entry[entries - 1] ? entries - 1 : 0;
    while (begin && entry[begin - 1])
        begin--;
    return begin;
}

/* Four doublewords at a time: most queues are empty whenever they are looked at. */
static bool empty(const struct queue *queue) {
    const volatile uint64_t *at = (const volatile uint64_t *)queue->address;
    const volatile uint64_t *end = at + (1ull << queue->shift) / sizeof *at;
    while (at < end && !(at[0] | at[1] | at[2] | at[3]))
        at += 4;
    return at == end;
}

static unsigned take_all(void) {
    for (unsigned i = 0; i < queue_count; i++) {
        if (empty(&queues[i]))
            continue;
        volatile fdt32_t *entry = (volatile fdt32_t *)queues[i].address;
        uint32_t entries = queue_entries(&queues[i]), begin = oldest(entry, entries);
        for (uint32_t j = 0; j < entries; j++) {
            uint32_t index = (begin + j) % entries, word = fdt32_to_cpu(entry[index]);
            if (!word)
                continue;
            take(&queues[i], index, word);
            entry[index] = 0;
        }
    }
    return events.count;
}

const struct events *listen(unsigned expected) {
    events.count = 0;
    doorbell_listen(this_cpu()->index);
    wait_for(take_all() >= expected, expected ? WITHIN_US : 0);
    wait_for(take_all() > expected, SETTLE_US);
    return &events;
}

void end_events(void) {
    each_source(close_source);
    if (opened_lsi.lsi)
        xive_set_pq(&opened_lsi, PQ_OFF);
    opened_lsi.lsi = false;
    opened_end = 0;
    take_all();
}

static uint32_t sought_eisn;
static uint64_t found_at;

/* An event is alone on its page of a queue; what is its number by chance is among other things. */
static bool search_page(uint64_t page) {
    const fdt32_t *word = (const fdt32_t *)page, *end = word + GUEST_PAGE / sizeof *word;
    const fdt32_t *alone = NULL;
    for (; word < end; word++) {
        if (*word && alone)
            return false;
        if (*word)
            alone = word;
    }
    if (!alone || (fdt32_to_cpu(*alone) & EISN) != sought_eisn)
        return false;
    found_at = (uint64_t)alone;
    return true;
}

/* An event that is in no queue may be where the host says no queue is: then that is the queue. */
static void search(struct xive_target target) {
    struct queue *queue = queue_of(target.server, target.priority);
    sought_eisn = target.eisn;
    if (!each_page(search_page))
        return;
    queue->address = found_at & -(1ull << queue->shift);
    note("server=%" PRIu32 " priority=%" PRIu32 " queue found at 0x%" PRIx64, queue->server,
         queue->priority, queue->address);
    take_all();
}

const struct event *send(uint32_t source) {
    struct xive_source pages = open_source(source);
    xive_trigger(&pages);
    if (!listen(1)->count)
        search(target_of(source));
    if (!events.count)
        fail("events expected=1 actual=0 within %u us source=%" PRIu32 " PQ=%u", WITHIN_US, source,
             xive_pq(&pages));
    return &events.event[0];
}
