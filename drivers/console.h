/* SPDX-License-Identifier: MIT */
/*
 * Where the payload prints. A console is a driver with a base address; it is given whole lines.
 */
#ifndef DRIVERS_CONSOLE_H
#define DRIVERS_CONSOLE_H

#include "core/claims.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct console {
    const char *compatible;                                        /* its device tree binding */
    void (*put)(uint64_t base, char c);                            /* one character, or */
    void (*write)(uint64_t base, const char *text, size_t length); /* a line at once */
};

/* Those that an architecture's build leaves out have no address. */
__attribute__((weak)) extern const struct console doorbell_console, pl011, ns16550a, hvterm;

/* Chooses the console: the claim guest.console, else the node stdout-path names. False if there is
 * none that we can drive; then nothing is ever printed. */
bool console_init(const void *fdt, const struct claims *claims);

void console_write(const char *text, size_t length);

#endif
