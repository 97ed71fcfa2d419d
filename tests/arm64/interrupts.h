/* SPDX-License-Identifier: MIT */
/* What every check of an interrupt needs. */
#ifndef TESTS_ARM64_INTERRUPTS_H
#define TESTS_ARM64_INTERRUPTS_H

/* Skips without an interrupt controller that we drive. */
void need_irqchip(void);

/* Says what this CPU's interrupt log holds. */
void note_interrupts(void);

#endif
