/* SPDX-License-Identifier: MIT */
#ifndef ARCH_EXCEPTION_H
#define ARCH_EXCEPTION_H

#include <stdbool.h>
#include <stdint.h>

/* What vectors.S saves. */
struct frame {
    uint64_t x[31], elr, spsr, unused;
};

/* Who handles IRQs; called with them masked, on the CPU that took one. It must not print. */
void exception_set_irq_handler(void (*handler)(void));

/* Where an exception nobody expected is described, a line a call. Afterwards the CPU gives up what
 * it was doing (cpu_give_up()). */
void exception_set_printer(void (*print)(const char *format, ...));

/* Runs run(argument); true if it was ended by a synchronous exception, which is then no surprise.
 */
bool exception_in(void (*run)(void *), void *argument);

#endif
