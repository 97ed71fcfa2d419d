/* SPDX-License-Identifier: MIT */
/* A level-sensitive source (LSI), whose level the VMM asserts and deasserts. */
#include "drivers/doorbell.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

static const uint64_t *claimed_lsi(void) {
    enum { LSI = 1 };
    const struct claim *sources = &claims.of[CLAIM_XIVE_SOURCE];
    for (unsigned i = 0; i < sources->items; i++)
        if (sources->value[i][2] == LSI)
            return sources->value[i];
    skip("no LSI is claimed: xive.source=16:1:lsi");
}

/* Its number. It is off, and has a target. */
static uint32_t some_lsi(void) {
    enum { EISN = 0x1500 };
    need_control();
    uint32_t lsi = (uint32_t)claimed_lsi()[0];
    if (!doorbell_present())
        skip("no doorbell: nobody asserts a level");
    struct xive_target target = target_of(some_source());
    target.eisn = EISN;
    retarget(lsi, target);
    return lsi;
}

CHECK(lsi_start, "xive.lsi.start",
      "xive.rst 2: level: assertion level in case of an LSI, which sends while it is asserted") {
    uint32_t lsi = some_lsi();
    open_source(lsi);
    unsigned asserted = (unsigned)claimed_lsi()[3];
    expect_equal("events", asserted, listen(asserted)->count, "when turned on at the start");
    doorbell_level(lsi, false);
}

CHECK(lsi_level, "xive.lsi.level",
      "LoPAR 14.5.4.7.17 H_INT_ESB: an LSI sends again at EOI while its level is asserted") {
    uint32_t lsi = some_lsi();
    doorbell_level(lsi, false);
    struct xive_source pages = open_source(lsi);
    expect_equal("events", 0, listen(0)->count, "before it is asserted");
    doorbell_level(lsi, true);
    expect_equal("events", 1, listen(1)->count, "when asserted");
    xive_eoi(&pages);
    expect_equal("events", 1, listen(1)->count, "after EOI, while asserted");
    doorbell_level(lsi, false);
    expect_equal("events", 0, listen(0)->count, "when deasserted");
    xive_eoi(&pages);
    expect_equal("events", 0, listen(0)->count, "after EOI, while deasserted");
    xive_set_pq(&pages, PQ_OFF);
    doorbell_level(lsi, true);
    expect_equal("events", 0, listen(0)->count, "when asserted while PQ=01");
    xive_set_pq(&pages, PQ_RESET);
    expect_equal("events", 1, listen(1)->count, "when turned on while asserted");
    doorbell_level(lsi, false);
}
