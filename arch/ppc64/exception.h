/* SPDX-License-Identifier: MIT */
#ifndef ARCH_EXCEPTION_H
#define ARCH_EXCEPTION_H

#include <stdint.h>

/* What vectors.S saves. */
struct frame {
    uint64_t r[32], nip, msr, lr, ctr, cr, xer;
};

/* Puts the vectors where the CPU looks for them, from 0x100 on: whatever firmware was there is
 * gone. */
void exception_init(void);

/* Who handles external interrupts (0x500); called with them masked, on the CPU that took one. It
 * must not print. */
void exception_set_irq_handler(void (*handler)(void));

/* Where an exception nobody expected is described, a line a call. Afterwards the CPU gives up what
 * it was doing (cpu_give_up()). */
void exception_set_printer(void (*print)(const char *format, ...));

#endif
