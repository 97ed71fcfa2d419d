/* SPDX-License-Identifier: MIT */
/* Arm PrimeCell UART (DDI 0183), as the VMM left it: it is on, and polled. */
#include "drivers/console.h"
#include "drivers/mmio.h"

enum {
    UARTDR = 0x00,
    UARTFR = 0x18,
    UARTFR_TXFF = 1 << 5, /* the transmit FIFO is full */
};

static bool ready(const struct place *place) {
    return !(mmio_read32(place->base + UARTFR) & UARTFR_TXFF);
}

static void put(const struct place *place, char c) {
    mmio_write32(place->base + UARTDR, (uint8_t)c);
}

const struct console pl011 = {.compatible = "arm,pl011", .ready = ready, .put = put};
