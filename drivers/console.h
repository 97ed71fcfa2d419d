/* SPDX-License-Identifier: MIT */
/*
 * Where the payload prints. A console is a driver and the place it is at; it is given whole lines.
 */
#ifndef DRIVERS_CONSOLE_H
#define DRIVERS_CONSOLE_H

#include "core/claims.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct place {
    uint64_t base;
    unsigned shift, width; /* registers are 1 << shift bytes apart, and 1 or 4 wide */
};

struct console {
    const char *compatible;                   /* its device tree binding */
    bool (*begin)(const struct place *place); /* false: it is not what it seems; may be NULL */

    /* Whole lines at once; or these two: is there room for a character, and put it. */
    void (*write)(const struct place *place, const char *text, size_t length);
    bool (*ready)(const struct place *place);
    void (*put)(const struct place *place, char c);
};

/* Those that an architecture's build leaves out have no address. */
__attribute__((weak)) extern const struct console doorbell_console, pl011, ns16550a, hvterm,
    virtio_console;

/* Chooses the console: the claim guest.console, else the node stdout-path names, else the first in
 * the tree; if there is none that we can drive, nothing is ever printed. False if one was claimed,
 * and is not what was chosen. */
bool console_init(const void *fdt, const struct claims *claims);

void console_write(const char *text, size_t length);

#endif
