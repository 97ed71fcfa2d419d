/* SPDX-License-Identifier: MIT */
#include "core/tap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static char output[8192];
static size_t used;

static void collect(const char *line, size_t length) {
    assert_int_equal(line[length - 1], '\n');
    assert_true(used + length < sizeof output);
    memcpy(output + used, line, length);
    used += length;
    output[used] = '\0';
}

static struct tap fresh(void) {
    used = 0;
    return (struct tap){.write = collect};
}

static void a_whole_run_is_flat_tap_13(void **state) {
    (void)state;
    struct tap tap = fresh();
    tap_begin(&tap, 3);
    tap_result(&tap, PASS, "pmu.present", "");
    tap_note(&tap, "timer.virt.intid", "intid expected=%d actual=%d", 20, 27);
    tap_result(&tap, FAIL, "timer.virt.intid", "");
    tap_result(&tap, SKIP, "pmu.filter", "no filter claimed");
    tap_end(&tap, "vouch");
    assert_string_equal(output, "TAP version 13\n"
                                "1..3\n"
                                "ok 1 - pmu.present\n"
                                "# timer.virt.intid: intid expected=20 actual=27\n"
                                "not ok 2 - timer.virt.intid\n"
                                "ok 3 - pmu.filter # SKIP no filter claimed\n"
                                "# Totals: pass:1 fail:1 xfail:0 xpass:0 skip:1 error:0\n"
                                "# END vouch 0.1\n");
}

static void a_measured_value_is_a_remark(void **state) {
    (void)state;
    struct tap tap = fresh();
    tap_result(&tap, PASS, "timer.virt.late", "value=12 us");
    assert_string_equal(output, "ok 1 - timer.virt.late # value=12 us\n");
}

static void what_others_wrote_cannot_break_a_line(void **state) {
    (void)state;
    struct tap tap = fresh();
    tap_note(&tap, "boot", "bootargs=%s", "a\nok 1 - forged\r\x1b[2J\x80");
    assert_string_equal(output, "# boot: bootargs=a?ok 1 - forged??[2J?\n");
}

static void long_lines_are_cut(void **state) {
    (void)state;
    struct tap tap = fresh();
    char text[2 * TAP_LINE];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    tap_note(&tap, "", "%s", text);
    assert_int_equal(used, TAP_LINE - 1);
    used = 0;
    tap_result(&tap, PASS, text, text);
    assert_int_equal(used, TAP_LINE - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_run_is_flat_tap_13),
        cmocka_unit_test(a_measured_value_is_a_remark),
        cmocka_unit_test(what_others_wrote_cannot_break_a_line),
        cmocka_unit_test(long_lines_are_cut),
    };
    return cmocka_run_group_tests_name("tap", tests, NULL, NULL);
}
