/* SPDX-License-Identifier: MIT */
/*
 * GICv3, Arm IHI 0069, as one security state with affinity routing: all interrupts are Group 1, of
 * one priority. Registers as in its chapter 12.
 */
#include "drivers/gicv3.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/mmu.h"
#include "core/devicetree.h"
#include "core/not_zeroed.h"
#include "drivers/gicd.h"
#include "drivers/mmio.h"

#include <stddef.h>

enum {
    GICD_IROUTER = 0x6000,

    GICR_TYPER = 0x0008,
    GICR_WAKER = 0x0014,
    GICR_SGI_PAGE = 0x10000,
    GICR_FRAME = 0x20000,
    GICR_FRAME_VLPI = 0x40000,

    PATIENCE_US = 100000, /* for the GIC to finish what it was told */
};
#define GICD_CTLR_ENABLE_GRP1     BIT(0) /* seen from the non-secure side; and */
#define GICD_CTLR_ENABLE_GRP1A    BIT(1) /* with ARE; a GIC of one security state has it too */
#define GICD_CTLR_ARE             BIT(4)
#define GICD_CTLR_RWP             BIT(31)
#define GICR_TYPER_VLPIS          BIT(1)
#define GICR_TYPER_LAST           BIT(4)
#define GICR_TYPER_AFFINITY       FIELD(63, 32)
#define GICR_WAKER_PROCESSORSLEEP BIT(1)
#define GICR_WAKER_CHILDRENASLEEP BIT(2)
#define ICC_INTID_SPECIAL         1020
#define IROUTER(intid)            (GICD_IROUTER + 8 * (uint64_t)(intid))

static const void *tree;
static int node;
static uint64_t distributor;

static void await_writes(void) {
    wait_for(!(mmio_read32(distributor + GICD_CTLR) & GICD_CTLR_RWP), PATIENCE_US);
}

/* This CPU's redistributor: the frame whose GICR_TYPER has our affinity. 0 if there is
 * none. */
static uint64_t find_redistributor(void) {
    uint64_t mpidr = this_cpu()->id;
    uint64_t affinity = GET(mpidr, FIELD(39, 32)) << 24 | (mpidr & FIELD(23, 0));
    uint64_t base, size;
    for (unsigned region = 1; dt_reg(tree, node, region, &base, &size); region++)
        for (uint64_t frame = base; frame + GICR_FRAME <= base + size;) {
            uint64_t typer = mmio_read64(frame + GICR_TYPER);
            if (GET(typer, GICR_TYPER_AFFINITY) == affinity)
                return frame;
            if (typer & GICR_TYPER_LAST)
                break;
            frame += typer & GICR_TYPER_VLPIS ? GICR_FRAME_VLPI : GICR_FRAME;
        }
    return 0;
}

static uint64_t sgi_page[MAX_CPUS] NOT_ZEROED;

static uint64_t my_page(void) {
    return sgi_page[this_cpu()->index];
}

static bool init_cpu(void) {
    uint64_t frame = find_redistributor();
    if (!frame)
        return false;
    sgi_page[this_cpu()->index] = frame + GICR_SGI_PAGE;
    mmio_write32(frame + GICR_WAKER,
                 mmio_read32(frame + GICR_WAKER) & ~(uint32_t)GICR_WAKER_PROCESSORSLEEP);
    wait_for(!(mmio_read32(frame + GICR_WAKER) & GICR_WAKER_CHILDRENASLEEP), PATIENCE_US);
    gicd_init_cpu(true);

    write_sysreg(icc_sre_el1, read_sysreg(icc_sre_el1) | ICC_SRE_SRE);
    isb();
    write_sysreg(icc_pmr_el1, 0xff);
    write_sysreg(icc_bpr1_el1, 0);
    write_sysreg(icc_ctlr_el1, 0); /* EOImode 0: EOIR1 also deactivates */
    write_sysreg(icc_igrpen1_el1, 1);
    isb();
    return true;
}

static void target(unsigned intid, bool edge) {
    if (gicd_configure(intid, edge))
        mmio_write64(distributor + IROUTER(intid), this_cpu()->id);
}

static bool take(unsigned *intid) {
    *intid = (unsigned)read_sysreg(icc_iar1_el1);
    dsb();
    return *intid < ICC_INTID_SPECIAL;
}

static void end(unsigned intid) {
    write_sysreg(icc_eoir1_el1, intid);
    isb();
}

static const struct irqchip gicv3 = {"gicv3",      init_cpu, gicd_quiet, target,
                                     gicd_disable, take,     end};

const struct irqchip *gicv3_init(const void *fdt) {
    uint64_t base, size;
    tree = fdt;
    node = dt_find(fdt, "arm,gic-v3");
    if (node < 0 || !GET(read_sysreg(id_aa64pfr0_el1), ID_AA64PFR0_GIC) ||
        !dt_reg(fdt, node, 0, &distributor, &size) || !mmu_map_device(distributor, size))
        return NULL;
    for (unsigned region = 1; dt_reg(fdt, node, region, &base, &size); region++)
        if (!mmu_map_device(base, size))
            return NULL;
    gicd_init(distributor, GICD_CTLR_ARE | GICD_CTLR_ENABLE_GRP1A | GICD_CTLR_ENABLE_GRP1, true,
              my_page, await_writes);
    return &gicv3;
}
