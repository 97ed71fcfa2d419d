/* SPDX-License-Identifier: MIT */
/* Every check that was planned gets its result, whatever the guest does; the last judges the run.
 */
#include "host/experiment.c"

#include "tests/unit/guest.h"
#include "tests/unit/machine.h"

#include <signal.h>

#define BOOT "guest.checks=boot"

const struct scenario *const arch_lies[] = {NULL};

static char said[8192];

__attribute__((format(printf, 1, 2))) static void say_more(const char *format, ...) {
    size_t used = strlen(said);
    va_list args;
    va_start(args, format);
    vsnprintf(said + used, sizeof said - used, format, args);
    va_end(args);
}

static void take_note(const struct experiment *experiment, const char *check, const char *text) {
    (void)experiment;
    say_more("# %s: %s\n", check, text);
}

static void take_result(const struct experiment *experiment, const char *check,
                        enum verdict verdict, const char *remark) {
    static const char *const words[] = {"pass", "fail", "skip"};
    (void)experiment;
    say_more("%s %s%s%s\n", words[verdict], check, *remark ? " # " : "", remark);
}

/* What is said of a scenario with this guest. */
static const char *run_one(const struct scenario *scenario, struct guest of, unsigned timeout) {
    static const struct observer observer = {take_note, take_result};
    static struct experiment experiment;
    *said = '\0';
    guest = of;
    experiment_plan(&experiment, scenario);
    experiment_run(&experiment, &(const struct options){.timeout = timeout}, &observer);
    return said;
}

static void hang(const struct machine *machine) {
    (void)machine;
    for (;;)
        pause();
}

static void lack(const struct machine *machine) {
    (void)machine;
    child_lack("no such thing here");
}

static void crash(const struct machine *machine) {
    (void)machine;
    raise(SIGKILL);
}

#define EL   "ok 1 - boot.el\n"
#define CPUS "ok 2 - boot.cpus\n"
#define BOTH "pass boot.el\npass boot.cpus\n"
#define KILL "died of signal 9, as is done where memory is short"
#define NEVER                                                                                      \
    "fail boot.el\n# boot.cpus: no result: the run came no further than boot.el\nfail boot.cpus\n"

