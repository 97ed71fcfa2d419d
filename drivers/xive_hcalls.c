/* SPDX-License-Identifier: MIT */
/* The hypercalls of the XIVE exploitation mode, LoPAR 2.9 14.5.4.7. Their flags are numbered from
 * the left. */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/spr.h"
#include "drivers/xive_control.h"

#include <string.h>

#define SOURCE_H_INT_ESB   PPC_BIT(60) /* H_INT_GET_SOURCE_INFO */
#define SOURCE_LSI         PPC_BIT(61)
#define TARGET_SET_EISN    PPC_BIT(62) /* H_INT_SET_SOURCE_CONFIG */
#define TARGET_MASK        PPC_BIT(63)
#define QUEUE_ALWAYS       PPC_BIT(63) /* H_INT_SET_QUEUE_CONFIG: notify unconditionally */
#define QUEUE_DEBUG        PPC_BIT(63) /* H_INT_GET_QUEUE_CONFIG: tell index and generation too */
#define PRIORITY_OF_MASKED 0xff        /* H_INT_GET_SOURCE_CONFIG */

static bool busy(long result) {
    return result == H_BUSY || (result >= H_LONG_BUSY && result <= H_LONG_BUSY_END);
}

/* Makes the call, again while the hypervisor asks for that, and leaves its results in `io`. */
static long call(unsigned number, uint64_t io[HCALL_ARGUMENTS]) {
    enum { PATIENCE_US = 1000000 };
    uint64_t end = clock_now() + clock_ticks(PATIENCE_US), in[HCALL_ARGUMENTS];
    memcpy(in, io, sizeof in);
    long result = hcall_io(number, io);
    while (busy(result) && clock_now() < end) {
        memcpy(io, in, sizeof in);
        result = hcall_io(number, io);
    }
    return result;
}

static long find(uint32_t source, struct xive_source *pages) {
    uint64_t io[HCALL_ARGUMENTS] = {0, source};
    long result = call(H_INT_GET_SOURCE_INFO, io);
    *pages = (struct xive_source){.management = io[1],
                                  .trigger = io[2],
                                  .number = source,
                                  .lsi = io[0] & SOURCE_LSI,
                                  .by_hcall = io[0] & SOURCE_H_INT_ESB};
    return result;
}

static long set_target(uint32_t source, const struct xive_target *target) {
    uint64_t flags = TARGET_SET_EISN | (target->masked ? TARGET_MASK : 0);
    uint64_t io[HCALL_ARGUMENTS] = {flags, source, target->server, target->priority, target->eisn};
    return call(H_INT_SET_SOURCE_CONFIG, io);
}

static long get_target(uint32_t source, struct xive_target *target) {
    uint64_t io[HCALL_ARGUMENTS] = {0, source};
    long result = call(H_INT_GET_SOURCE_CONFIG, io);
    *target = (struct xive_target){.server = (uint32_t)io[0],
                                   .priority = (uint32_t)io[1],
                                   .eisn = (uint32_t)io[2],
                                   .masked = io[1] == PRIORITY_OF_MASKED};
    return result;
}

static long set_queue(const struct xive_queue_config *queue) {
    uint64_t io[HCALL_ARGUMENTS] = {QUEUE_ALWAYS, queue->server, queue->priority, queue->address,
                                    queue->shift};
    return call(H_INT_SET_QUEUE_CONFIG, io);
}

static long get_queue(struct xive_queue_config *queue) {
    uint64_t io[HCALL_ARGUMENTS] = {QUEUE_DEBUG, queue->server, queue->priority};
    long result = call(H_INT_GET_QUEUE_CONFIG, io);
    queue->address = io[1];
    queue->shift = (uint32_t)io[2];
    queue->index = (uint32_t)io[3];
    return result;
}

static long sync_source(uint32_t source) {
    return call(H_INT_SYNC, (uint64_t[HCALL_ARGUMENTS]){0, source});
}

static long reset(void) {
    return call(H_INT_RESET, (uint64_t[HCALL_ARGUMENTS]){0});
}

const struct xive_control xive_by_hcalls = {
    "hcalls", find, set_target, get_target, set_queue, get_queue, sync_source, reset,
};

enum { ESB_PAGE = 0x10000 };

static uint64_t esb;

void xive_set_esb(uint64_t source0) {
    esb = source0;
}

/* The even page triggers, the odd one manages. */
static long find_by_claim(uint32_t source, struct xive_source *pages) {
    uint64_t pair = esb + 2 * (uint64_t)ESB_PAGE * source;
    *pages = (struct xive_source){.trigger = pair, .management = pair + ESB_PAGE};
    return H_SUCCESS;
}

const struct xive_control xive_by_claims = {.name = "claims", .find = find_by_claim};
