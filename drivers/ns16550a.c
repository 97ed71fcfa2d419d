/* SPDX-License-Identifier: MIT */
/* The PC's UART behind byte-wide registers (National PC16550D), as the VMM left it, polled. */
#include "drivers/console.h"
#include "drivers/mmio.h"

enum {
    THR = 0,
    LSR = 5,
    LSR_THRE = 1 << 5,  /* the transmit holding register is empty */
    PATIENCE = 1000000, /* polls before a character is given up */
};

static void put(uint64_t base, char c) {
    for (unsigned i = 0; !(mmio_read8(base + LSR) & LSR_THRE) && i < PATIENCE; i++)
        ;
    mmio_write8(base + THR, (uint8_t)c);
}

const struct console ns16550a = {.compatible = "ns16550a", .put = put};
