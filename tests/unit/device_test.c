/* SPDX-License-Identifier: MIT */
/* What is left to the one SKIP of a device that the host lacks, and what is not. */
#include "host/device.c"
#include "host/options.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *no_gic(void) {
    return "no gic";
}

static const char *nothing(void) {
    return NULL;
}

const struct device arch_devices[] = {{"gic", no_gic}, {"pmu", nothing}, {0}};
struct tap tap;

void die(int status, const char *format, ...) {
    (void)status;
    fail_msg("%s", format);
    abort();
}

/* Of those that are there, how many run when `names` are asked for; the others are one SKIP. */
static unsigned run(const char *names) {
    static const char *const there[] = {
        "timer",           "gic", "gic-2", "gics", "pmu", "errno.gic.create", "errno.gic.irq",
        "errno.timer.busy"};
    static char buffer[100], *words[10];
    struct options options = {.names = words};
    char *rest = strcpy(buffer, names);
    for (char **word = words; (*word = strsep(&rest, " ")) && **word; word++)
        ;
    if (!*names)
        words[0] = NULL;
    left_out = 0;
    unsigned runs = 0;
    for (unsigned i = 0; i < sizeof there / sizeof *there; i++)
        runs += device_select(&options, there[i]);
    options_all_selected(&options, "name");
    return runs;
}

static void a_plain_run_has_one_skip(void **state) {
    (void)state;
    assert_int_equal(run(""), 4);
    assert_int_equal(device_skips(), 1);
}

static void so_has_what_stands_for_more_than_the_device(void **state) {
    (void)state;
    assert_int_equal(run("errno"), 1);
    assert_int_equal(device_skips(), 1);
}

static void who_names_one_gets_that_one(void **state) {
    (void)state;
    assert_int_equal(run("gic-2"), 1);
    assert_int_equal(device_skips(), 0);
    assert_int_equal(run("errno.gic.irq"), 1);
    assert_int_equal(device_skips(), 0);
    assert_int_equal(run("gic"), 2);
    assert_int_equal(device_skips(), 0);
    assert_int_equal(run("errno.gic"), 2);
    assert_int_equal(device_skips(), 0);
    assert_int_equal(run("errno errno.gic.create"), 2);
    assert_int_equal(device_skips(), 1);
}

static void what_needs_no_such_device_runs(void **state) {
    (void)state;
    assert_int_equal(run("timer pmu gics errno.timer"), 4);
    assert_int_equal(device_skips(), 0);
}

static char printed[200];

static void keep(const char *line, size_t length) {
    snprintf(printed, sizeof printed, "%.*s", (int)length, line);
}

static void its_answer_is_the_reason(void **state) {
    (void)state;
    assert_string_equal(device_lacking("gic"), "no gic");
    assert_string_equal(device_lacking("gic.create"), "no gic");
    assert_null(device_lacking("pmu"));
    assert_null(device_lacking("gics"));
    run("");
    tap = (struct tap){.write = keep};
    device_skip("lie.");
    assert_string_equal(printed, "ok 1 - lie.gic.host # SKIP no gic\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_run_has_one_skip),
        cmocka_unit_test(so_has_what_stands_for_more_than_the_device),
        cmocka_unit_test(who_names_one_gets_that_one),
        cmocka_unit_test(what_needs_no_such_device_runs),
        cmocka_unit_test(its_answer_is_the_reason),
    };
    return cmocka_run_group_tests_name("device", tests, NULL, NULL);
}
