/* SPDX-License-Identifier: MIT */
#include "host/kernels.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool include(const char *range, const char *release) {
    return kernels_include(range, "6.1..7.3", release);
}

static void a_range_has_its_ends_and_what_is_between(void **state) {
    (void)state;
    assert_true(include("6.12..7.2", "6.12.107+deb13-cloud-arm64"));
    assert_true(include("6.12..7.2", "6.16.12"));
    assert_true(include("6.12..7.2", "7.2.12+deb13-cloud-arm64"));
    assert_false(include("6.12..7.2", "6.1.0-50-cloud-arm64"));
    assert_false(include("6.12..7.2", "7.3.4"));
    assert_false(include("6.12..7.2", "6.2.0"));
}

static void one_release_is_a_range(void **state) {
    (void)state;
    assert_true(include("6.1", "6.1.176"));
    assert_false(include("6.1", "6.12.1"));
    assert_false(include("6.1", "6.2-rc1"));
}

static void beyond_what_was_tried_the_nearest_counts(void **state) {
    (void)state;
    assert_true(include("7.2..7.3", "7.4.0-rc1"));
    assert_true(include("6.1..7.3", "8.0"));
    assert_false(include("6.1..7.1", "7.4"));
    assert_true(include("6.1", "5.10.0"));
    assert_false(include("6.12..7.3", "5.10.0"));
}

static void what_is_no_release_is_the_oldest(void **state) {
    (void)state;
    assert_true(include("6.1..7.3", ""));
    assert_false(include("7.2", "linux"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_has_its_ends_and_what_is_between),
        cmocka_unit_test(one_release_is_a_range),
        cmocka_unit_test(beyond_what_was_tried_the_nearest_counts),
        cmocka_unit_test(what_is_no_release_is_the_oldest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
