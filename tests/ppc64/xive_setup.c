/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/cache.h"
#include "arch/ppc64/cpu.h"
#include "arch/ppc64/exception.h"
#include "arch/ppc64/hcall.h"
#include "arch/ppc64/spr.h"
#include "core/not_zeroed.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { /* where we choose */
       PRIORITY = 6,
       SHIFT = 16, /* KVM takes queues of one 64 KiB page only */
       EISN = 0xe150000,
       FIRST_TOGGLE = 1, /* LoPAR 14.5.4.7.10: the generation bit will start at 1 */
};

/* `count` sources from `first` on; the target is the first one's, and the EISNs of the others
 * follow. */
struct route {
    uint32_t first, count;
    struct xive_target target;
};

const struct xive_control *xive;
struct queue queues[CLAIM_ITEMS];
unsigned queue_count;
struct claims tree_claims NOT_ZEROED;
struct xive_tima tima_at_start;
unsigned sources_not_off;
uint32_t source_not_off;

static struct route routes[CLAIM_ITEMS];
static unsigned route_count;
static const void *(*tree)(void);
static bool usable;
static bool changed; /* by a check */

/* --- what there is */

void each_source(void (*each)(uint32_t source)) {
    for (unsigned i = 0; i < route_count; i++)
        for (uint32_t j = 0; j < routes[i].count; j++)
            each(routes[i].first + j);
}

void each_route(void (*each)(uint32_t source)) {
    for (unsigned i = 0; i < route_count; i++)
        each(routes[i].first);
}

static bool routed(const struct route *route, uint32_t source, struct xive_target *target) {
    *target = route->target;
    target->eisn += source - route->first;
    return source - route->first < route->count;
}

struct xive_target target_of(uint32_t source) {
    struct xive_target target;
    for (unsigned i = 0; i < route_count; i++)
        if (routed(&routes[i], source, &target))
            return target;
    fail("source=%" PRIu32 " has no target", source);
}

static struct route claimed_route(unsigned item) {
    const uint64_t *value = claims.of[CLAIM_XIVE_TARGET].value[item];
    return (struct route){(uint32_t)value[0],
                          (uint32_t)value[4],
                          {(uint32_t)value[1], (uint32_t)value[2], (uint32_t)value[3], value[5]}};
}

struct xive_target claimed_target(uint32_t source) {
    struct xive_target target;
    for (unsigned i = 0; i < claims.of[CLAIM_XIVE_TARGET].items; i++) {
        struct route route = claimed_route(i);
        if (routed(&route, source, &target))
            return target;
    }
    fail("source=%" PRIu32 " has no target in the claims", source);
}

uint32_t source_of(unsigned cpu) {
    for (unsigned i = 0; i < route_count; i++)
        if (routes[i].target.server == cpu_slot(cpu)->id)
            return routes[i].first;
    skip("no source's target is server %" PRIu64, cpu_slot(cpu)->id);
}

struct queue *queue_of(uint32_t server, uint32_t priority) {
    for (unsigned i = 0; i < queue_count; i++)
        if (queues[i].server == server && queues[i].priority == priority)
            return &queues[i];
    fail("server=%" PRIu32 " priority=%" PRIu32 " has no queue", server, priority);
}

struct queue_claim claimed_queue(uint32_t server, uint32_t priority) {
    const struct claim *eq = &claims.of[CLAIM_XIVE_EQ];
    for (unsigned i = 0; i < eq->items; i++)
        if (eq->value[i][0] == server && eq->value[i][1] == priority)
            return (struct queue_claim){eq->value[i][2], eq->value[i][3], eq->value[i][4],
                                        eq->value[i][5]};
    fail("server=%" PRIu32 " priority=%" PRIu32 " has no queue in the claims", server, priority);
}

/* --- setting it up */

extern char queue_pages[]; /* linker/ppc64.ld */

static uint64_t queue_page(unsigned i) {
    uint64_t size = 1ull << SHIFT;
    return (((uint64_t)queue_pages + size - 1) & -size) + i * size;
}

/* One queue for each CPU, and the sources to one CPU after the other; what is left to the last. */
static void plan_ours(void) {
    const uint64_t *sources = tree_claims.of[CLAIM_XIVE_SOURCE].value[0];
    uint32_t first = (uint32_t)sources[0], count = (uint32_t)sources[1];
    for (queue_count = 0; queue_count < cpu_count() && queue_count < CLAIM_ITEMS; queue_count++)
        queues[queue_count] = (struct queue){(uint32_t)cpu_slot(queue_count)->id, PRIORITY, SHIFT,
                                             queue_page(queue_count), 0};
    for (route_count = 0; route_count < count && route_count < CLAIM_ITEMS; route_count++) {
        uint32_t server = (uint32_t)cpu_slot(route_count % cpu_count())->id;
        routes[route_count] =
            (struct route){first + route_count, 1, {server, PRIORITY, EISN + route_count, false}};
    }
    routes[route_count - 1].count += count - route_count;
}

static void plan_as_claimed(void) {
    const struct claim *eq = &claims.of[CLAIM_XIVE_EQ];
    for (queue_count = 0; queue_count < eq->items; queue_count++) {
        const uint64_t *value = eq->value[queue_count];
        queues[queue_count] =
            (struct queue){(uint32_t)value[0], (uint32_t)value[1], (uint32_t)value[2], value[3], 0};
    }
    for (route_count = 0; route_count < claims.of[CLAIM_XIVE_TARGET].items; route_count++)
        routes[route_count] = claimed_route(route_count);
}

static struct claim *unclaimed(enum claim_id id, unsigned items) {
    struct claim *claim = &claims.of[id];
    if (claim_made(&claims, id))
        return NULL;
    claim->source = CLAIM_DEVICE_TREE;
    claim->items = items;
    return claim;
}

