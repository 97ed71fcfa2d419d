/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_IRQ, seen from inside: a counter's overflow interrupts on the claimed INTID,
 * there alone, once, not before it overflows, and not while its interrupt is off. */
#include "arch/arm64/cpu.h"
#include "drivers/irq.h"
#include "drivers/pmuv3.h"
#include "tests/arm64/interrupts.h"
#include "tests/arm64/pmu.h"
#include "tests/check.h"

#include <inttypes.h>

enum {
    WITHIN_US = 1000000, /* an interrupt later than this has not arrived */
    SETTLE_US = 1000,    /* for an interrupt that should not come */
    EDGE = 1,            /* the word of pmu.trigger */
};

/* A way to make a counter overflow. */
struct source {
    const char *name;
    unsigned counter, event;
    uint64_t start; /* the counter's value a little before */
};

#define CYCLES_LEFT 4096
static const struct source cycle_counter = {"PMCCNTR_EL0", PMU_CYCLES_INDEX, 0, -CYCLES_LEFT};
static const struct source cpu_cycles = {"CPU_CYCLES", 0, PMU_CPU_CYCLES,
                                         PMU_OVERFLOW - CYCLES_LEFT};
static const struct source sw_incr = {"SW_INCR", 0, PMU_SW_INCR, PMU_OVERFLOW - 1};

static uint64_t claimed_intid(void) {
    return claim_for_cpu(&claims, CLAIM_PMU_IRQ, this_cpu()->index);
}

static void need_pmu_irq(void) {
    need_irqchip();
    need_claim(CLAIM_PMU_IRQ);
    need_pmu(1);
}

/* An SPI is made an edge only if the command line says so: a device tree that says it of a level
 * is pmu.irq.trigger's, and KVM may hang on it (docs/findings/pmu-edge-spi-livelock.md). */
static bool as_edge(void) {
    const struct claim *trigger = &claims.of[CLAIM_PMU_TRIGGER];
    return trigger->source == CLAIM_COMMAND_LINE && trigger->value[0][0] == EDGE;
}

/* `source` is about to count, `left` increments before its overflow. */
static void program(const struct source *source, uint64_t mask, uint64_t left) {
    pmu_reset();
    pmu_program(source->counter, source->event, source->start + 1 - left);
    pmu_interrupt_on(mask);
}

/* And everything listens. */
static void prepare(const struct source *source, uint64_t mask, uint64_t left) {
    irq_quiet(pmu_quench);
    irq_target((unsigned)claimed_intid(), as_edge());
    program(source, mask, left);
    irq_listen();
    pmu_start(BIT(source->counter), 0);
}

/* Lets `source` overflow once. */
static void overflow(const struct source *source) {
    prepare(source, BIT(source->counter), 1);
    if (source == &sw_incr)
        pmu_increment(BIT(source->counter));
    if (!irq_await(1, WITHIN_US))
        fail("interrupts expected=1 actual=0 within %u us source=%s PMOVSSET_EL0=0x%" PRIx64,
             WITHIN_US, source->name, pmu_overflows());
    irq_await(2, SETTLE_US);
    irq_deaf();
}

static void expect_claimed_intid(const struct source *source) {
    overflow(source);
    expect_equal("intid", claimed_intid(), irq_log()->event[0].intid, source->name);
}

/* How often the counter itself says that it overflowed. That is once, as 32 bits take seconds to
 * count; but counters that lose or gain 2^32 at once are known
 * (docs/findings/qemu-pmu-timer-race.md), and PMUv3p5, which keeps the bits above, tells: then each
 * overflow has a right to its interrupt. */
static unsigned overflows_of(const struct source *source) {
    if (source->counter == PMU_CYCLES_INDEX || !pmu_long_counters())
        return 1;
    return (unsigned)(pmu_read(source->counter) / PMU_OVERFLOW);
}

static void expect_overflow_of(const struct source *source) {
    need_pmu_irq();
    overflow(source);
    expect_equal("PMOVSSET_EL0", BIT(source->counter), irq_log()->event[0].cause, source->name);
    if (irq_log()->count > overflows_of(source)) /* the last one may still be on its way */
        expect_interrupts(overflows_of(source), source->name);
}

