/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_FILTER, seen from inside: what passes the filter counts, what does not stays
 * where it was and raises nothing, on every vCPU, and PMCEID says the same. */
#include "core/pmu_filter.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "drivers/pmuv3.h"
#include "tests/arm64/interrupts.h"
#include "tests/arm64/pmu.h"
#include "tests/check.h"

#include <inttypes.h>
#include <string.h>

enum {
    WORK_US = 20,     /* enough for thousands of cycles and instructions */
    SETTLE_US = 1000, /* for an interrupt that should not come */
    LEFT = 16,        /* events before a counter that should not count overflows */
};

static bool passes(unsigned event) {
    return pmu_filter_passes(&claims.of[CLAIM_PMU_FILTER], event);
}

static void need_filter(unsigned counters) {
    need_claim(CLAIM_PMU_FILTER);
    need_pmu(counters);
}

/* What the PMU advertises where no filter hides it: as claimed, else all that it may. */
static bool advertised(unsigned bit) {
    return !claim_made(&claims, CLAIM_PMU_EVENTS) ||
           pmu_event_in(claims.of[CLAIM_PMU_EVENTS].value[0], bit);
}

/* SW_INCR and CHAIN are never filtered (vcpu.rst 1.3). */
static bool filtered(unsigned event) {
    return event != PMU_SW_INCR && event != PMU_CHAIN && !passes(event);
}

/* Loads, stores, branches, and takes time. */
static void work(void) {
    volatile unsigned rounds = 0;
    for (uint64_t end = clock_now() + clock_ticks(WORK_US); clock_now() < end;)
        rounds++;
}

/* Counts `event` while there is something to count; returns how far the counter came. */
static uint64_t count(unsigned counter, unsigned event, uint64_t from) {
    pmu_reset();
    pmu_program(counter, event, from);
    pmu_start(BIT(counter), 0);
    doorbell_listen(this_cpu()->index);
    work();
    pmu_increment(BIT(counter) & ~PMU_CYCLES);
    pmu_stop();
    return pmu_read(counter) - from;
}

static void expect_silence_of(unsigned event) {
    uint64_t counted = count(0, event, PMU_OVERFLOW - LEFT);
    if (counted || pmu_overflows())
        fail("event=0x%x counted expected=0 actual=%" PRIu64 " PMOVSSET_EL0=0x%" PRIx64, event,
             counted, pmu_overflows());
}

/* Does work() count this event on any machine that has it? */
static bool always_counts(unsigned event) {
    static const uint8_t certain[] = {PMU_LD_RETIRED, PMU_ST_RETIRED, PMU_INST_RETIRED,
                                      PMU_CPU_CYCLES, PMU_MEM_ACCESS, PMU_INST_SPEC,
                                      PMU_BR_RETIRED};
    return event <= UINT8_MAX && memchr(certain, (int)event, sizeof certain);
}

CHECK(denied, "pmu.filter.denied",
      "vcpu.rst 1.3: KVM_PMU_EVENT_DENY, or a global DENY, keeps an event from being counted") {
    need_filter(1);
    unsigned denied = 0;
    for (unsigned bit = 0; bit < PMU_EVENT_BITS; bit++)
        if (advertised(bit) && filtered(pmu_event_of_bit(bit))) {
            expect_silence_of(pmu_event_of_bit(bit));
            denied++;
        }
    if (!denied)
        skip("the filter denies none of the events this PMU has");
    note("denied=%u", denied);
}

CHECK(allowed, "pmu.filter.allowed",
      "vcpu.rst 1.3: KVM_PMU_EVENT_ALLOW, or a global ALLOW, lets an event be counted") {
    need_filter(1);
    unsigned allowed = 0;
    for (unsigned bit = 0; bit < PMU_EVENT_BITS; bit++) {
        unsigned event = pmu_event_of_bit(bit);
        if (!claim_made(&claims, CLAIM_PMU_EVENTS) && event != PMU_CPU_CYCLES)
            continue;
        if (!advertised(bit) || !always_counts(event) || !passes(event))
            continue;
        allowed++;
        if (count(0, event, 0) == 0)
            fail("event=0x%x counted expected>0 actual=0", event);
    }
    if (!allowed)
        skip("the filter allows none of the events that always count");
    note("allowed=%u", allowed);
}

