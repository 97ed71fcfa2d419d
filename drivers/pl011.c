/* SPDX-License-Identifier: MIT */
/* Arm PrimeCell UART (DDI 0183), as the VMM left it: it is on, and polled. */
#include "drivers/console.h"
#include "drivers/mmio.h"

enum {
    UARTDR = 0x00,
    UARTFR = 0x18,
    UARTFR_TXFF = 1 << 5, /* the transmit FIFO is full */
    PATIENCE = 1000000,   /* polls before a character is given up */
};

static void put(uint64_t base, char c) {
    for (unsigned i = 0; mmio_read32(base + UARTFR) & UARTFR_TXFF && i < PATIENCE; i++)
        ;
    mmio_write32(base + UARTDR, (uint8_t)c);
}

const struct console pl011 = {.compatible = "arm,pl011", .put = put};
