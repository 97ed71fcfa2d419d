/* SPDX-License-Identifier: MIT */
/* The PPIs of a GICv5 that its host may drive by KVM_IRQ_LINE, and those that it may not. */
#include "arch/arm64/gicv5.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "tests/arm64/gicv5.h"
#include "tests/arm64/interrupts.h"
#include "tests/check.h"

#include <stddef.h>

enum {
    WITHIN_US = 1000000,
    SETTLE_US = 1000, /* for an interrupt that should not come */
};

static void expect_edges(unsigned ppi, unsigned edges, const char *when) {
    irq_await(edges, WITHIN_US);
    irq_await(edges + 1, SETTLE_US);
    if (irq_log()->count != edges)
        fail("ppi=%u interrupts expected=%u actual=%u with its line %s", ppi, edges,
             irq_log()->count, when);
    if (edges && irq_log()->event[edges - 1].intid != ppi)
        fail("intid expected=%u actual=%u", ppi, irq_log()->event[edges - 1].intid);
}

/* Raises its line and lets it fall: it has come as often as `edges` since; or KVM refuses that. */
static void drive(unsigned ppi, bool driven, unsigned edges) {
    unsigned error = doorbell_level(ppi, true);
    if (driven != !error)
        fail("ppi=%u KVM_IRQ_LINE expected=%s errno=%u", ppi, driven ? "driven" : "refused", error);
    expect_edges(ppi, edges, "up");
    doorbell_level(ppi, false);
    expect_edges(ppi, edges, "down");
}

/* All PPIs, of this vCPU. */
static void drive_all(void *unused) {
    (void)unused;
    const uint64_t *mask = claims.of[CLAIM_GICV5_USER_PPIS].value[0];
    for (unsigned ppi = 0; ppi < GICV5_PPIS; ppi++) {
        bool driven = mask[ppi / 64] >> ppi % 64 & 1;
        irq_quiet(quench_sw_ppi);
        irq_listen();
        drive(ppi, driven, driven);
        if (driven)
            drive(ppi, driven, 2);
        irq_deaf();
    }
}

CHECK(user_ppis, "gicv5.user-ppis",
      "arm-vgic-v5.rst: USERSPACE_PPIS tells which PPIs may be driven via KVM_IRQ_LINE") {
    need_gicv5();
    need_claim(CLAIM_GICV5_USER_PPIS);
    need_doorbell();
    drive_all(NULL);
    irq_quiet(quench_sw_ppi);
    irq_listen();
    on_other_cpus(drive_all, NULL);
    irq_deaf();
    expect_equal("interrupts", 0, irq_log()->count, "on vcpu=0");
}
