/* SPDX-License-Identifier: MIT */
#include "tests/arm64/interrupts.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "drivers/arch_timer.h"
#include "drivers/irq.h"
#include "drivers/pmuv3.h"
#include "tests/check.h"

#include <inttypes.h>

void need_irqchip(void) {
    if (!irq_chip())
        skip("no interrupt controller this program drives: GICv3");
}

void note_interrupts(void) {
    const struct irq_log *log = irq_log();
    for (unsigned i = 0; i < log->count && i < IRQ_EVENTS; i++)
        note("vcpu=%u took intid=%u status=0x%" PRIx64 " us=%" PRIu64, this_cpu()->index,
             log->event[i].intid, log->event[i].cause,
             clock_microseconds(log->event[i].when - log->event[0].when));
}

void known_state(void) {
    irq_deaf();
    timers_stop();
    if (pmu_present())
        pmu_reset();
}
