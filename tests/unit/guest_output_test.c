/* SPDX-License-Identifier: MIT */
/* The reader of what guests print, against guests that lie, break off, and print anything. */
#include "host/guest_output.c"

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const names[] = {"boot.el", "boot.cpus", "pmu.irq"};
enum { CHECKS = sizeof names / sizeof *names };

/* Everything the reader said, as one text. */
static char said[8192];

static void say_more(const char *what, const char *text) {
    size_t used = strlen(said);
    snprintf(said + used, sizeof said - used, "%s(%s) ", what, text);
}

static const char *check(void *context, unsigned index) {
    (void)context;
    assert_true(index < CHECKS);
    return names[index];
}

static void on_note(void *context, const char *text) {
    (void)context;
    say_more("note", text);
}

static void on_result(void *context, unsigned index, enum verdict verdict, const char *remark) {
    static const char *const words[] = {"pass", "fail", "skip"};
    (void)context;
    assert_true(index < CHECKS);
    say_more(words[verdict], names[index]);
    if (*remark)
        say_more("remark", remark);
}

static struct guest_output fresh(void) {
    said[0] = '\0';
    return (struct guest_output){
        .checks = CHECKS, .check = check, .note = on_note, .result = on_result};
}

static struct guest_output read_all(const char *text) {
    struct guest_output output = fresh();
    guest_output_feed(&output, text, strlen(text));
    guest_output_finish(&output);
    return output;
}

#define HEAD "TAP version 13\n1..3\n"

static void a_good_guest(void **state) {
    (void)state;
    const char text[] = HEAD "# machine\nok 1 - boot.el\n# boot.cpus: expected=2\n"
                             "not ok 2 - boot.cpus\nok 3 - pmu.irq # SKIP no PMU\n"
                             "# Totals: pass:1\n# END vouch 0.1\n";
    struct guest_output output = read_all(text);
    assert_true(output.planned && output.ended);
    assert_int_equal(output.reported, 3);
    assert_int_equal(output.noise, 0);
    assert_string_equal(output.fault, "");
    assert_string_equal(said, "note(machine) pass(boot.el) note(boot.cpus: expected=2) "
                              "fail(boot.cpus) skip(pmu.irq) remark(no PMU) ");
}

static void the_same_in_pieces(void **state) {
    (void)state;
    const char text[] = "noise\r\n" HEAD "ok 1 - boot.el # value=1.5 us\r\nok 2 - boot.cpus\n";
    for (size_t piece = 1; piece < sizeof text; piece++) {
        struct guest_output output = fresh();
        for (size_t at = 0; at < sizeof text - 1; at += piece) {
            size_t left = sizeof text - 1 - at;
            guest_output_feed(&output, text + at, left < piece ? left : piece);
        }
        guest_output_finish(&output);
        assert_int_equal(output.noise, 1);
        assert_string_equal(said, "pass(boot.el) remark(value=1.5 us) pass(boot.cpus) ");
        assert_string_equal(output.last, "ok 2 - boot.cpus");
        assert_false(output.ended);
    }
}

static void results_that_are_not_due(void **state) {
    (void)state;
    static const char *const lines[] = {
        "ok 2 - boot.el",   "ok 1 - boot.cpus",  "ok 1 - boot.elsewhere",
        "ok 1 - boot",      "ok 1 boot.el",      "ok - boot.el",
        "ok 01x - boot.el", "ok 1 -  boot.el",   "ok 1 - boot.el.end",
        "ok -1 - boot.el",  "ok 1 - ",           "not ok 2 - boot.el",
        "ok 1 - boot.el#x", "ok 1 - boot.el ok", "ok 99999999999999999999999 - boot.el",
        "ok +1 - boot.el",  "ok  1 - boot.el",
    };
    for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[200];
        snprintf(text, sizeof text, HEAD "%s\n", lines[i]);
        struct guest_output output = read_all(text);
        assert_int_equal(output.reported, 0);
        assert_string_not_equal(output.fault, "");
        assert_string_equal(said, "");
    }
}

static void results_too_many(void **state) {
    (void)state;
    const char text[] = HEAD "ok 1 - boot.el\nok 1 - boot.el\n";
    assert_string_not_equal(read_all(text).fault, "");
    const char late[] = HEAD "ok 1 - boot.el\n# END x\nok 2 - boot.cpus\n";
    assert_string_not_equal(read_all(late).fault, "");
    assert_int_equal(read_all(late).reported, 1);
    const char more[] = HEAD "ok 1 - boot.el\nok 2 - boot.cpus\nok 3 - pmu.irq\nok 4 - end\n";
    assert_string_not_equal(read_all(more).fault, "");
    assert_int_equal(read_all(more).reported, 3);
}

static void another_plan(void **state) {
    (void)state;
    struct guest_output output = read_all("TAP version 13\n1..4\nok 1 - boot.el\n");
    assert_string_equal(output.fault, "the guest planned 4 checks, not 3");
    assert_int_equal(output.reported, 0);
    assert_int_equal(read_all("TAP version 13\nok 1 - boot.el\n").reported, 0);
    assert_int_equal(read_all("1..3\nok 1 - boot.el\n").noise, 2);
    output = read_all("TAP version 13\n1..\n1..3\nok 1 - boot.el\n");
    assert_int_equal(output.noise, 1);
    assert_int_equal(output.reported, 1);
    assert_string_equal(output.fault, "");
}

/* A directive would turn the verdict around in a parser that reads our stream. */
static void directives(void **state) {
    (void)state;
    read_all(HEAD "not ok 1 - boot.el # SKIP oh well\nnot ok 2 - boot.cpus # TODO\n"
                  "not ok 3 - pmu.irq # value=1 # TODO\n");
    assert_string_equal(said, "fail(boot.el) fail(boot.cpus) fail(pmu.irq) ");
}

static void lines_without_end(void **state) {
    (void)state;
    struct guest_output output = fresh();
    guest_output_feed(&output, HEAD, strlen(HEAD));
    for (unsigned i = 0; i < 100000; i++)
        guest_output_feed(&output, "x", 1);
    guest_output_feed(&output, "\nok 1 - boot.el\n", 16);
    assert_int_equal(output.noise, 1);
    assert_int_equal(output.reported, 1);
}

static void any_bytes(void **state) {
    (void)state;
    uint64_t random = 0x9e3779b97f4a7c15;
    static const char *const pieces[] = {"ok ",     "not ok ", "1 - boot.el", "2 - boot.cpus",
                                         "# ",      "END ",    "\n",          "\n",
                                         "# SKIP ", "1..3",    "\r",          "TAP version 13\n"};
    for (unsigned round = 0; round < 2000; round++) {
        struct guest_output output = fresh();
        for (unsigned i = 0; i < 60; i++) {
            random ^= random << 13, random ^= random >> 7, random ^= random << 17;
            const char *piece = pieces[random % (sizeof pieces / sizeof *pieces)];
            if (random >> 32 & 1)
                guest_output_feed(&output, piece, strlen(piece));
            else
                guest_output_feed(&output, (const char *)&random, random >> 33 & 7);
        }
        guest_output_finish(&output);
        assert_true(output.reported <= CHECKS);
        for (const char *c = output.last; *c; c++)
            assert_true(*c >= ' ' && *c <= '~');
        said[0] = '\0';
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_guest),
        cmocka_unit_test(the_same_in_pieces),
        cmocka_unit_test(results_that_are_not_due),
        cmocka_unit_test(results_too_many),
        cmocka_unit_test(another_plan),
        cmocka_unit_test(directives),
        cmocka_unit_test(lines_without_end),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
