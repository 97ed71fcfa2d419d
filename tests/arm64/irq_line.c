/* SPDX-License-Identifier: MIT */
/* KVM_IRQ_LINE, seen from inside: a PPI that nobody owns, raised by userspace. */
#include "arch/arm64/cpu.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "tests/arm64/interrupts.h"
#include "tests/check.h"

enum {
    WITHIN_US = 1000000,
    SETTLE_US = 1000, /* for an interrupt that should not come */
};

/* The first PPI that no claim says is a timer's or the PMU's. */
static unsigned nobodys_ppi(void) {
    static const enum claim_id owners[] = {CLAIM_TIMER_VIRT, CLAIM_TIMER_PHYS, CLAIM_TIMER_HVIRT,
                                           CLAIM_TIMER_HPHYS, CLAIM_PMU_IRQ};
    uint32_t owned = 0;
    for (unsigned i = 0; i < sizeof owners / sizeof *owners; i++)
        if (claim_made(&claims, owners[i]))
            owned |= 1u << claim_value(&claims, owners[i]) % 32;
    unsigned ppi = IRQ_FIRST_PPI;
    while (owned >> ppi & 1)
        ppi++;
    return ppi;
}

CHECK(line, "irq.line", "api.rst 4.25 KVM_IRQ_LINE: sets the level of an interrupt of one vcpu") {
    need_irqchip();
    need_doorbell();
    if (!irq_chip()->target)
        skip("a GICv5: gicv5.user-ppis");
    unsigned ppi = nobodys_ppi();
    irq_quiet(NULL);
    irq_listen();
    irq_await(1, SETTLE_US);
    expect_interrupts(0, "before");
    irq_listen();
    note("ppi=%u errno=%u", ppi, doorbell_level(ppi, true));
    irq_await(1, WITHIN_US);
    irq_await(2, SETTLE_US);
    irq_deaf();
    expect_interrupts(1, "");
    expect_equal("intid", ppi, irq_log()->event[(irq_log()->count - 1) % IRQ_EVENTS].intid, "");
}
