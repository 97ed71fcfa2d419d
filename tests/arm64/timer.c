/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_TIMER_CTRL, seen from inside: each timer interrupts on the claimed PPI,
 * there alone, when it is due, and not while it is masked. */
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "drivers/arch_timer.h"
#include "drivers/doorbell.h"
#include "tests/arm64/interrupts.h"
#include "tests/check.h"

#include <inttypes.h>

enum {
    DUE_US = 2000,       /* from arming a timer to its deadline */
    LONG_DUE_US = 20000, /* the same, so that even a busy host can make it early */
    SETTLE_US = 1000,    /* after an interrupt, for one more that should not come */
    WITHIN_US = 1000000, /* an interrupt later than this has not arrived */
    LATE_US = 500000,    /* the bound where timer.late claims none: emulated hosts are slow */
};

static uint64_t late_bound(void) {
    return claim_made(&claims, CLAIM_TIMER_LATE) ? claim_value(&claims, CLAIM_TIMER_LATE) : LATE_US;
}

static void need_timer(const struct timer *timer) {
    need_irqchip();
    need_claim(timer->claim);
    if (timer_missing(timer))
        skip("%s", timer_missing(timer));
}

/* Lets the timer fire once while everything listens; returns its deadline. */
static uint64_t fire_after(unsigned due_us, const struct timer *timer) {
    irq_quiet(timer->quench);
    uint64_t deadline = timer_arm(timer, due_us, 0);
    irq_listen();
    if (!irq_await(1, due_us + WITHIN_US))
        fail("interrupts expected=1 actual=0 within %u us of the deadline", WITHIN_US);
    /* If another came first, the timer's own is yet to come: late, on a busy host. */
    bool own = irq_log()->event[0].intid == claim_value(&claims, timer->claim);
    irq_await(2, own ? SETTLE_US : due_us + LONG_DUE_US);
    irq_deaf();
    return deadline;
}

static uint64_t fire(const struct timer *timer) {
    return fire_after(DUE_US, timer);
}

static void intid(const struct timer *timer) {
    need_timer(timer);
    fire(timer);
    expect_equal("intid", claim_value(&claims, timer->claim), irq_log()->event[0].intid, "");
}

static void once(const struct timer *timer) {
    need_timer(timer);
    fire(timer);
    expect_interrupts(1, "");
}

static void early(const struct timer *timer) {
    need_timer(timer);
    uint64_t deadline = fire_after(LONG_DUE_US, timer), when = irq_log()->event[0].when;
    if (when < deadline)
        fail("early by us=%" PRIu64, clock_microseconds(deadline - when));
}

static void late(const struct timer *timer) {
    need_timer(timer);
    uint64_t deadline = fire(timer), when = irq_log()->event[0].when;
    uint64_t late = when > deadline ? when - deadline : 0;
    if (late > clock_ticks(late_bound()))
        fail("late us expected<=%" PRIu64 " actual=%" PRIu64, late_bound(),
             clock_microseconds(late));
    measured("value=%" PRIu64 " us", clock_microseconds(late));
}

static void trigger(const struct timer *timer) {
    need_timer(timer);
    leave_alone(timer->quench);
    timer_arm(timer, 0, 0);
    irq_listen();
    expect_trigger(claims.of[timer->claim].value[0][1]);
}

static void masked(const struct timer *timer) {
    need_timer(timer);
    irq_quiet(timer->quench);
    timer_arm(timer, 0, CNT_CTL_IMASK);
    irq_listen();
    irq_await(1, DUE_US);
    irq_deaf();
    expect_interrupts(0, "while CTL.IMASK=1");
    expect_equal("istatus", CNT_CTL_ISTATUS, timer->control() & CNT_CTL_ISTATUS,
                 "past the deadline");
}

/* WFI may end for any reason, so it is repeated until the deadline; the other timer, set later, is
 * there to end it if this one does not. */
static void wakes_wfi(const struct timer *timer) {
    need_timer(timer);
    uint64_t bound = late_bound();
    irq_quiet(timer->quench);
    uint64_t deadline = timer_arm(timer, DUE_US, 0);
    timer_arm(timer->other, DUE_US + bound + SETTLE_US, 0);
    doorbell_listen(this_cpu()->index);
    do
        wfi();
    while (clock_now() < deadline);
    uint64_t late = clock_now() - deadline;
    if (timer->other->control() & CNT_CTL_ISTATUS)
        fail("WFI slept on, until the other timer fired us=%" PRIu64 " after the deadline",
             clock_microseconds(late));
    measured("value=%" PRIu64 " us", clock_microseconds(late));
}

static void fire_as_claimed(void *argument) {
    const struct timer *timer = argument;
    fire(timer);
    const struct irq_log *log = irq_log();
    expect_equal("intid", claim_value(&claims, timer->claim),
                 log->event[(log->count - 1) % IRQ_EVENTS].intid, "last on another vcpu");
    expect_interrupts(1, "on another vcpu");
}

static void cpus(const struct timer *timer) {
    need_timer(timer);
    need_other_cpus();
    irq_quiet(timer->quench);
    irq_listen();
    on_other_cpus(fire_as_claimed, (void *)timer);
    irq_deaf();
    expect_interrupts(0, "on vcpu=0, whose timer is off");
}

#define TIMER_CHECK(timer, property, name, sentence)                                               \
    CHECK(timer##_##property, name, sentence) {                                                    \
        property(&timer_##timer);                                                                  \
    }

/* The same eight properties of every timer. */
#define TIMER_CHECKS(timer)                                                                        \
    TIMER_CHECK(                                                                                   \
        timer, intid, "timer." #timer ".intid",                                                    \
        "vcpu.rst 2.1: a value describing the architected timer interrupt number; setting "        \
        "the attribute overrides the default values")                                              \
    TIMER_CHECK(                                                                                   \
        timer, once, "timer." #timer ".once",                                                      \
        "vcpu.rst 2.1: the timer interrupt number is one PPI: on no other INTID, and once")        \
    TIMER_CHECK(timer, early, "timer." #timer ".early",                                            \
                "Arm ARM D12.2: the timer condition is met when counter - CVAL >= 0, not before")  \
    TIMER_CHECK(timer, late, "timer." #timer ".late",                                              \
                "Arm ARM D12.2: an enabled, unmasked timer asserts its interrupt from then on")    \
    TIMER_CHECK(timer, trigger, "timer." #timer ".trigger",                                        \
                "Arm ARM D12.2: the signal is a level, and stays until its condition is gone")     \
    TIMER_CHECK(timer, masked, "timer." #timer ".masked",                                          \
                "Arm ARM CNTV_CTL_EL0.IMASK: the timer interrupt is masked by the IMASK bit")      \
    TIMER_CHECK(timer, wakes_wfi, "timer." #timer ".wfi",                                          \
                "Arm ARM D1.6.1: a pending interrupt, also one masked by PSTATE.I, wakes WFI")     \
    TIMER_CHECK(timer, cpus, "timer." #timer ".cpus",                                              \
                "vcpu.rst 2.1: setting the interrupt number on a VCPU configures all VCPUs")

TIMER_CHECKS(virt)
TIMER_CHECKS(phys)
TIMER_CHECKS(hvirt)
TIMER_CHECKS(hphys)

CHECK(mask, "timer.mask",
      "arm,gic.yaml: bits 15:8 of a PPI are the mask of the CPUs that it is wired to") {
    expect_ppi_cpus(CLAIM_TIMER_CPUS);
}
