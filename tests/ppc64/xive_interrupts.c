/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "tests/ppc64/xive.h"

static struct interrupts of_cpu[MAX_CPUS];

struct interrupts *interrupts(void) {
    return &of_cpu[this_cpu()->index];
}

/* Leaves CPPR at what was acknowledged, which keeps out more of the same priority. */
void take_interrupt(void) {
    interrupts()->acknowledged = xive_acknowledge();
    interrupts()->taken++;
}

void quiet(void) {
    enum { PATIENCE = 64 }; /* the priorities there are, and some that come meanwhile */
    irq_mask();
    xive_set_cppr(XIVE_ADMIT_ALL);
    for (unsigned i = 0; i < PATIENCE && xive_tima().nsr & XIVE_NSR_EO; i++) {
        xive_acknowledge();
        xive_set_cppr(XIVE_ADMIT_ALL);
    }
    xive_set_cppr(XIVE_MASK_ALL);
    *interrupts() = (struct interrupts){0};
}

bool sleep_for_interrupt(uint64_t microseconds) {
    uint64_t end = clock_now() + clock_ticks(microseconds), now;
    while (!interrupts()->taken && (now = clock_now()) < end) {
        mtspr(SPR_DEC, end - now); /* ends the sleep if nothing else does */
        hcall(H_CEDE);
        irq_mask(); /* H_CEDE unmasks: LoPAR 14.11.3.3 */
    }
    decrementer_quiet();
    return interrupts()->taken;
}
