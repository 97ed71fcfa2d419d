/* SPDX-License-Identifier: MIT */
/* Two UARTs, of which there is just enough for a driver that polls. They are slow: each is full for
 * a while after some characters, and what is put into it then is lost. */
#include "host/arm64/machine.h"
#include "host/console.h"

struct fifo {
    unsigned room, filled, busy; /* characters it takes, and has; polls until it is empty */
};

static bool full(const struct fifo *fifo) {
    return fifo->filled == fifo->room;
}

static void poll(struct fifo *fifo) {
    if (full(fifo) && fifo->busy-- == 0)
        fifo->filled = 0;
}

static void put(const struct machine *machine, struct fifo *fifo, char byte) {
    enum { POLLS = 2 };
    if (full(fifo))
        return;
    console_put(machine, byte);
    fifo->busy = ++fifo->filled == fifo->room ? POLLS : 0;
}

/* PrimeCell UART (PL011) Technical Reference Manual, 3.3. */
uint64_t pl011_access(const struct machine *machine, uint64_t offset, bool write, uint64_t value) {
    enum {
        DR = 0x00,
        FR = 0x18,
        FR_RXFE = 1 << 4,
        FR_TXFF = 1 << 5,
    };
    static struct fifo fifo = {.room = 16};
    if (write && offset == DR)
        put(machine, &fifo, (char)value);
    if (write || offset != FR)
        return 0;
    poll(&fifo);
    return FR_RXFE | (full(&fifo) ? FR_TXFF : 0);
}

uint32_t ns16550a_width(const uint64_t *console) {
    return console[3] ? (uint32_t)console[3] : 1;
}

/* PC16550D data sheet, 8.0. Its registers are where the device tree has told the guest they are. */
uint64_t ns16550a_access(const struct machine *machine, uint64_t offset, bool write,
                         uint64_t value) {
    const uint64_t shift = machine->applied->of[CLAIM_GUEST_CONSOLE].value[0][2];
    enum {
        THR = 0,
        LSR = 5,
        LSR_THRE = 1 << 5,
    };
    static struct fifo fifo = {.room = 1};
    if (write && offset == THR)
        put(machine, &fifo, (char)value);
    if (write || offset >> shift != LSR)
        return 0;
    poll(&fifo);
    return full(&fifo) ? 0 : LSR_THRE;
}
