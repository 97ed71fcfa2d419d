/* SPDX-License-Identifier: MIT */
#include "drivers/console.h"
#include "core/devicetree.h"
#include "mmu.h"

#include <libfdt.h>

/* In the order of guest.console's words. */
static const struct console *const consoles[] = {&doorbell_console, &pl011, &ns16550a, &hvterm};

static const struct console *console;
static uint64_t base;

static bool use(const struct console *chosen, uint64_t address) {
    if (!chosen || !mmu_map_device(address, 0x1000))
        return false;
    console = chosen;
    base = address;
    return true;
}

bool console_init(const void *fdt, const struct claims *claims) {
    if (claim_made(claims, CLAIM_GUEST_CONSOLE)) {
        const uint64_t *value = claims->of[CLAIM_GUEST_CONSOLE].value[0];
        return use(consoles[value[0]], value[1]);
    }
    int node = dt_stdout(fdt);
    uint64_t address, size;
    for (unsigned i = 0; i < sizeof consoles / sizeof *consoles; i++)
        if (node >= 0 && consoles[i] &&
            fdt_node_check_compatible(fdt, node, consoles[i]->compatible) == 0 &&
            dt_reg(fdt, node, 0, &address, &size))
            return use(consoles[i], address);
    return false;
}

void console_write(const char *text, size_t length) {
    if (console && console->write)
        console->write(base, text, length);
    for (; console && console->put && length--; text++) {
        if (*text == '\n')
            console->put(base, '\r');
        console->put(base, *text);
    }
}
