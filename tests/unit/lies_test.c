/* SPDX-License-Identifier: MIT */
/* A lie passes if exactly the checks it is about failed; if it could not be told, it is skipped. */
#include "host/lies.c"

#include "tests/unit/guest.h"
#include "tests/unit/machine.h"
#include "tests/unit/results.h"

#include "host/child.h"

#define BOOT "guest.checks=boot"

static const struct scenario lies_boot[] = {{"cpus", BOOT, .broken = "boot.cpus"},
                                            {"both", BOOT, .broken = "boot.cpus,boot.el"},
                                            {"end", BOOT, .broken = "end"},
                                            {"timer", BOOT, .broken = "boot.cpus,timer.virt"},
                                            {"gone", BOOT, .broken = "boot.cpus,boot.c,boot"},
                                            {0}},
                             lies_other[] = {{"many", BOOT " boot.cpus=9", .broken = "boot.cpus"},
                                             {"typo", BOOT " boot.cpu=1", .broken = "boot.cpus"},
                                             {"gicv5-cpus", BOOT, .broken = "boot.cpus"},
                                             {0}};
const struct scenario *const arch_lies[] = {lies_boot, lies_other, NULL};

void require_kvm(void) {}

static void lacks(const struct machine *machine) {
    (void)machine;
    child_lack("no such thing here");
}

/* Tells the lie, or all of them. */
static int tell(const char *lie, struct guest to) {
    char *names[] = {(char *)(uintptr_t)lie, NULL};
    struct options options = {.names = names, .timeout = 20};
    guest = to;
    memset(&kills, 0, sizeof kills);
    no_results_yet();
    return run_lies(&options);
}

#define STREAM(plan, lines, told, totals)                                                          \
    "TAP version 13\n1.." plan "\n# vouch 0.1 test, host kernel 7.2 test\n" lines                  \
    "# lies told=" told "\n# Totals: " totals " error:0\n# END vouch 0.1\n"
#define PASSES(lines, told) STREAM("1", lines, told, "pass:1 fail:0 xfail:0 xpass:0 skip:0")
#define FAILS(lines, told)  STREAM("1", lines, told, "pass:0 fail:1 xfail:0 xpass:0 skip:0")
#define SKIPS(lines)                                                                               \
    STREAM("1", lines, "0 caught=0 checks missed=0 false alarms=0",                                \
           "pass:0 fail:0 xfail:0 xpass:0 skip:1")

static void it_is_caught_by_the_checks_it_is_about(void **state) {
    (void)state;
    assert_int_equal(
        tell("cpus", (struct guest){HEAD "ok 1 - boot.el\nnot ok 2 - boot.cpus\n" TAIL}), 0);
    assert_string_equal(
        results,
        PASSES("# lie.cpus: caught by boot.cpus, and by no other of 3 checks\nok 1 - lie.cpus\n",
               "1 caught=1 checks missed=0 false alarms=0"));
    tell("both", (struct guest){HEAD "not ok 1 - boot.el\nnot ok 2 - boot.cpus\n" TAIL});
    assert_non_null(strstr(results, "\nok 1 - lie.both\n"));
    tell("end", (struct guest){HEAD "ok 1 - boot.el\nok 2 - boot.cpus\n"});
    assert_non_null(strstr(results, "\nok 1 - lie.end\n"));
}

static void it_is_missed(void **state) {
    (void)state;
    assert_int_equal(tell("cpus", (struct guest){HEAD "ok 1 - boot.el\nok 2 - boot.cpus\n" TAIL}),
                     1);
    assert_string_equal(results, FAILS("# lie.cpus: boot.cpus did not fail \nnot ok 1 - lie.cpus\n",
                                       "1 caught=0 checks missed=1 false alarms=0"));
    tell("both", (struct guest){HEAD "ok 1 - boot.el\nnot ok 2 - boot.cpus\n" TAIL});
    assert_string_equal(results, FAILS("# lie.both: boot.el did not fail \nnot ok 1 - lie.both\n",
                                       "1 caught=0 checks missed=1 false alarms=0"));
}

static void another_check_raises_a_false_alarm(void **state) {
    (void)state;
    assert_int_equal(tell("cpus", (struct guest){HEAD "# boot.el: the first note\n"
                                                      "# boot.el: the second\nnot ok 1 - boot.el\n"
                                                      "not ok 2 - boot.cpus\n" TAIL}),
                     1);
    assert_string_equal(results, FAILS("# lie.cpus: boot.el failed unexpectedly: the first note\n"
                                       "not ok 1 - lie.cpus\n",
                                       "1 caught=0 checks missed=0 false alarms=1"));
    tell("cpus", (struct guest){HEAD});
    assert_string_equal(
        results, FAILS("# lie.cpus: boot.el failed unexpectedly: no result: the run powered off "
                       "without END; the guest's last line: '1..2'\n"
                       "# lie.cpus: end failed unexpectedly: the run powered off without END\n"
                       "not ok 1 - lie.cpus\n",
                       "1 caught=0 checks missed=0 false alarms=2"));
}

