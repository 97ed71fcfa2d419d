/* SPDX-License-Identifier: MIT */
/* The hypervisor's virtual terminal (LoPAR 17.5.2.1.2, H_PUT_TERM_CHAR): up to 16 characters a
 * call. Its device tree node has the terminal's number where others have an address. */
#include "arch/ppc64/hcall.h"
#include "drivers/console.h"

#include <libfdt.h>
#include <string.h>

enum {
    CHARACTERS = 16,
    PATIENCE = 1000000, /* times that a busy terminal is asked again before its line is given up */
};

static void put16(uint64_t terminal, const char *text, size_t length) {
    fdt64_t word[CHARACTERS / 8] = {0};
    memcpy(word, text, length);
    for (unsigned i = 0; i < PATIENCE; i++)
        if (hcall(H_PUT_TERM_CHAR, terminal, length, fdt64_to_cpu(word[0]),
                  fdt64_to_cpu(word[1])) != H_BUSY)
            return;
}

/* A terminal begins its lines as it is told to, and no other way. */
static void write(const struct place *place, const char *text, size_t length) {
    for (size_t begun = 0; length--; text++) {
        if (*text == '\n' || begun == CHARACTERS) {
            put16(place->base, text - begun, begun);
            begun = 0;
        }
        if (*text == '\n')
            put16(place->base, "\r\n", 2);
        else
            begun++;
    }
}

const struct console hvterm = {.compatible = "hvterm1", .write = write};