static void each_way_to_end_has_its_verdicts_and_words(void **state) {
    (void)state;
    static const struct {
        struct guest guest;
        const char *said;
    } cases[] = {
        {{HEAD EL CPUS TAIL}, BOTH "pass end\n"},
        {{HEAD "not ok 1 - boot.el\nok 2 - boot.cpus # SKIP none\n" TAIL},
         "fail boot.el\nskip boot.cpus # none\npass end\n"},
        {{"hello"},
         "# boot.el: no result: the run powered off without a line of TAP; the guest's last line: "
         "'hello'\n" NEVER "# : 1 lines of noise on the guest's console (-v prints them)\n"
         "# end: the run powered off without a line of TAP\nfail end\n"},
        {{HEAD EL},
         "pass boot.el\n# boot.cpus: no result: the run powered off without END; the guest's last "
         "line: 'ok 1 - boot.el'\nfail boot.cpus\n# end: the run powered off without END\nfail end\n"},
        {{HEAD EL CPUS}, BOTH "# end: the run powered off without END\nfail end\n"},
        {{HEAD TAIL},
         "# boot.el: no result: the run ended early; the guest's last line: '# END "
         "guest 0.1'\n" NEVER "# end: the run ended early\nfail end\n"},
        {{HEAD EL CPUS TAIL CPUS},
         BOTH "# end: the guest gave a result '2 - boot.cpus' where no other was due\nfail end\n"},
        {{HEAD, crash},
         "# boot.el: no result: the run " KILL "; the guest's last line: '1..2'\n" NEVER
         "# end: the run " KILL "\nfail end\n"},
        {{HEAD EL CPUS TAIL, crash}, BOTH "# end: the run " KILL "\nfail end\n"},
        {{HEAD EL, lack},
         "pass boot.el\nskip boot.cpus # no such thing here\nskip end # no such thing here\n"},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(run_one(&(const struct scenario){"it", BOOT}, cases[i].guest, 20),
                            cases[i].said);
}

static void what_the_host_lacks_is_not_run(void **state) {
    (void)state;
    assert_string_equal(
        run_one(&(const struct scenario){"it", BOOT " boot.cpus=9"}, (struct guest){"", crash}, 20),
        "skip boot.el # no more than 8 vCPUs\nskip boot.cpus # no more than 8 vCPUs\n"
        "skip end # no more than 8 vCPUs\n");
}

static void a_note_is_about_the_check_that_is_due(void **state) {
    (void)state;
    assert_string_equal(run_one(&(const struct scenario){"it", BOOT},
                                (struct guest){HEAD "# a machine\n# boot.el: level 2\n"
                                                    "# boot.el, and: more\n# boot.cp: two\n" EL
                                                    "# boot.el: too late\n" CPUS
                                                    "# the end: near\n# end: nearer\n" TAIL},
                                20),
                        "# : a machine\n# boot.el: level 2\n# : boot.el, and: more\n"
                        "# : boot.cp: two\npass boot.el\n# : boot.el: too late\npass boot.cpus\n"
                        "# : the end: near\n# end: nearer\npass end\n");
}

static void a_run_has_the_shorter_of_two_times(void **state) {
    (void)state;
    static const unsigned char seconds[][2] = {{0, 1}, {1, 20}, {20, 1}};
    for (unsigned i = 0; i < sizeof seconds / sizeof *seconds; i++)
        assert_string_equal(run_one(&(const struct scenario){"it", BOOT, .seconds = seconds[i][0]},
                                    (struct guest){HEAD EL CPUS, hang}, seconds[i][1]),
                            BOTH "# end: the run was killed after 1 s without ending\nfail end\n");
}

static void take_time(const struct machine *machine) {
    usleep(3 * TIMER_MS * 1000);
    dprintf(machine->console, "ok 1 - timer.virt\nok 2 - timer.phys\n" TAIL);
}

static void who_takes_too_long_says_so(void **state) {
    unsigned ms;
    int rest;
    (void)state;
    run_one(&(const struct scenario){"it", "guest.checks=timer"}, (struct guest){HEAD, take_time},
            20);
    assert_int_equal(
        sscanf(said, "# timer.virt: took %u ms, and its budget is 20 ms\n%n", &ms, &rest), 1);
    assert_true(ms >= 3 * TIMER_MS - 1); /* each end is cut to whole ones */
    assert_string_equal(said + rest, "pass timer.virt\npass timer.phys\npass end\n");
}

/* Says what it was told. */
static void tell(const struct machine *machine) {
    dprintf(machine->console, "# %s\n# mischief during %d\n" EL CPUS TAIL, machine->bootargs,
            machine->mischief_check);
}

static void the_guest_is_told_the_claims(void **state) {
    (void)state;
    static const struct mischief none[MISCHIEFS];
    static const struct {
        struct scenario scenario;
        const char *told;
    } cases[] = {
        {{"it", BOOT}, "# : boot.el=1 " BOOT "\n# : mischief during -1\n"},
        {{"it", BOOT " guest.console=pl011:0x9000000", .told = "boot.el=2"},
         "# : boot.el=2 " BOOT "\n# : mischief during -1\n"},
        {{"it", BOOT, .told = "boot.el=9"},
         "# : boot.el=1 " BOOT " boot.el=9\n# : mischief during -1\n"},
        {{"it", BOOT, .mischief = none}, "# : boot.el=1 " BOOT "\n# : mischief during 256\n"},
        {{"it", BOOT, .mischief = none, .broken = "boot.cpus"},
         "# : boot.el=1 " BOOT "\n# : mischief during 1\n"},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        run_one(&cases[i].scenario, (struct guest){HEAD, tell}, 20);
        assert_memory_equal(said, cases[i].told, strlen(cases[i].told));
        assert_string_equal(said + strlen(cases[i].told), BOTH "pass end\n");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_to_end_has_its_verdicts_and_words),
        cmocka_unit_test(what_the_host_lacks_is_not_run),
        cmocka_unit_test(a_note_is_about_the_check_that_is_due),
        cmocka_unit_test(a_run_has_the_shorter_of_two_times),
        cmocka_unit_test(who_takes_too_long_says_so),
        cmocka_unit_test(the_guest_is_told_the_claims),
    };
    return cmocka_run_group_tests_name("experiment", tests, NULL, NULL);
}
