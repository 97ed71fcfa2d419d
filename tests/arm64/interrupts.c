/* SPDX-License-Identifier: MIT */
#include "tests/arm64/interrupts.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "core/doorbell.h"
#include "drivers/arch_timer.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "drivers/pmuv3.h"
#include "tests/check.h"

#include <inttypes.h>
#include <string.h>

void need_irqchip(void) {
    if (!irq_chip())
        skip("no interrupt controller this program drives: GICv2, GICv3, GICv5");
}

static irq_quencher *left_alone;

static uint64_t quench_second(void) {
    return irq_log()->count ? left_alone() : 1;
}

void leave_alone(irq_quencher *device) {
    left_alone = device;
    irq_quiet(quench_second);
}

void expect_trigger(uint64_t claimed) {
    static const char *const word[] = {"level", "edge"}; /* as those of the claim */
    enum { WITHIN_US = 1000000 };
    irq_await(2, WITHIN_US);
    irq_deaf();
    bool edge = irq_log()->count < 2;
    if (!irq_log()->count)
        fail("interrupts expected>=1 actual=0 within %u us", WITHIN_US);
    if (edge != claimed)
        fail("trigger expected=%s actual=%s: left alone, it came times=%u", word[claimed],
             word[edge], irq_log()->count);
}

void expect_ppi_cpus(enum claim_id mask) {
    need_irqchip();
    need_claim(mask);
    uint64_t told = claim_value(&claims, mask), all = BIT(cpu_count() < 8 ? cpu_count() : 8) - 1;
    bool meant = strcmp(irq_chip()->name, "gicv2") == 0;
    if (~told & all && (told || meant))
        fail("%s expected=0x%" PRIx64 " actual=0x%" PRIx64, claim_kinds[mask].key, all, told);
}

void need_doorbell(void) {
    if (!doorbell_present())
        skip("no " DOORBELL_COMPATIBLE " in the device tree");
}

void expect_interrupts(unsigned expected, const char *where) {
    const struct irq_log *log = irq_log();
    if (log->count == expected)
        return;
    for (unsigned i = 0; i < log->count && i < IRQ_EVENTS; i++)
        note("vcpu=%u took intid=%u status=0x%" PRIx64 " us=%" PRIu64, this_cpu()->index,
             log->event[i].intid, log->event[i].cause,
             clock_microseconds(log->event[i].when - log->event[0].when));
    expect_equal("interrupts", expected, log->count, where);
}

void known_state(void) {
    irq_deaf();
    timers_stop();
    if (pmu_present())
        pmu_reset();
}
