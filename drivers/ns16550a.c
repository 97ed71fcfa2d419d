/* SPDX-License-Identifier: MIT */
/* The PC's UART (National PC16550D), as the VMM left it, polled. Its registers are bytes, or the
 * low bytes of words, and may be apart. */
#include "drivers/console.h"
#include "drivers/mmio.h"

enum {
    THR = 0,
    LSR = 5,
    LSR_THRE = 1 << 5, /* the transmit holding register is empty */
};

static bool ready(const struct place *place) {
    uint64_t address = place->base + (LSR << place->shift);
    return (place->width == 4 ? mmio_read32(address) : mmio_read8(address)) & LSR_THRE;
}

static void put(const struct place *place, char c) {
    if (place->width == 4)
        mmio_write32(place->base + THR, (uint8_t)c);
    else
        mmio_write8(place->base + THR, (uint8_t)c);
}

const struct console ns16550a = {.compatible = "ns16550a", .ready = ready, .put = put};
