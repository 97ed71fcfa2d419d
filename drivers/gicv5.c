/* SPDX-License-Identifier: MIT */
/* GICv5, Arm AES0070, as far as its PPIs: all of one priority. */
#include "drivers/gicv5.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/gicv5.h"
#include "arch/arm64/mmu.h"
#include "core/devicetree.h"
#include "drivers/mmio.h"

#include <stddef.h>

/* The IRS's configuration frame. */
enum {
    IRS_CR0 = 0x0080,
    PATIENCE_US = 100000, /* for the IRS to finish what it was told */
};
#define IRS_CR0_IRSEN BIT(0)
#define IRS_CR0_IDLE  BIT(1)

#define ALL        (~0ull)
#define PPIS       128
#define PRIORITIES 0x1010101010101010ull /* in the middle */
#define LOWEST     0x1f                  /* of the priorities: all are admitted */

static bool init_cpu(void) {
    write_sysreg(ICC_PPI_ENABLER0_EL1, 0);
    write_sysreg(ICC_PPI_ENABLER1_EL1, 0);
    write_sysreg(ICC_PPI_PRIORITYR0_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR1_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR2_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR3_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR4_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR5_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR6_EL1, PRIORITIES);
    write_sysreg(ICC_PPI_PRIORITYR7_EL1, PRIORITIES);
    isb();
    write_sysreg(ICC_PCR_EL1, LOWEST);
    write_sysreg(ICC_CR0_EL1, ICC_CR0_EN);
    isb();
    return true;
}

static void quiet(void) {
    write_sysreg(ICC_PPI_ENABLER0_EL1, 0);
    write_sysreg(ICC_PPI_ENABLER1_EL1, 0);
    write_sysreg(ICC_PPI_CPENDR0_EL1, ALL);
    write_sysreg(ICC_PPI_CPENDR1_EL1, ALL);
    write_sysreg(ICC_PPI_CACTIVER0_EL1, ALL);
    write_sysreg(ICC_PPI_CACTIVER1_EL1, ALL);
    isb();
    write_sysreg(ICC_PPI_ENABLER0_EL1, ALL);
    write_sysreg(ICC_PPI_ENABLER1_EL1, ALL);
    isb();
}

static void disable(unsigned intid) {
    if (intid < 64)
        write_sysreg(ICC_PPI_ENABLER0_EL1, read_sysreg(ICC_PPI_ENABLER0_EL1) & ~(1ull << intid));
    else if (intid < GICV5_PPIS)
        write_sysreg(ICC_PPI_ENABLER1_EL1,
                     read_sysreg(ICC_PPI_ENABLER1_EL1) & ~(1ull << intid % 64));
    isb();
}

/* A PPI is known by its ID alone, as everywhere; what is none keeps its type, and is nobody's. */
static bool take(unsigned *intid) {
    uint64_t taken = gicr_cdia();
    if (!(taken & GICV5_VALID))
        return false;
    gsb_ack();
    *intid = (unsigned)(GET(taken, GICV5_TYPE) == GICV5_PPI ? GET(taken, GICV5_ID) : taken);
    return true;
}

static void end(unsigned intid) {
    gic_cddi(intid < GICV5_PPIS ? PUT(GICV5_PPI, GICV5_TYPE) | intid : intid);
    gic_cdeoi();
    isb();
}

static const struct irqchip gicv5 = {"gicv5", init_cpu, quiet, NULL, disable, take, end};

/* An IRS, which a VM may have or not, has to be enabled before any CPU takes interrupts. */
static bool init_irs(const void *fdt) {
    uint64_t base, size;
    int irs = dt_find(fdt, "arm,gic-v5-irs");
    if (irs < 0)
        return true;
    if (!dt_reg(fdt, irs, 0, &base, &size) || !mmu_map_device(base, size))
        return false;
    mmio_write32(base + IRS_CR0, IRS_CR0_IRSEN);
    return wait_for(mmio_read32(base + IRS_CR0) & IRS_CR0_IDLE, PATIENCE_US);
}

const struct irqchip *gicv5_init(const void *fdt) {
    return dt_find(fdt, "arm,gic-v5") >= 0 && gicv5_present() && init_irs(fdt) ? &gicv5 : NULL;
}
