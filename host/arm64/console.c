/* SPDX-License-Identifier: MIT */
/* The ways a guest's text comes out: whole, or a byte at a time through one of two UARTs, of which
 * there is just enough for a driver that polls. */
#include "host/arm64/machine.h"
#include "host/child.h"

#include "core/tap.h"

#include <pthread.h>
#include <unistd.h>

void console_write(const struct machine *machine, const char *text, size_t length) {
    while (length) {
        ssize_t written = write(machine->console, text, length);
        if (written < 0)
            child_fail("ended: nobody reads the guest's output");
        text += written;
        length -= (size_t)written;
    }
}

static void put_byte(const struct machine *machine, char byte) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static char line[TAP_LINE];
    static size_t used;
    pthread_mutex_lock(&lock);
    line[used++] = byte;
    if (byte == '\n' || used == sizeof line) {
        console_write(machine, line, used);
        used = 0;
    }
    pthread_mutex_unlock(&lock);
}

/* PrimeCell UART (PL011) Technical Reference Manual, 3.3. */
uint64_t pl011_access(const struct machine *machine, uint64_t offset, bool write, uint64_t value) {
    enum {
        DR = 0x00,
        FR = 0x18,
        FR_RXFE = 1 << 4,
        FR_TXFE = 1 << 7,
    };
    if (write && offset == DR)
        put_byte(machine, (char)value);
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
        put_byte(machine, (char)value);
    return offset == LSR ? LSR_THRE | LSR_TEMT : 0;
}
