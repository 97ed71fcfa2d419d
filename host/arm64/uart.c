/* SPDX-License-Identifier: MIT */
/* Two UARTs, of which there is just enough for a driver that polls. */
#include "host/arm64/machine.h"
#include "host/console.h"

/* PrimeCell UART (PL011) Technical Reference Manual, 3.3. */
uint64_t pl011_access(const struct machine *machine, uint64_t offset, bool write, uint64_t value) {
    enum {
        DR = 0x00,
        FR = 0x18,
        FR_RXFE = 1 << 4,
        FR_TXFE = 1 << 7,
    };
    if (write && offset == DR)
        console_put(machine, (char)value);
    return offset == FR ? FR_RXFE | FR_TXFE : 0;
}

/* PC16550D data sheet, 8.0. */
uint64_t ns16550a_access(const struct machine *machine, uint64_t offset, bool write,
                         uint64_t value) {
    enum {
        THR = 0,
        LSR = 5,
        LSR_THRE = 1 << 5,
        LSR_TEMT = 1 << 6,
    };
    if (write && offset == THR)
        console_put(machine, (char)value);
    return offset == LSR ? LSR_THRE | LSR_TEMT : 0;
}
