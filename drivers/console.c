/* SPDX-License-Identifier: MIT */
#include "drivers/console.h"
#include "clock.h"
#include "core/devicetree.h"
#include "mmu.h"

/* In the order of guest.console's words. */
static const struct console *const consoles[] = {&doorbell_console, &pl011, &ns16550a, &hvterm,
                                                 &virtio_console};
enum {
    CONSOLES = sizeof consoles / sizeof *consoles,
    PATIENCE_US = 1000000, /* for room for a character, in a row */
};

static const struct console *console;
static struct place place;

static bool use(const struct console *chosen, struct place where) {
    if (!chosen || !mmu_map_device(where.base, 0x1000) || (chosen->begin && !chosen->begin(&where)))
        return false;
    console = chosen;
    place = where;
    return true;
}

static bool use_node(const void *fdt, int node, const struct console *chosen) {
    struct place where = {.shift = dt_cell(fdt, node, "reg-shift", 0),
                          .width = dt_cell(fdt, node, "reg-io-width", 1)};
    uint64_t size;
    return dt_reg(fdt, node, 0, &where.base, &size) && where.shift < 4 && use(chosen, where);
}

static void find(const void *fdt) {
    int node = dt_stdout(fdt);
    for (unsigned i = 0; i < CONSOLES && node >= 0; i++)
        if (consoles[i] && dt_is(fdt, node, consoles[i]->compatible) &&
            use_node(fdt, node, consoles[i]))
            return;
    for (unsigned i = 0; i < CONSOLES; i++) /* it names none, or none we drive */
        for (node = -1; consoles[i] && (node = dt_next(fdt, node, consoles[i]->compatible)) >= 0;)
            if (use_node(fdt, node, consoles[i]))
                return;
}

bool console_init(const void *fdt, const struct claims *claims) {
    const uint64_t *value = claims->of[CLAIM_GUEST_CONSOLE].value[0];
    bool claimed = claim_made(claims, CLAIM_GUEST_CONSOLE);
    struct place where = {value[1], (unsigned)value[2], (unsigned)value[3]};
    if (claimed && use(consoles[value[0]], where))
        return true;
    find(fdt);
    return !claimed;
}

/* What finds no room in time is put all the same, as the flag may mean nothing on this machine;
 * from then on, nothing waits. */
static void put(char c) {
    static bool impatient;
    impatient =
        !console->ready(&place) && !wait_for(console->ready(&place), impatient ? 0 : PATIENCE_US);
    console->put(&place, c);
}

void console_write(const char *text, size_t length) {
    if (console && console->write)
        console->write(&place, text, length);
    for (; console && console->put && length--; text++) {
        if (*text == '\n')
            put('\r');
        put(*text);
    }
}
