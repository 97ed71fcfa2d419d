/* SPDX-License-Identifier: MIT */
#ifndef DRIVERS_GICV3_H
#define DRIVERS_GICV3_H

#include "drivers/irq.h"

/* Finds and enables a GICv3 (Arm IHI 0069); NULL if the device tree has none or this CPU cannot use
 * its system registers. */
const struct irqchip *gicv3_init(const void *fdt);

#endif
