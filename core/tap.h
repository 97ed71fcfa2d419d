/* SPDX-License-Identifier: MIT */
/*
 * Flat TAP version 13, the one dialect that prove, kunit.py, tap-parser, tappy and a LAVA monitor
 * all read alike: version and plan first, every result numbered, diagnostics before their result as
 * "# name: key=value ...", totals and END last. Both halves print through this.
 */
#ifndef CORE_TAP_H
#define CORE_TAP_H

#include <stdarg.h>
#include <stddef.h>

enum {
    TAP_LINE = 400, /* bytes of a line with its newline and NUL; what is longer is cut */
};

enum verdict { PASS, FAIL, SKIP };

struct tap {
    void (*write)(const char *line, size_t length); /* given whole lines */
    unsigned planned, count[SKIP + 1];
};

/* Prints the version line and the plan. */
void tap_begin(struct tap *tap, unsigned planned);

/* Prints "# name: ..."; an empty name prints "# ...". */
__attribute__((format(printf, 3, 4))) void tap_note(struct tap *tap, const char *name,
                                                    const char *format, ...);
void tap_vnote(struct tap *tap, const char *name, const char *format, va_list args);

/* Prints the numbered result. `remark` follows as a comment: why it was skipped, or a measured
 * value; it may be empty. */
void tap_result(struct tap *tap, enum verdict verdict, const char *name, const char *remark);

/* Prints the totals and the END line; `program` is "vouch" or the like. */
void tap_end(struct tap *tap, const char *program);

#endif
