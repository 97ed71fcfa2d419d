/* SPDX-License-Identifier: MIT */
/* The tables of scenarios, lies and budgets, and which row is meant. */
#include "host/scenario.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

const struct scenario arch_scenarios[] = {
    {"defaults", "a"},
    {"pair-%u-%u", "irq=%u,%u", .sentence = "both", .pairs = {21, 23}},
    {"last", "b"},
    {0},
};
static const struct scenario first[] = {{"a"}, {"b"}, {0}}, empty[] = {{0}},
                             second[] = {{"c"}, {0}};
const struct scenario *const arch_lies[] = {first, empty, second, NULL};
const struct budget arch_budgets[] = {{"boot.cpus", 10}, {"timer,boot", 20}, {"", 30}};

void die(int status, const char *format, ...) {
    (void)status;
    fail_msg("%s", format);
    abort();
}

static void a_row_stands_for_each_pair_of_different_numbers(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"defaults", "a"},           {"pair-21-22", "irq=21,22"},
                                          {"pair-21-23", "irq=21,23"}, {"pair-22-21", "irq=22,21"},
                                          {"pair-22-23", "irq=22,23"}, {"pair-23-21", "irq=23,21"},
                                          {"pair-23-22", "irq=23,22"}, {"last", "b"}};
    enum { ROWS = sizeof rows / sizeof *rows };
    for (unsigned i = 0; i < ROWS; i++) {
        const struct scenario *scenario = scenario_at(i);
        assert_string_equal(scenario->name, rows[i][0]);
        assert_string_equal(scenario->applied, rows[i][1]);
        assert_ptr_equal(scenario_at(i), scenario);
    }
    assert_string_equal(scenario_at(1)->sentence, "both");
    assert_null(scenario_at(ROWS));
    assert_null(scenario_at(ROWS + 1));
}

static void lies_are_those_of_all_tables(void **state) {
    (void)state;
    static const char *const names[] = {"a", "b", "c"};
    for (unsigned i = 0; i < 3; i++)
        assert_string_equal(lie_at(i)->name, names[i]);
    assert_null(lie_at(3));
    assert_null(lie_at(4));
}

static void a_lie_breaks_what_it_names_and_nothing_like_it(void **state) {
    (void)state;
    static const struct {
        const char *broken, *check;
        bool breaks;
    } cases[] = {
        {"pmu.irq", "pmu.irq", true},
        {"a,pmu.irq", "pmu.irq", true},
        {"pmu.irq,a", "pmu.irq", true},
        {"a,pmu.irq,b", "pmu.irq", true},
        {"pmu.irq.once,pmu.irq", "pmu.irq", true},
        {"pmu.irq.once", "pmu.irq", false},
        {"vpmu.irq", "pmu.irq", false},
        {"vpmu.irq,pmu.irq2", "pmu.irq", false},
        {"a", "pmu.irq", false},
        {"", "pmu.irq", false},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            scenario_breaks(&(const struct scenario){.broken = cases[i].broken}, cases[i].check),
            cases[i].breaks);
}

static void the_first_row_that_selects_a_check_is_its_budget(void **state) {
    (void)state;
    assert_int_equal(scenario_budget("boot.cpus"), 10);
    assert_int_equal(scenario_budget("boot.el"), 20);
    assert_int_equal(scenario_budget("timer.virt"), 20);
    assert_int_equal(scenario_budget("pmu.irq"), 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_stands_for_each_pair_of_different_numbers),
        cmocka_unit_test(lies_are_those_of_all_tables),
        cmocka_unit_test(a_lie_breaks_what_it_names_and_nothing_like_it),
        cmocka_unit_test(the_first_row_that_selects_a_check_is_its_budget),
    };
    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
