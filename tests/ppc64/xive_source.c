/* SPDX-License-Identifier: MIT */
/* KVM_DEV_XIVE_GRP_SOURCE, seen from inside: which sources there are, and the state machine that
 * their ESB pages are. */
#include "arch/ppc64/hcall.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>

CHECK(masked, "xive.source.masked",
      "xive.rst 2: initializes a new source in the XIVE device and masks it") {
    struct xive_source pages;
    need_xive();
    if (sources_not_off)
        fail("sources=%u whose PQ is not 01, one of them source=%" PRIu32, sources_not_off,
             source_not_off);
    xive->find(some_source(), &pages);
    xive_trigger(&pages);
    expect_equal("events", 0, listen(0)->count, "while PQ=01");
    expect_equal("PQ", PQ_OFF, xive_pq(&pages), "after a trigger while PQ=01");
}

CHECK(
    trigger, "xive.source.trigger",
    "xive.rst Device Mappings 2: the even page triggers the source: one event, and it is pending") {
    need_xive();
    struct xive_source pages = open_source(some_source());
    expect_equal("PQ", PQ_RESET, xive_pq(&pages), "before the trigger");
    expect_equal("events", 0, listen(0)->count, "before the trigger");
    xive_trigger(&pages);
    expect_equal("events", 1, listen(1)->count, "");
    expect_equal("PQ", PQ_PENDING, xive_pq(&pages), "after the trigger");
}

CHECK(coalesce, "xive.source.coalesce",
      "POWER9 UM, ESB: while an event is pending, others are remembered as one, until its EOI") {
    need_xive();
    struct xive_source pages = open_source(some_source());
    xive_trigger(&pages);
    expect_equal("events", 1, listen(1)->count, "of one trigger");
    xive_trigger(&pages);
    xive_trigger(&pages);
    expect_equal("events", 0, listen(0)->count, "of two triggers while one is pending");
    expect_equal("PQ", PQ_QUEUED, xive_pq(&pages), "then");
    expect_equal("Q", 1, xive_eoi(&pages), "as told by the EOI");
    expect_equal("events", 1, listen(1)->count, "of this EOI");
    expect_equal("PQ", PQ_PENDING, xive_pq(&pages), "then");
    expect_equal("Q", 0, xive_eoi(&pages), "as told by the second EOI");
    expect_equal("events", 0, listen(0)->count, "of the second EOI");
}

CHECK(eoi, "xive.source.eoi",
      "xive.rst Device Mappings 2: the odd page manages the source: after EOI, it can send again") {
    need_xive();
    struct xive_source pages = open_source(some_source());
    for (unsigned i = 0; i < 3; i++) {
        xive_trigger(&pages);
        expect_equal("events", 1, listen(1)->count, "after a trigger");
        expect_equal("Q", 0, xive_eoi(&pages), "as told by the EOI");
        expect_equal("PQ", PQ_RESET, xive_pq(&pages), "after the EOI");
        expect_equal("events", 0, listen(0)->count, "after the EOI");
    }
}

CHECK(
    off, "xive.source.off",
    "xive.rst Device Mappings 2: turns off the source: while PQ=01, and of then, nothing arrives") {
    need_xive();
    struct xive_source pages = open_source(some_source());
    expect_equal("PQ", PQ_RESET, xive_set_pq(&pages, PQ_OFF), "as told when it is turned off");
    xive_trigger(&pages);
    xive_trigger(&pages);
    expect_equal("events", 0, listen(0)->count, "of two triggers while PQ=01");
    expect_equal("PQ", PQ_OFF, xive_set_pq(&pages, PQ_RESET), "as told when it is turned on");
    expect_equal("events", 0, listen(0)->count, "when PQ is 00 again");
    xive_trigger(&pages);
    expect_equal("events", 1, listen(1)->count, "of a trigger then");
}

/* As many at a time as events are remembered. */
static uint32_t batch[EVENTS];
static unsigned batched;

static void expect_batch(void) {
    if (!batched)
        return;
    for (unsigned i = 0; i < batched; i++) {
        struct xive_source pages = open_source(batch[i]);
        xive_trigger(&pages);
    }
    const struct events *events = listen(batched);
    expect_equal("events", batched, events->count, "of as many sources");
    for (unsigned i = 0; i < batched; i++) {
        unsigned arrived = 0;
        for (unsigned j = 0; j < batched; j++)
            arrived += events->event[j].eisn == target_of(batch[i]).eisn;
        if (arrived != 1)
            fail("source=%" PRIu32 " events expected=1 actual=%u with eisn=0x%" PRIx32, batch[i],
                 arrived, target_of(batch[i]).eisn);
    }
    batched = 0;
}

static unsigned tried;

static void try_source(uint32_t source) {
    enum { PAIR = 2 << 16 }; /* two pages of 64 KiB */
    struct xive_source pages;
    xive->find(source, &pages);
    if (pages.lsi)
        return;
    uint64_t claimed = claim_value(&claims, CLAIM_XIVE_ESB) + PAIR * (uint64_t)source;
    if (claim_made(&claims, CLAIM_XIVE_ESB) && claimed != pages.trigger)
        fail("source=%" PRIu32 " trigger page expected=0x%" PRIx64 " actual=0x%" PRIx64, source,
             claimed, pages.trigger);
    tried++;
    batch[batched++] = source;
    if (batched == EVENTS)
        expect_batch();
}

CHECK(pages_of_each, "xive.source.pages",
      "xive.rst Device Mappings 2: each source is associated with an even/odd pair of pages") {
    need_xive();
    tried = batched = 0;
    each_source(try_source);
    expect_batch();
    note("sources=%u", tried);
}

static bool exists(uint32_t source) {
    struct xive_source pages;
    return xive_by_hcalls.find(source, &pages) == H_SUCCESS;
}

static bool claimed(uint64_t source) {
    const struct claim *sources = &claims.of[CLAIM_XIVE_SOURCE];
    for (unsigned i = 0; i < sources->items; i++)
        if (source - sources->value[i][0] < sources->value[i][1])
            return true;
    return false;
}

CHECK(initialised, "xive.source.initialised",
      "xive.rst 2: a source is there once it was initialized, and no other") {
    need_control();
    const struct claim *sources = &claims.of[CLAIM_XIVE_SOURCE];
    for (unsigned i = 0; i < sources->items; i++) {
        uint64_t first = sources->value[i][0], end = first + sources->value[i][1];
        for (uint64_t source = first; source < end; source++)
            if (!exists((uint32_t)source))
                fail("source=%" PRIu64 " is claimed, and not there", source);
        if (!claimed(end) && exists((uint32_t)end))
            fail("source=%" PRIu64 " is there, and not claimed", end);
    }
}

CHECK(type, "xive.source.type", "xive.rst 2: type: 0:MSI 1:LSI") {
    struct xive_source pages;
    need_control();
    const struct claim *sources = &claims.of[CLAIM_XIVE_SOURCE];
    for (unsigned i = 0; i < sources->items; i++) {
        xive->find((uint32_t)sources->value[i][0], &pages);
        expect_equal("lsi", sources->value[i][2], pages.lsi, "as H_INT_GET_SOURCE_INFO tells");
    }
}
