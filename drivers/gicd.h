/* SPDX-License-Identifier: MIT */
/*
 * The distributor, as GICv2 (Arm IHI 0048) and GICv3 (IHI 0069) share it: registers of a bit, two
 * bits or a byte for each interrupt, 32 interrupts a word. The first word's, those of SGIs and
 * PPIs, are each CPU's own, and where they are is what the two differ in.
 */
#ifndef DRIVERS_GICD_H
#define DRIVERS_GICD_H

#include <stdbool.h>
#include <stdint.h>

enum {
    GICD_CTLR = 0x0000,
    GICD_TYPER = 0x0004,
    GICD_IGROUPR = 0x0080,
    GICD_ISENABLER = 0x0100,
    GICD_ICENABLER = 0x0180,
    GICD_ICPENDR = 0x0280,
    GICD_ICACTIVER = 0x0380,
    GICD_IPRIORITYR = 0x0400,
    GICD_ICFGR = 0x0c00,
};

/* Begins with the distributor at `base`, mapped: all SPIs disabled, levels, of one priority and in
 * group 1 if `group1`. KVM's lines (timer, PMU) are levels; an SPI comes out of reset
 * edge-triggered. `control` is what GICD_CTLR is then set to. `banked` tells where the calling
 * CPU's first word is, and `settle` waits until what was written holds, or is NULL. */
void gicd_init(uint64_t base, uint32_t control, bool group1, uint64_t (*banked)(void),
               void (*settle)(void));

/* The calling CPU's first word: disabled, of one priority, in group 1 if `group1`. */
void gicd_init_cpu(bool group1);

/* As struct irqchip has them (drivers/irq.h). */
void gicd_quiet(void);
void gicd_disable(unsigned intid);

/* Makes an SPI an edge or a level; false if there is no such SPI. */
bool gicd_configure(unsigned intid, bool edge);

#endif
