/* SPDX-License-Identifier: MIT */
/* A guest's check, compiled for the build machine: what it says, and how it ends. Included once,
 * after the check's own file. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include "tests/check.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* the check's are functions */
#undef skip

/* What the check came to. */
static jmp_buf end;
static enum { PASSES, FAILS, SKIPS } verdict;
static char why[200];

struct claims claims;

_Noreturn static void ends(int how, const char *format, va_list args) {
    verdict = how;
    vsnprintf(why, sizeof why, format, args);
    longjmp(end, 1);
}

void fail(const char *format, ...) {
    va_list args;
    va_start(args, format);
    ends(FAILS, format, args);
}

void skip(const char *format, ...) {
    va_list args;
    va_start(args, format);
    ends(SKIPS, format, args);
}

void note(const char *format, ...) {
    (void)format;
}

void expect_equal(const char *what, uint64_t expected, uint64_t actual, const char *where) {
    if (expected != actual)
        fail("%s expected=%" PRIu64 " actual=%" PRIu64 " %s", what, expected, actual, where);
}

void need_claim(enum claim_id id) {
    if (!claim_made(&claims, id))
        skip("no claim");
}

static void run_check(void (*check)(void), const char *claim) {
    claims = (struct claims){0};
    claims_parse(&claims, claim, CLAIM_COMMAND_LINE);
    assert_int_equal(claims.errors, 0);
    *why = '\0';
    verdict = PASSES;
    if (setjmp(end) == 0)
        check();
}

#endif
