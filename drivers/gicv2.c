/* SPDX-License-Identifier: MIT */
/* GICv2, Arm IHI 0048: all interrupts of one group and of one priority. */
#include "drivers/gicv2.h"
#include "arch/arm64/mmu.h"
#include "arch/arm64/sysreg.h"
#include "core/devicetree.h"
#include "drivers/gicd.h"
#include "drivers/mmio.h"

#include <stddef.h>

enum {
    GICD_ITARGETSR = 0x0800,

    /* the CPU interface */
    GICC_CTLR = 0x0000,
    GICC_PMR = 0x0004,
    GICC_BPR = 0x0008,
    GICC_IAR = 0x000c,
    GICC_EOIR = 0x0010,
};
#define CTLR_ENABLE        BIT(0) /* of the distributor, and of the CPU interface */
#define GICC_IAR_INTID     FIELD(9, 0)
#define GICC_INTID_SPECIAL 1020

static uint64_t distributor, cpu_interface;

/* The first word's registers are banked: each CPU finds its own at the same place. */
static uint64_t banked(void) {
    return distributor;
}

static bool init_cpu(void) {
    gicd_init_cpu(false);
    mmio_write32(cpu_interface + GICC_PMR, 0xff);
    mmio_write32(cpu_interface + GICC_BPR, 0);
    mmio_write32(cpu_interface + GICC_CTLR, CTLR_ENABLE);
    return true;
}

/* A CPU reads its own target bit from any of its banked interrupts. */
static void target(unsigned intid, bool edge) {
    uint32_t mine = mmio_read32(distributor + GICD_ITARGETSR) & 0xff;
    uint64_t targets = distributor + GICD_ITARGETSR + intid / 4 * 4;
    unsigned shift = intid % 4 * 8;
    if (gicd_configure(intid, edge))
        mmio_write32(targets, (mmio_read32(targets) & ~(0xffu << shift)) | mine << shift);
}

static bool take(unsigned *intid) {
    *intid = mmio_read32(cpu_interface + GICC_IAR) & GICC_IAR_INTID;
    return *intid < GICC_INTID_SPECIAL;
}

static void end(unsigned intid) {
    mmio_write32(cpu_interface + GICC_EOIR, intid);
    dsb();
}

static const struct irqchip gicv2 = {"gicv2",      init_cpu, gicd_quiet, target,
                                     gicd_disable, take,     end};

const struct irqchip *gicv2_init(const void *fdt) {
    static const char *const compatible[] = {"arm,cortex-a15-gic", "arm,gic-400"};
    uint64_t size, interface_size;
    for (unsigned i = 0; i < sizeof compatible / sizeof *compatible; i++) {
        int node = dt_find(fdt, compatible[i]);
        if (node < 0 || !dt_reg(fdt, node, 0, &distributor, &size) ||
            !dt_reg(fdt, node, 1, &cpu_interface, &interface_size) ||
            !mmu_map_device(distributor, size) || !mmu_map_device(cpu_interface, interface_size))
            continue;
        gicd_init(distributor, CTLR_ENABLE, false, banked, NULL);
        return &gicv2;
    }
    return NULL;
}