CHECK(intid, "pmu.irq.intid",
      "vcpu.rst 1.1: a value describing the PMUv3 overflow interrupt number for this vcpu") {
    static const struct source *const sources[] = {&sw_incr, &cycle_counter, &cpu_cycles};
    need_pmu_irq();
    for (unsigned i = 0; i < sizeof sources / sizeof *sources; i++)
        expect_claimed_intid(sources[i]);
}

CHECK(cycles, "pmu.irq.cycles", "Arm ARM D13.3: the overflow of PMCCNTR_EL0 raises the interrupt") {
    expect_overflow_of(&cycle_counter);
}

CHECK(event, "pmu.irq.event",
      "Arm ARM D13.3: the overflow of a counter of CPU_CYCLES raises the interrupt") {
    expect_overflow_of(&cpu_cycles);
}

CHECK(increment, "pmu.irq.sw-incr",
      "Arm ARM D13.3: the overflow of a counter of SW_INCR raises the interrupt") {
    expect_overflow_of(&sw_incr);
}

CHECK(once, "pmu.irq.once",
      "vcpu.rst 1.1: the overflow interrupt is one interrupt: on no other INTID, and once") {
    need_pmu_irq();
    overflow(&sw_incr);
    expect_interrupts(1, "");
}

CHECK(
    trigger, "pmu.irq.trigger",
    "Arm ARM D13.3: the interrupt request is a level, and stays until its overflow flag is clear") {
    need_pmu_irq();
    leave_alone(pmu_quench);
    irq_target((unsigned)claimed_intid(), false);
    program(&sw_incr, BIT(0), 1);
    irq_listen();
    pmu_start(BIT(0), 0);
    pmu_increment(BIT(0));
    expect_trigger(claim_value(&claims, CLAIM_PMU_TRIGGER));
}

CHECK(mask, "pmu.irq.mask",
      "arm,gic.yaml: bits 15:8 of a PPI are the mask of the CPUs that it is wired to") {
    need_pmu_irq();
    if (claimed_intid() >= IRQ_FIRST_SPI)
        skip("its interrupt is an SPI");
    expect_ppi_cpus(CLAIM_PMU_CPUS);
}

/* Two increments from the overflow: the first must not raise it, the second must. */
CHECK(early, "pmu.irq.early", "Arm ARM D13.3: the interrupt follows the overflow, not the count") {
    need_pmu_irq();
    prepare(&sw_incr, BIT(0), 2);
    pmu_increment(BIT(0));
    irq_await(1, SETTLE_US);
    expect_interrupts(0, "one increment before the overflow");
    pmu_increment(BIT(0));
    irq_await(1, WITHIN_US);
    expect_interrupts(1, "at the overflow");
}

CHECK(disabled, "pmu.irq.disabled",
      "Arm ARM PMINTENCLR_EL1: a counter whose bit is 0 generates no overflow interrupt") {
    need_pmu_irq();
    prepare(&sw_incr, 0, 1);
    pmu_increment(BIT(0));
    irq_await(1, SETTLE_US);
    irq_deaf();
    expect_interrupts(0, "while PMINTENSET_EL1=0");
    expect_equal("PMOVSSET_EL0", BIT(0), pmu_overflows(), "after the overflow");
}

static void overflow_as_claimed(void *unused) {
    (void)unused;
    expect_claimed_intid(&sw_incr);
    expect_interrupts(1, "on another vcpu");
}

CHECK(cpus, "pmu.irq.cpus",
      "vcpu.rst 1.1: as a PPI, the interrupt number is the same for all vcpus, while as an SPI it "
      "must be a separate number per vcpu") {
    need_pmu_irq();
    need_other_cpus();
    irq_quiet(pmu_quench);
    irq_listen();
    on_other_cpus(overflow_as_claimed, NULL);
    irq_deaf();
    expect_interrupts(0, "on vcpu=0, whose PMU is off");
}