CHECK(silent, "pmu.filter.silent",
      "vcpu.rst 1.3: an event that is filtered is not counted, so that it raises no interrupt") {
    need_filter(1);
    need_irqchip();
    if (!filtered(PMU_CPU_CYCLES))
        skip("the filter lets CPU_CYCLES pass");
    irq_quiet(pmu_quench);
    pmu_reset();
    pmu_program(0, PMU_CPU_CYCLES, PMU_OVERFLOW - LEFT);
    pmu_interrupt_on(BIT(0));
    pmu_start(BIT(0), 0);
    irq_listen();
    irq_await(1, SETTLE_US);
    irq_deaf();
    expect_interrupts(0, "from a filtered event");
}

CHECK(cycle_counter, "pmu.filter.cycle-counter",
      "vcpu.rst 1.3: filtering the cycle counter is possible using event 0x11 (CPU_CYCLES)") {
    need_filter(0);
    uint64_t counted = count(PMU_CYCLES_INDEX, 0, 0);
    if (passes(PMU_CPU_CYCLES) != (counted > 0))
        fail("PMCCNTR_EL0 counted expected%s actual=%" PRIu64, passes(PMU_CPU_CYCLES) ? ">0" : "=0",
             counted);
}

CHECK(sw_incr, "pmu.filter.sw-incr",
      "vcpu.rst 1.3: event 0 (SW_INCR) is never filtered, as it doesn't count a hardware event") {
    need_filter(1);
    expect_equal("SW_INCR counted", 1, count(0, PMU_SW_INCR, 0), "");
}

CHECK(chain, "pmu.filter.chain",
      "vcpu.rst 1.3: filtering event 0x1E (CHAIN) has no effect, it isn't strictly an event") {
    need_filter(2);
    need_event(PMU_CHAIN);
    pmu_reset();
    pmu_program(0, PMU_SW_INCR, PMU_OVERFLOW - 1);
    pmu_program(1, PMU_CHAIN, 0);
    pmu_start(BIT(0) | BIT(1), 0);
    doorbell_listen(this_cpu()->index);
    pmu_increment(BIT(0));
    expect_equal("CHAIN counted", 1, pmu_read(1), "");
}

/* The filter clears the bits of what it denies, those of SW_INCR and CHAIN among them, and no
 * others. Without pmu.events nobody can tell what there was to clear. */
CHECK(pmceid, "pmu.filter.pmceid",
      "Arm ARM PMCEID0_EL0: each bit tells whether the common event is counted") {
    uint64_t seen[2];
    need_filter(0);
    pmu_read_pmceid(seen);
    for (unsigned bit = 0; bit < PMU_EVENT_BITS; bit++) {
        unsigned event = pmu_event_of_bit(bit);
        bool known = claim_made(&claims, CLAIM_PMU_EVENTS);
        bool expected = passes(event) && (known ? advertised(bit) : pmu_event_in(seen, bit));
        if (expected != pmu_event_in(seen, bit))
            fail("event=0x%x advertised expected=%u actual=%u", event, expected, !expected);
    }
    note("PMCEID0_EL0=0x%" PRIx64 " PMCEID1_EL0=0x%" PRIx64, seen[0], seen[1]);
}

static void expect_filter(void *unused) {
    (void)unused;
    uint64_t counted = count(PMU_CYCLES_INDEX, 0, 0);
    if (passes(PMU_CPU_CYCLES) != (counted > 0))
        fail("vcpu=%u PMCCNTR_EL0 counted expected%s actual=%" PRIu64, this_cpu()->index,
             passes(PMU_CPU_CYCLES) ? ">0" : "=0", counted);
    if (filtered(PMU_CPU_CYCLES))
        expect_silence_of(PMU_CPU_CYCLES);
    expect_equal("SW_INCR counted", 1, count(0, PMU_SW_INCR, 0), "on another vcpu");
}

CHECK(cpus, "pmu.filter.cpus",
      "vcpu.rst 1.3: the filter is one, of the VM: the same on a vCPU that is brought up late") {
    need_filter(1);
    need_other_cpus();
    on_other_cpus(expect_filter, NULL);
}
