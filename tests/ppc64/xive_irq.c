/* SPDX-License-Identifier: MIT */
/* Events as interrupts: the external interrupt at 0x500, on the right CPU, once, when it is
 * admitted, and out of sleep. */
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "drivers/doorbell.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <inttypes.h>

/* Lets everything in, until there were `expected` interrupts, for at most `microseconds`. */
static void admit(unsigned expected, uint64_t microseconds) {
    xive_set_cppr(XIVE_ADMIT_ALL);
    irq_unmask();
    doorbell_listen(this_cpu()->index);
    wait_for(interrupts()->taken >= expected, microseconds);
}

static void expect_interrupt(void) {
    quiet();
    admit(1, SETTLE_US);
    expect_equal("interrupts", 0, interrupts()->taken, "before the event");
    uint32_t priority = send(source_of(this_cpu()->index))->queue->priority;
    admit(1, WITHIN_US);
    admit(2, SETTLE_US);
    irq_mask();
    expect_equal("interrupts", 1, interrupts()->taken, "of one event");
    expect_equal("NSR:CPPR", XIVE_NSR_EO << 8 | priority, interrupts()->acknowledged,
                 "acknowledged");
}

CHECK(external, "xive.irq.external",
      "Power ISA Book III 6.5.7: an External interrupt occurs when the exception exists and EE=1") {
    need_xive();
    expect_interrupt();
}

CHECK(ee, "xive.irq.masked",
      "Power ISA Book III 6.5.7: not while MSR.EE=0, and then once it is 1") {
    need_xive();
    xive_set_cppr(XIVE_ADMIT_ALL);
    send(some_source());
    expect_equal("NSR", XIVE_NSR_EO, xive_tima().nsr, "while EE=0");
    listen(0);
    expect_equal("interrupts", 0, interrupts()->taken, "while EE=0");
    admit(1, WITHIN_US);
    irq_mask();
    expect_equal("interrupts", 1, interrupts()->taken, "once EE=1");
}

/* Nothing wakes it but its time; then an event that was there already does; then one that comes
 * while it sleeps. */
static void trigger_later(void *pages) {
    enum { LATER_US = 2000 };
    wait_for(false, LATER_US);
    doorbell_listen(this_cpu()->index);
    xive_trigger(pages);
}

CHECK(
    cede, "xive.irq.cede",
    "LoPAR 14.11.3.3 H_CEDE: enters a wait state until work appears, signaled through an interrupt") {
    enum { SLEEP_US = 2000 };
    need_xive();
    xive_set_cppr(XIVE_ADMIT_ALL);
    doorbell_listen(0);
    expect_equal("interrupts", 0, sleep_for_interrupt(SLEEP_US), "while nothing is pending");
    send(some_source());
    expect_equal("interrupts", 1, sleep_for_interrupt(WITHIN_US), "of an event before the sleep");
    if (cpu_count() == 1)
        return;
    struct xive_source pages = open_source(some_source());
    quiet();
    xive_set_cppr(XIVE_ADMIT_ALL);
    bool woken = cpu_start(1, trigger_later, &pages) && sleep_for_interrupt(WITHIN_US);
    bool done = cpu_finish(1, 2 * WITHIN_US) == CPU_DONE;
    expect_equal("interrupts", 1, woken && done, "of an event during the sleep");
}

static void expect_interrupt_here(void *unused) {
    (void)unused;
    expect_interrupt();
}

CHECK(cpus, "xive.irq.cpus",
      "xive.rst 3: server: the CPU chosen to handle the interrupt takes it, and no other does") {
    need_xive();
    need_other_cpus();
    admit(0, 0);
    on_other_cpus(expect_interrupt_here, NULL);
    irq_mask();
    expect_equal("interrupts", 0, interrupts()->taken, "on vcpu=0");
}
