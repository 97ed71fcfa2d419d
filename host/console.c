/* SPDX-License-Identifier: MIT */
#include "host/console.h"

#include "core/tap.h"
#include "host/child.h"

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

void console_put(const struct machine *machine, char byte) {
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
