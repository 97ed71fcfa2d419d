/* SPDX-License-Identifier: MIT */
#include "core/tap.h"
#include "core/version.h"

#include <stdio.h>

/* Prints one line: cut to fit, and of printable bytes only, as part of it may come from a device
 * tree, a command line or a hostile guest. */
static void vprint(struct tap *tap, const char *before, const char *name, const char *between,
                   const char *format, va_list args) {
    char line[TAP_LINE];
    size_t room = sizeof line - 1; /* for the newline */
    int length = snprintf(line, room, "%s%s%s", before, name, between);
    if ((size_t)length < room)
        length += vsnprintf(line + length, room - (size_t)length, format, args);
    if ((size_t)length >= room)
        length = (int)room - 1;
    for (int i = 0; i < length; i++)
        if (line[i] < ' ' || line[i] > '~')
            line[i] = '?';
    line[length++] = '\n';
    line[length] = '\0';
    tap->write(line, (size_t)length);
}

__attribute__((format(printf, 2, 3))) static void print(struct tap *tap, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vprint(tap, "", "", "", format, args);
    va_end(args);
}

void tap_begin(struct tap *tap, unsigned planned) {
    tap->planned = planned;
    print(tap, "TAP version 13");
    print(tap, "1..%u", planned);
}

void tap_vnote(struct tap *tap, const char *name, const char *format, va_list args) {
    vprint(tap, "# ", name, *name ? ": " : "", format, args);
}

void tap_note(struct tap *tap, const char *name, const char *format, ...) {
    va_list args;
    va_start(args, format);
    tap_vnote(tap, name, format, args);
    va_end(args);
}

void tap_result(struct tap *tap, enum verdict verdict, const char *name, const char *remark) {
    tap->count[verdict]++;
    print(tap, "%sok %u - %s%s%s", verdict == FAIL ? "not " : "",
          tap->count[PASS] + tap->count[FAIL] + tap->count[SKIP], name,
          verdict == SKIP ? " # SKIP "
          : *remark       ? " # "
                          : "",
          remark);
}

void tap_end(struct tap *tap, const char *program) {
    print(tap, "# Totals: pass:%u fail:%u xfail:0 xpass:0 skip:%u error:0", tap->count[PASS],
          tap->count[FAIL], tap->count[SKIP]);
    print(tap, "# END %s %s", program, VOUCH_VERSION);
}
