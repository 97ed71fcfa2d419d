/* SPDX-License-Identifier: MIT */
/* What every check of an interrupt needs. */
#ifndef TESTS_ARM64_INTERRUPTS_H
#define TESTS_ARM64_INTERRUPTS_H

#include "core/claims.h"
#include "drivers/irq.h"

/* Skips without an interrupt controller that we drive. */
void need_irqchip(void);

/* Is the line of this device a level? irq_quiet(), but the device is left alone when its interrupt
 * is taken for the first time: a level brings it again, an edge does not. */
void leave_alone(irq_quencher *device);
void expect_trigger(uint64_t claimed);

/* A PPI is wired to every CPU. Trees for other GICs than a GICv2 need not say so. */
void expect_ppi_cpus(enum claim_id mask);

/* Skips where our own host program is not the VMM: nobody could be asked to raise something. */
void need_doorbell(void);

/* This CPU took so many; if not, says which. */
void expect_interrupts(unsigned expected, const char *where);

#endif
