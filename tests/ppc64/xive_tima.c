/* SPDX-License-Identifier: MIT */
/* The thread interrupt management area: what a pending event does to a CPU's thread context. */
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>

CHECK(tima_address, "xive.tima.address",
      "xive.rst Device Mappings 1: the third (operating system) page is exposed to the guest") {
    need_xive();
    need_claim(CLAIM_XIVE_TIMA);
    uint64_t claimed = claim_value(&claims, CLAIM_XIVE_TIMA);
    uint64_t actual = claim_value(&tree_claims, CLAIM_XIVE_TIMA);
    if (claimed != actual)
        fail("address expected=0x%" PRIx64 " actual=0x%" PRIx64, claimed, actual);
}

/* NSR, CPPR, IPB and PIPR as one number, a byte each. */
static uint32_t all_of(struct xive_tima tima) {
    return (uint32_t)tima.nsr << 24 | (uint32_t)tima.cppr << 16 | (uint32_t)tima.ipb << 8 |
           tima.pipr;
}

static void expect_thread(struct xive_tima expected, struct xive_tima actual, const char *where) {
    if (all_of(expected) != all_of(actual))
        fail("NSR:CPPR:IPB:PIPR expected=%08" PRIx32 " actual=%08" PRIx32 " %s", all_of(expected),
             all_of(actual), where);
}

CHECK(start, "xive.tima.start",
      "POWER9 UM, TIMA: at the start nothing is pending, and CPPR 0 lets nothing be signalled") {
    need_xive();
    expect_thread((struct xive_tima){0, XIVE_MASK_ALL, 0, 0xff}, tima_at_start, "at the start");
}

CHECK(pending, "xive.tima.pending",
      "xive.rst VCPU state: the IPB synthesizes the priorities of the pending interrupts") {
    need_xive();
    listen(0);
    expect_thread((struct xive_tima){0, 0, 0, 0xff}, xive_tima(), "before the event");
    uint8_t priority = (uint8_t)send(some_source())->queue->priority;
    expect_thread((struct xive_tima){0, 0, xive_ipb(priority), priority}, xive_tima(), "");
}

static uint64_t signalled(void) {
    struct xive_tima tima = xive_tima();
    return tima.nsr << 8 | tima.cppr;
}

CHECK(cppr, "xive.tima.cppr",
      "POWER9 UM, TIMA: an event is signalled if its priority is more favoured than CPPR") {
    need_xive();
    uint32_t priority = send(some_source())->queue->priority;
    expect_equal("NSR:CPPR", 0, signalled(), "with CPPR=0");
    xive_set_cppr((uint8_t)priority);
    expect_equal("NSR:CPPR", priority, signalled(), "with CPPR=priority");
    xive_set_cppr((uint8_t)(priority + 1));
    expect_equal("NSR:CPPR", XIVE_NSR_EO << 8 | (priority + 1), signalled(), "with CPPR above it");
}

CHECK(acknowledge, "xive.tima.acknowledge",
      "xive.rst Device Mappings 1: registers let the thread handle interrupt acknowledgment") {
    need_xive();
    uint8_t priority = (uint8_t)send(some_source())->queue->priority;
    xive_set_cppr(XIVE_ADMIT_ALL);
    uint16_t acknowledged = xive_acknowledge();
    expect_equal("NSR:CPPR", XIVE_NSR_EO << 8 | priority, acknowledged, "acknowledged");
    expect_equal("IPB", 0, xive_tima().ipb, "afterwards");
    listen(0);
    acknowledged = xive_acknowledge();
    expect_equal("NSR:CPPR", priority, acknowledged, "acknowledged once more");
    xive_set_cppr(XIVE_ADMIT_ALL);
    expect_thread((struct xive_tima){0, XIVE_ADMIT_ALL, 0, 0xff}, xive_tima(),
                  "when all is admitted");
}
