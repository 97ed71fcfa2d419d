/* SPDX-License-Identifier: MIT */
/* KVM_DEV_TYPE_ARM_VGIC_V5, seen from inside: the PPIs a guest was given, and no others. */
#include "tests/arm64/gicv5.h"
#include "arch/arm64/exception.h"
#include "arch/arm64/gicv5.h"
#include "drivers/irq.h"
#include "tests/check.h"

#include <inttypes.h>
#include <string.h>

/* Does the tree, or a claim, say that there is a GICv5? */
static bool claimed(void) {
    return claim_made(&claims, CLAIM_GICV5_PPIS) ||
           (device_tree && dt_find(device_tree, "arm,gic-v5") >= 0);
}

static void read_icc(void *unused) {
    (void)unused;
    (void)read_sysreg(ICC_CR0_EL1);
}

static void acknowledge(void *unused) {
    (void)unused;
    gicr_cdia();
}

void need_gicv5(void) {
    if (!gicv5_present() || !irq_chip() || strcmp(irq_chip()->name, "gicv5") != 0)
        skip("no GICv5: ID_AA64PFR2_EL1.GCIE=%u",
             (unsigned)GET(read_sysreg(ID_AA64PFR2_EL1), ID_AA64PFR2_GCIE));
}

bool claimed_sw_ppi(void) {
    return !claim_made(&claims, CLAIM_GICV5_PPIS) ||
           claim_value(&claims, CLAIM_GICV5_PPIS) & BIT(SW_PPI);
}

uint64_t quench_sw_ppi(void) {
    write_sysreg(ICC_PPI_CPENDR0_EL1, BIT(SW_PPI));
    return 1;
}

CHECK(present, "gicv5.present",
      GICV5 "ID_AA64PFR2_EL1.GCIE: 1 with the GICv5 CPU interface; without it that is UNDEFINED") {
    expect_equal("GCIE", claimed(), gicv5_present(), "");
    if (!claimed() && (!exception_in(read_icc, NULL) || !exception_in(acknowledge, NULL)))
        fail("ICC_CR0_EL1 or GICR CDIA expected=undefined actual=executed");
}

CHECK(ppis, "gicv5.ppis",
      "arm-vgic-v5.rst: the PPIs that a guest is given; enables of others are RAZ/WI") {
    need_gicv5();
    need_claim(CLAIM_GICV5_PPIS);
    const uint64_t *mask = claims.of[CLAIM_GICV5_PPIS].value[0];
    write_sysreg(ICC_PPI_ENABLER0_EL1, ~0ull);
    write_sysreg(ICC_PPI_ENABLER1_EL1, ~0ull);
    isb();
    uint64_t enabled[] = {read_sysreg(ICC_PPI_ENABLER0_EL1), read_sysreg(ICC_PPI_ENABLER1_EL1)};
    for (unsigned i = 0; i < 2; i++)
        if (enabled[i] != mask[i])
            fail("ICC_PPI_ENABLER%u_EL1 of all ones expected=0x%" PRIx64 " actual=0x%" PRIx64, i,
                 mask[i], enabled[i]);
}

static void expect_handling(uint64_t edges, unsigned ppi, bool edge) {
    if (edge != !(edges & BIT(ppi)))
        fail("ICC_PPI_HMR0_EL1 of ppi=%u expected=%s actual=%s", ppi, edge ? "edge" : "level",
             edge ? "level" : "edge");
}

CHECK(handling, "gicv5.handling",
      GICV5 "ICC_PPI_HMR0_EL1: SW_PPI is handled as an edge, timers and PMU as levels") {
    static const enum claim_id levels[] = {CLAIM_TIMER_VIRT, CLAIM_TIMER_PHYS, CLAIM_PMU_IRQ};
    need_gicv5();
    uint64_t modes = read_sysreg(ICC_PPI_HMR0_EL1);
    expect_handling(modes, SW_PPI, claimed_sw_ppi());
    for (unsigned i = 0; i < sizeof levels / sizeof *levels; i++)
        if (claim_made(&claims, levels[i]))
            expect_handling(modes, (unsigned)claim_value(&claims, levels[i]), false);
}