static void it_is_about_a_check_that_does_not_run(void **state) {
    (void)state;
    const struct guest caught = {HEAD "ok 1 - boot.el\nnot ok 2 - boot.cpus\n" TAIL};
    assert_int_equal(tell("timer", caught), 1);
    assert_string_equal(results, FAILS("# lie.timer: timer.virt is not among the checks it runs\n"
                                       "not ok 1 - lie.timer\n",
                                       "1 caught=0 checks missed=0 false alarms=0"));
    assert_int_equal(tell("gone", caught), 1);
    assert_string_equal(results, FAILS("# lie.gone: boot.c is not among the checks it runs\n"
                                       "# lie.gone: boot is not among the checks it runs\n"
                                       "not ok 1 - lie.gone\n",
                                       "1 caught=0 checks missed=0 false alarms=0"));
}

#define TYPO "# lie.typo: 'boot.cpu=1' is not a claim; 'vouch list claims' prints those there are\n"

static void its_claims_cannot_be_read(void **state) {
    (void)state;
    const struct guest caught = {HEAD "ok 1 - boot.el\nnot ok 2 - boot.cpus\n" TAIL};
    assert_int_equal(tell("typo", caught), 1);
    assert_string_equal(
        results, FAILS(TYPO "not ok 1 - lie.typo\n", "1 caught=0 checks missed=0 false alarms=0"));
}

static void what_cannot_be_told_is_skipped(void **state) {
    (void)state;
    const struct guest skips = {HEAD "ok 1 - boot.el\nok 2 - boot.cpus # SKIP no PSCI\n" TAIL};
    assert_int_equal(tell("cpus", skips), 0);
    assert_string_equal(results, SKIPS("ok 1 - lie.cpus # SKIP no PSCI\n"));
    tell("cpus", (struct guest){HEAD "ok 1 - boot.el\n# boot.cpus: a note\n"
                                     "ok 2 - boot.cpus # SKIP no PSCI\n" TAIL});
    assert_string_equal(results, SKIPS("ok 1 - lie.cpus # SKIP no PSCI\n"));
    tell("both", (struct guest){HEAD "ok 1 - boot.el # SKIP no EL\nnot ok 2 - boot.cpus\n" TAIL});
    assert_string_equal(results, SKIPS("ok 1 - lie.both # SKIP no EL\n"));
    tell("cpus", (struct guest){HEAD, lacks});
    assert_string_equal(results, SKIPS("ok 1 - lie.cpus # SKIP no such thing here\n"));
    tell("many", (struct guest){""});
    assert_string_equal(results, SKIPS("ok 1 - lie.many # SKIP no more than 8 vCPUs\n"));
}

static void another_check_may_be_skipped(void **state) {
    (void)state;
    tell("cpus", (struct guest){HEAD "ok 1 - boot.el # SKIP no EL\nnot ok 2 - boot.cpus\n" TAIL});
    assert_non_null(strstr(results, "\nok 1 - lie.cpus\n"));
}

/* timer.virt has a lie, be it one that does not run it. */
static void each_check_has_a_lie(void **state) {
    (void)state;
    const struct guest caught = {HEAD "ok 1 - boot.el\nnot ok 2 - boot.cpus\n" TAIL};
    assert_int_equal(tell(NULL, caught), 1);
#define ALL                                                                                        \
    "# lie.cpus: caught by boot.cpus, and by no other of 3 checks\nok 1 - lie.cpus\n"              \
    "# lie.both: boot.el did not fail \nnot ok 2 - lie.both\n"                                     \
    "# lie.end: boot.cpus failed unexpectedly: \n# lie.end: end did not fail \n"                   \
    "not ok 3 - lie.end\n"                                                                         \
    "# lie.timer: timer.virt is not among the checks it runs\nnot ok 4 - lie.timer\n"              \
    "# lie.gone: boot.c is not among the checks it runs\n"                                         \
    "# lie.gone: boot is not among the checks it runs\nnot ok 5 - lie.gone\n"                      \
    "ok 6 - lie.many # SKIP no more than 8 vCPUs\n" TYPO                                           \
    "not ok 7 - lie.typo\nok 8 - lie.gicv5.host # SKIP no GICv5\n"
    assert_string_equal(results, STREAM("9",
                                        ALL "# lie.every-check-has-one: timer.phys has none\n"
                                            "not ok 9 - lie.every-check-has-one\n",
                                        "6 caught=1 checks missed=2 false alarms=1",
                                        "pass:1 fail:6 xfail:0 xpass:0 skip:2"));
    catalogue.checks--;
    tell(NULL, caught);
    assert_non_null(strstr(results, ALL "ok 9 - lie.every-check-has-one\n"));
    catalogue.checks++;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_caught_by_the_checks_it_is_about),
        cmocka_unit_test(it_is_missed),
        cmocka_unit_test(another_check_raises_a_false_alarm),
        cmocka_unit_test(it_is_about_a_check_that_does_not_run),
        cmocka_unit_test(its_claims_cannot_be_read),
        cmocka_unit_test(what_cannot_be_told_is_skipped),
        cmocka_unit_test(another_check_may_be_skipped),
        cmocka_unit_test(each_check_has_a_lie),
    };
    return cmocka_run_group_tests_name("lies", tests, NULL, NULL);
}
