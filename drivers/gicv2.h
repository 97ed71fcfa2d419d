/* SPDX-License-Identifier: MIT */
#ifndef DRIVERS_GICV2_H
#define DRIVERS_GICV2_H

#include "drivers/irq.h"

/* Finds and enables a GICv2 (Arm IHI 0048); NULL if the device tree has none. */
const struct irqchip *gicv2_init(const void *fdt);

#endif
