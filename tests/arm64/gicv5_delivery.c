/* SPDX-License-Identifier: MIT */
/* How the CPU interface of a GICv5 hands over PPIs. SW_PPI, which software alone pends, serves
 * where any will do. */
#include "arch/arm64/cpu.h"
#include "arch/arm64/gicv5.h"
#include "drivers/arch_timer.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "tests/arm64/gicv5.h"
#include "tests/arm64/interrupts.h"
#include "tests/check.h"

enum {
    WITHIN_US = 1000000,
    SETTLE_US = 1000, /* for an interrupt that should not come */
    HIGH = 0x08,      /* a priority above that of the others */
};
#define INTID(ppi) (PUT(GICV5_PPI, GICV5_TYPE) | (ppi))

static void pend(void) {
    write_sysreg(ICC_PPI_SPENDR0_EL1, BIT(SW_PPI));
    isb();
}

/* Listens for SW_PPI, which has to come `times` times; nothing else may. */
static void expect_sw_ppi(unsigned times, const char *where) {
    irq_listen();
    irq_await(times ? times : 1, times && claimed_sw_ppi() ? WITHIN_US : SETTLE_US);
    irq_await(times + 1, SETTLE_US);
    irq_deaf();
    expect_interrupts(claimed_sw_ppi() ? times : 0, where);
    for (unsigned i = 0; i < irq_log()->count && i < IRQ_EVENTS; i++)
        expect_equal("intid", SW_PPI, irq_log()->event[i].intid, where);
}

CHECK(software, "gicv5.sw-ppi",
      GICV5 "ICC_PPI_SPENDR0_EL1: pends SW_PPI, PPI 3; it arrives as that, and once") {
    need_gicv5();
    irq_quiet(quench_sw_ppi);
    expect_sw_ppi(0, "before it is pended");
    irq_quiet(quench_sw_ppi);
    pend();
    expect_sw_ppi(1, "pended");
}

CHECK(cleared, "gicv5.clear-pend",
      GICV5 "ICC_PPI_CPENDR0_EL1: a PPI that pends no more does not arrive") {
    need_gicv5();
    irq_quiet(quench_sw_ppi);
    pend();
    uint64_t pending = read_sysreg(ICC_PPI_CPENDR0_EL1) & BIT(SW_PPI);
    expect_equal("pending", claimed_sw_ppi(), pending != 0, "after ICC_PPI_SPENDR0_EL1");
    quench_sw_ppi();
    irq_listen();
    irq_await(1, SETTLE_US);
    irq_deaf();
    expect_interrupts(0, "after ICC_PPI_CPENDR0_EL1");
}

/* What keeps interrupts away, and lets them come. */
static void mask_priority(bool masked) {
    write_sysreg(ICC_PCR_EL1, masked ? 0 : ICC_PCR_PRIORITY);
}
static void mask_enable(bool masked) {
    write_sysreg(ICC_PPI_ENABLER0_EL1, masked ? ~BIT(SW_PPI) : ~0ull);
}
static void mask_all(bool masked) {
    write_sysreg(ICC_CR0_EL1, masked ? 0 : ICC_CR0_EN);
}

CHECK(masked, "gicv5.masked",
      GICV5 "ICC_PCR_EL1, ICC_PPI_ENABLER0_EL1, ICC_CR0_EL1.EN: each keeps a PPI pending") {
    static const struct {
        void (*mask)(bool);
        const char *name;
    } masks[] = {
        {mask_priority, "ICC_PCR_EL1"}, {mask_enable, "ICC_PPI_ENABLER0_EL1"}, {mask_all, "EN"}};
    need_gicv5();
    for (unsigned i = 0; i < sizeof masks / sizeof *masks; i++) {
        irq_quiet(quench_sw_ppi);
        masks[i].mask(true);
        pend();
        irq_listen();
        irq_await(1, SETTLE_US);
        irq_deaf();
        unsigned early = irq_log()->count;
        masks[i].mask(false);
        isb();
        expect_equal("interrupts", 0, early, masks[i].name);
        expect_sw_ppi(1, masks[i].name);
    }
}

/* The virtual timer pends, too, whose priority is `timer`; which of the two comes first? */
static void expect_first(uint64_t timer, unsigned first) {
    irq_quiet(NULL); /* each is disabled as it is taken, and the timer not stopped by the other's */
    unsigned intid = (unsigned)claim_value(&claims, CLAIM_TIMER_VIRT);
    uint64_t before = read_sysreg(ICC_PPI_PRIORITYR3_EL1), shift = intid % 8 * 8;
    write_sysreg(ICC_PPI_PRIORITYR3_EL1, (before & ~(0xffull << shift)) | timer << shift);
    timer_arm(&timer_virt, 0, 0);
    pend();
    irq_listen();
    irq_await(1 + claimed_sw_ppi(), WITHIN_US);
    irq_await(3, SETTLE_US);
    irq_deaf();
    write_sysreg(ICC_PPI_PRIORITYR3_EL1, before);
    isb();
    expect_interrupts(1 + claimed_sw_ppi(), "");
    expect_equal("intid", claimed_sw_ppi() ? first : intid, irq_log()->event[0].intid, "first");
}

CHECK(priority, "gicv5.priority",
      GICV5 "ICC_PPI_PRIORITYR<n>_EL1: of those that pend, the highest priority is taken first") {
    need_gicv5();
    need_claim(CLAIM_TIMER_VIRT);
    unsigned intid = (unsigned)claim_value(&claims, CLAIM_TIMER_VIRT);
    if (intid / 8 != 3)
        skip("the virtual timer is none of PPIs 24 to 31");
    expect_first(HIGH, intid);
    expect_first(ICC_PCR_PRIORITY - 1, SW_PPI);
}

/* Acknowledges by hand, with interrupts masked; no number is 0. */
static uint64_t taken(void) {
    uint64_t value = gicr_cdia();
    gsb_ack();
    return value & GICV5_VALID ? value & (GICV5_TYPE | GICV5_ID) : 0;
}

CHECK(active, "gicv5.active",
      GICV5 "GIC CDDI, GIC CDEOI: a PPI is taken again once both were done, and not before") {
    need_gicv5();
    const uint64_t expected = claimed_sw_ppi() ? INTID(SW_PPI) : 0;
    irq_quiet(NULL);
    doorbell_listen(this_cpu()->index);
    pend();
    expect_equal("CDIA", expected, taken(), "pended");
    pend();
    expect_equal("CDIA", 0, taken(), "active");
    gic_cdeoi();
    isb();
    expect_equal("CDIA", 0, taken(), "after CDEOI alone");
    gic_cddi(INTID(SW_PPI));
    gsb_sys();
    expect_equal("CDIA", expected, taken(), "after both");
    pend();
    gic_cddi(INTID(SW_PPI));
    gsb_sys();
    expect_equal("CDIA", 0, taken(), "after CDDI alone");
    gic_cdeoi();
    isb();
    expect_equal("CDIA", expected, taken(), "after both, the other way round");
    gic_cddi(INTID(SW_PPI));
    gic_cdeoi();
    isb();
}

static void pend_here(void *unused) {
    (void)unused;
    irq_quiet(quench_sw_ppi);
    pend();
    expect_sw_ppi(1, "on another vcpu");
}

CHECK(cpus, "gicv5.cpus", GICV5 "PPIs are private: each PE has its own") {
    need_gicv5();
    need_other_cpus();
    irq_quiet(quench_sw_ppi);
    irq_listen();
    on_other_cpus(pend_here, NULL);
    irq_deaf();
    expect_interrupts(0, "on vcpu=0");
}
