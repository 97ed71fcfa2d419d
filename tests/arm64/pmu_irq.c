/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PMU_V3_IRQ, seen from inside: a counter's overflow interrupts on the claimed INTID,
 * there alone, once, not before it overflows, and not while its interrupt is off. */
#include "arch/arm64/cpu.h"
#include "drivers/irq.h"
#include "drivers/pmuv3.h"
#include "tests/arm64/interrupts.h"
#include "tests/check.h"

#include <inttypes.h>

enum {
    WITHIN_US = 1000000, /* an interrupt later than this has not arrived */
    SETTLE_US = 1000,    /* for an interrupt that should not come */
    CYCLES_LEFT = 4096,  /* before a cycle counter overflows */
};

static void need_pmu_irq(void) {
    need_irqchip();
    need_claim(CLAIM_PMU_IRQ);
    if (!pmu_present())
        skip("no PMU: ID_AA64DFR0_EL1.PMUVer=%u", pmu_version());
    if (!pmu_counters())
        skip("no event counter: PMCR_EL0.N=0");
}

/* Lets `source` overflow once while everything listens. */
static void overflow(const struct pmu_source *source) {
    irq_quiet(pmu_quench);
    irq_target((unsigned)claim_for_cpu(&claims, CLAIM_PMU_IRQ, this_cpu()->index));
    source->prepare(source == &pmu_sw_incr ? 1 : CYCLES_LEFT);
    pmu_interrupt_on(source);
    irq_listen();
    pmu_count();
    if (source == &pmu_sw_incr)
        pmu_increment();
    if (!irq_await(1, WITHIN_US))
        fail("interrupts expected=1 actual=0 within %u us source=%s PMOVSSET=0x%" PRIx64, WITHIN_US,
             source->name, pmu_overflows());
    irq_await(2, SETTLE_US);
    irq_deaf();
}

static void expect_claimed_intid(const struct pmu_source *source) {
    overflow(source);
    expect_equal("intid", claim_for_cpu(&claims, CLAIM_PMU_IRQ, this_cpu()->index),
                 irq_log()->event[0].intid, source->name);
}

static void expect_overflow_of(const struct pmu_source *source) {
    need_pmu_irq();
    overflow(source);
    expect_equal("PMOVSSET", source->flag, irq_log()->event[0].cause, source->name);
    expect_equal("interrupts", 1, irq_log()->count, source->name);
}

CHECK(intid, "pmu.irq.intid",
      "vcpu.rst 1.1: a value describing the PMUv3 overflow interrupt number for this vcpu") {
    need_pmu_irq();
    expect_claimed_intid(&pmu_sw_incr);
    expect_claimed_intid(&pmu_cycles);
    expect_claimed_intid(&pmu_event);
}

CHECK(cycles, "pmu.irq.cycles", "Arm ARM D13.3: the overflow of PMCCNTR_EL0 raises the interrupt") {
    expect_overflow_of(&pmu_cycles);
}

CHECK(event, "pmu.irq.event",
      "Arm ARM D13.3: the overflow of a counter of CPU_CYCLES raises the interrupt") {
    expect_overflow_of(&pmu_event);
}

CHECK(sw_incr, "pmu.irq.sw-incr",
      "Arm ARM D13.3: the overflow of a counter of SW_INCR raises the interrupt") {
    expect_overflow_of(&pmu_sw_incr);
}

CHECK(once, "pmu.irq.once",
      "vcpu.rst 1.1: the overflow interrupt is one interrupt: on no other INTID, and once") {
    need_pmu_irq();
    overflow(&pmu_sw_incr);
    if (irq_log()->count != 1)
        note_interrupts();
    expect_equal("interrupts", 1, irq_log()->count, "");
}

/* Two increments from the overflow: the first must not raise it, the second must. */
CHECK(early, "pmu.irq.early", "Arm ARM D13.3: the interrupt follows the overflow, not the count") {
    need_pmu_irq();
    irq_quiet(pmu_quench);
    irq_target((unsigned)claim_for_cpu(&claims, CLAIM_PMU_IRQ, this_cpu()->index));
    pmu_sw_incr.prepare(2);
    pmu_interrupt_on(&pmu_sw_incr);
    pmu_count();
    irq_listen();
    pmu_increment();
    irq_await(1, SETTLE_US);
    expect_equal("interrupts", 0, irq_log()->count, "one increment before the overflow");
    pmu_increment();
    irq_await(1, WITHIN_US);
    expect_equal("interrupts", 1, irq_log()->count, "at the overflow");
}

CHECK(disabled, "pmu.irq.disabled",
      "Arm ARM PMINTENCLR_EL1: a counter whose bit is 0 generates no overflow interrupt") {
    need_pmu_irq();
    irq_quiet(pmu_quench);
    irq_target((unsigned)claim_for_cpu(&claims, CLAIM_PMU_IRQ, this_cpu()->index));
    pmu_sw_incr.prepare(1);
    irq_listen();
    pmu_count();
    pmu_increment();
    irq_await(1, SETTLE_US);
    irq_deaf();
    note_interrupts();
    expect_equal("interrupts", 0, irq_log()->count, "while PMINTENSET=0");
    expect_equal("PMOVSSET", pmu_sw_incr.flag, pmu_overflows(), "after the overflow");
}

static void overflow_as_claimed(void *source) {
    pmu_reset();
    expect_claimed_intid(source);
    expect_equal("interrupts", 1, irq_log()->count, "on another vcpu");
}

CHECK(cpus, "pmu.irq.cpus",
      "vcpu.rst 1.1: as a PPI, the interrupt number is the same for all vcpus, while as an SPI it "
      "must be a separate number per vcpu") {
    need_pmu_irq();
    if (cpu_count() == 1)
        skip("one vCPU");
    irq_quiet(pmu_quench);
    irq_listen();
    on_other_cpus(overflow_as_claimed, (void *)&pmu_sw_incr);
    irq_deaf();
    note_interrupts();
    expect_equal("interrupts", 0, irq_log()->count, "on vcpu=0, whose PMU is off");
}