/* What we set up is what is claimed, unless something else is. */
static void claim_ours(void) {
    struct claim *eq = unclaimed(CLAIM_XIVE_EQ, queue_count);
    struct claim *target = unclaimed(CLAIM_XIVE_TARGET, route_count);
    for (unsigned i = 0; eq && i < queue_count; i++)
        memcpy(eq->value[i],
               (uint64_t[CLAIM_FIELDS]){queues[i].server, queues[i].priority, queues[i].shift,
                                        queues[i].address, FIRST_TOGGLE},
               sizeof eq->value[i]);
    for (unsigned i = 0; target && i < route_count; i++)
        memcpy(target->value[i],
               (uint64_t[CLAIM_FIELDS]){routes[i].first, routes[i].target.server,
                                        routes[i].target.priority, routes[i].target.eisn,
                                        routes[i].count},
               sizeof target->value[i]);
}

static long first_failure;

static void set_target(uint32_t source) {
    struct xive_target target = target_of(source);
    long result = xive->set_target(source, &target);
    first_failure = first_failure ? first_failure : result;
}

static long set_targets(void) {
    first_failure = H_SUCCESS;
    each_source(set_target);
    changed = false;
    return first_failure;
}

void clear_queue(const struct queue *queue) {
    cache_zero(queue->address, 1ull << queue->shift);
}

long set_up(void) {
    long result = H_SUCCESS;
    for (unsigned i = 0; i < queue_count && result == H_SUCCESS; i++) {
        struct queue *queue = &queues[i];
        clear_queue(queue);
        queue->taken = 0;
        result = xive->set_queue(&(struct xive_queue_config){queue->server, queue->priority,
                                                             queue->shift, queue->address, 0});
    }
    return result == H_SUCCESS ? set_targets() : result;
}

void retarget(uint32_t source, struct xive_target target) {
    changed = true;
    long result = xive->set_target(source, &target);
    if (result != H_SUCCESS)
        fail("source=%" PRIu32 " server=%" PRIu32 " priority=%" PRIu32 " eisn=0x%" PRIx32
             " H_INT_SET_SOURCE_CONFIG=%ld",
             source, target.server, target.priority, target.eisn, result);
}

static void look_at_source(uint32_t source) {
    struct xive_source pages;
    if (xive->find(source, &pages) == H_SUCCESS && !pages.lsi && xive_pq(&pages) != PQ_OFF) {
        sources_not_off++;
        source_not_off = source;
    }
}

/* Everything as it was found, before anything is done. */
static void look(void) {
    tima_at_start = xive_tima();
    sources_not_off = 0;
    each_source(look_at_source);
}

/* Each returns why there is nothing to check, or NULL. */

static const char *find_tima(void) {
    if (!claim_made(&tree_claims, CLAIM_XIVE_TIMA))
        return "no XIVE in the device tree: ibm,power-ivpe";
    xive_set_tima(claim_value(&tree_claims, CLAIM_XIVE_TIMA));
    return NULL;
}

static const char *begin_as_claimed(void) {
    struct xive_source pages;
    xive_set_esb(claim_value(&claims, CLAIM_XIVE_ESB));
    plan_as_claimed();
    if (!route_count || !queue_count)
        return "xive.setup=host without xive.target and xive.eq";
    bool hcalls = xive_by_hcalls.find(routes[0].first, &pages) == H_SUCCESS;
    if (!hcalls && !claim_made(&claims, CLAIM_XIVE_ESB))
        return "no H_INT_GET_SOURCE_INFO, and xive.esb is not claimed";
    xive = hcalls ? &xive_by_hcalls : &xive_by_claims;
    look();
    return NULL;
}

static const char *begin_by_ourselves(void) {
    static char text[80];
    xive = &xive_by_hcalls;
    if (!claim_made(&tree_claims, CLAIM_XIVE_SOURCE))
        return "no sources in the device tree: ibm,xive-lisn-ranges";
    plan_ours();
    struct xive_source pages;
    long result = xive->find(routes[0].first, &pages);
    if (result == H_SUCCESS) {
        look();
        result = set_up();
    }
    claim_ours();
    snprintf(text, sizeof text, "H_INT_... calls give %ld, and xive.setup=host is not claimed",
             result);
    return result == H_SUCCESS ? NULL : text;
}

static const char *begin(const void *fdt) {
    memset(&tree_claims, 0, sizeof tree_claims);
    dt_claims(device_tree, &tree_claims);
    if (fdt != device_tree) {
        dt_claims(fdt, &tree_claims);
        dt_claims(fdt, &claims);
    }
    exception_set_irq_handler(take_interrupt);
    const char *missing = find_tima();
    if (missing)
        return missing;
    return claim_value(&claims, CLAIM_XIVE_SETUP) ? begin_as_claimed() : begin_by_ourselves();
}

/* Once for all, unless what is done here fails the check that comes first: then it fails the next
 * one, too. A guest whose checks do not need it is spared some forty exits. */
void need_xive(void) {
    static const char *missing;
    static bool begun;
    if (!begun)
        missing = tree ? begin(tree()) : "no device tree";
    begun = true;
    usable = !missing;
    if (missing)
        skip("%s", missing);
}

void need_control(void) {
    need_xive();
    if (!xive->set_target)
        skip("only the host configures: H_INT_SET_SOURCE_CONFIG is not there");
}

void xive_offer(const void *(*negotiated)(void)) {
    tree = negotiated;
}

void xive_begin_cpu(void) {
    if (usable)
        quiet();
}

void known_state(void) {
    irq_mask();
    if (!usable)
        return;
    end_events();
    quiet();
    if (changed)
        set_targets();
}
