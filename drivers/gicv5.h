/* SPDX-License-Identifier: MIT */
#ifndef DRIVERS_GICV5_H
#define DRIVERS_GICV5_H

#include "drivers/irq.h"

/* Finds and enables a GICv5 (Arm AES0070), of which only PPIs are used; NULL if the device tree has
 * none or this CPU lacks its interface (ID_AA64PFR2_EL1.GCIE). */
const struct irqchip *gicv5_init(const void *fdt);

#endif
