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

CHECK(start, "xive.tima.start",
      "POWER9 UM, TIMA: at the start nothing is pending, and CPPR 0 lets nothing be signalled") {
    need_xive();
    expect_equal("NSR", 0, tima_at_start.nsr, "");
    expect_equal("CPPR", XIVE_MASK_ALL, tima_at_start.cppr, "");
    expect_equal("IPB", 0, tima_at_start.ipb, "");
    expect_equal("PIPR", 0xff, tima_at_start.pipr, "");
}

CHECK(pending, "xive.tima.pending",
      "xive.rst VCPU state: the IPB synthesizes the priorities of the pending interrupts") {
    need_xive();
    expect_equal("IPB", 0, xive_tima().ipb, "before the event");
    uint32_t priority = send(some_source())->queue->priority;
    expect_equal("IPB", xive_ipb(priority), xive_tima().ipb, "");
    expect_equal("PIPR", priority, xive_tima().pipr, "");
}

CHECK(cppr, "xive.tima.cppr",
      "POWER9 UM, TIMA: an event is signalled if its priority is more favoured than CPPR") {
    need_xive();
    uint32_t priority = send(some_source())->queue->priority;
    expect_equal("NSR", 0, xive_tima().nsr, "with CPPR=0");
    xive_set_cppr((uint8_t)priority);
    expect_equal("CPPR", priority, xive_tima().cppr, "as it was written");
    expect_equal("NSR", 0, xive_tima().nsr, "with CPPR=priority");
    xive_set_cppr((uint8_t)(priority + 1));
    expect_equal("NSR", XIVE_NSR_EO, xive_tima().nsr, "with CPPR=priority+1");
}

CHECK(acknowledge, "xive.tima.acknowledge",
      "xive.rst Device Mappings 1: registers let the thread handle interrupt acknowledgment") {
    need_xive();
    uint32_t priority = send(some_source())->queue->priority;
    xive_set_cppr(XIVE_ADMIT_ALL);
    expect_equal("NSR:CPPR", XIVE_NSR_EO << 8 | priority, xive_acknowledge(), "acknowledged");
    struct xive_tima tima = xive_tima();
    expect_equal("NSR", 0, tima.nsr, "afterwards");
    expect_equal("CPPR", priority, tima.cppr, "afterwards");
    expect_equal("IPB", 0, tima.ipb, "afterwards");
    expect_equal("NSR:CPPR", priority, xive_acknowledge(), "acknowledged once more");
    xive_set_cppr(XIVE_ADMIT_ALL);
    expect_equal("NSR", 0, xive_tima().nsr, "when everything is admitted again");
    expect_equal("PIPR", 0xff, xive_tima().pipr, "when everything is admitted again");
}
