/* SPDX-License-Identifier: MIT */
#include "core/claims.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct claims parsed(const char *words) {
    struct claims claims = {0};
    claims_parse(&claims, words, CLAIM_COMMAND_LINE);
    return claims;
}

static void reads_numbers_lists_and_fields(void **state) {
    (void)state;
    struct claims claims =
        parsed("pmu.irq=40,0x29 boot.memory=0x40000000:0x1000000\ttimer.virt=20");
    assert_int_equal(claims.errors, 0);
    assert_int_equal(claims.of[CLAIM_PMU_IRQ].items, 2);
    assert_int_equal(claim_for_cpu(&claims, CLAIM_PMU_IRQ, 0), 40);
    assert_int_equal(claim_for_cpu(&claims, CLAIM_PMU_IRQ, 1), 41);
    assert_int_equal(claims.of[CLAIM_BOOT_MEMORY].value[0][0], 0x40000000);
    assert_int_equal(claims.of[CLAIM_BOOT_MEMORY].value[0][1], 0x1000000);
    assert_int_equal(claim_value(&claims, CLAIM_TIMER_VIRT), 20);
    assert_false(claim_made(&claims, CLAIM_TIMER_PHYS));
}

static void fields_may_be_left_out_from_the_end(void **state) {
    (void)state;
    struct claims claims = parsed("xive.eq=0:6:16:0x1050000,1:6:16:0x1060000:0:5 xive.source=7");
    static const uint64_t eq[2][6] = {{0, 6, 16, 0x1050000, 1, 0}, {1, 6, 16, 0x1060000, 0, 5}};
    assert_int_equal(claims.errors, 0);
    for (unsigned i = 0; i < 2; i++)
        assert_memory_equal(claims.of[CLAIM_XIVE_EQ].value[i], eq[i], sizeof eq[i]);
    assert_int_equal(claims.of[CLAIM_XIVE_SOURCE].value[0][1], 1);
}

/* Of every character, one that is a digit of that base is read, and any other is refused. */
static void digits_of_either_base(void **state) {
    (void)state;
    for (int c = '!'; c <= '~'; c++) {
        char decimal[] = "xive.events=1?", hexadecimal[] = "xive.events=0x1?",
             digit[] = {(char)c, 0};
        decimal[13] = hexadecimal[15] = (char)c;
        struct claims claims = parsed(decimal);
        assert_int_equal(claims.errors, !isdigit(c));
        assert_int_equal(claim_value(&claims, CLAIM_XIVE_EVENTS), isdigit(c) ? 10 + c - '0' : 0);
        claims = parsed(hexadecimal);
        assert_int_equal(claims.errors, !isxdigit(c));
        assert_int_equal(claim_value(&claims, CLAIM_XIVE_EVENTS),
                         isxdigit(c) ? 16 + strtoul(digit, NULL, 16) : 0);
    }
}

static void what_is_set_has_no_other_fields(void **state) {
    (void)state;
    struct claims claims = parsed("xive.source=7:2:lsi:1");
    claims_set(&claims, CLAIM_XIVE_SOURCE, CLAIM_COMMAND_LINE, 8, 3);
    static const uint64_t source[CLAIM_FIELDS] = {8, 3};
    assert_memory_equal(claims.of[CLAIM_XIVE_SOURCE].value[0], source, sizeof source);
}

static void one_item_speaks_for_every_vcpu(void **state) {
    (void)state;
    struct claims claims = parsed("pmu.irq=23");
    assert_int_equal(claim_for_cpu(&claims, CLAIM_PMU_IRQ, 7), 23);
    assert_int_equal(parsed("pmu.irq=23 boot.cpus=8").errors, 0);
}

static void a_list_has_an_item_for_each_vcpu(void **state) {
    (void)state;
    char words[1024] = "pmu.irq=100";
    for (unsigned cpu = 1; cpu < CLAIM_CPUS; cpu++)
        snprintf(words + strlen(words), sizeof words - strlen(words), ",%u", 100 + cpu);
    struct claims claims = parsed(words);
    claims_parse(&claims, "boot.cpus=96", CLAIM_COMMAND_LINE);
    assert_int_equal(claims.errors, 0);
    for (unsigned cpu = 0; cpu < CLAIM_CPUS; cpu++)
        assert_int_equal(claim_for_cpu(&claims, CLAIM_PMU_IRQ, cpu), 100 + cpu);
    char written[1024];
    claims_format(&claims, written, sizeof written);
    assert_int_equal(strncmp(written, "boot.cpus=96 pmu.irq=100,101,", 29), 0);
    assert_string_equal(strrchr(written, ','), ",195");
    claims_append(&claims, CLAIM_PMU_IRQ, CLAIM_COMMAND_LINE, 40);
    assert_int_equal(claims.of[CLAIM_PMU_IRQ].items, CLAIM_CPUS);
    strcat(words, ",40");
    assert_int_equal(parsed(words).errors, 1);
}

static void a_list_that_is_too_short_is_an_error(void **state) {
    (void)state;
    struct claims claims = parsed("pmu.irq=40,41 boot.cpus=3");
    assert_int_equal(claims.errors, 1);
    assert_string_equal(claims.error, "'pmu.irq' has 2 items for 3 vCPUs: give it one for each, "
                                      "or one for all");
    assert_int_equal(parsed("boot.cpus=3 pvtime.ipa=0,64").errors, 1);
    assert_int_equal(parsed("pmu.irq=40,41,42 boot.cpus=2 xive.source=0,1").errors, 0);
    memset(&claims, 0, sizeof claims); /* from wherever they come */
    claims_set(&claims, CLAIM_BOOT_CPUS, CLAIM_DEVICE_TREE, 3, 0);
    claims_append(&claims, CLAIM_PMU_IRQ, CLAIM_DEVICE_TREE, 40);
    claims_append(&claims, CLAIM_PMU_IRQ, CLAIM_DEVICE_TREE, 41);
    claims_parse(&claims, "", CLAIM_COMMAND_LINE);
    assert_int_equal(claims.errors, 1);
}

static void reads_words(void **state) {
    (void)state;
    struct claims claims = parsed("guest.console=ns16550a:0x9000000 guest.checks=boot,pmu.irq");
    assert_int_equal(claims.of[CLAIM_GUEST_CONSOLE].value[0][0], 2);
    assert_string_equal(claims.of[CLAIM_GUEST_CHECKS].text, "boot,pmu.irq");
    assert_int_equal(parsed("guest.console=vga:0").errors, 1);
}

static void the_last_of_the_strongest_source_wins(void **state) {
    (void)state;
    struct claims claims = {0};
    claims_set(&claims, CLAIM_TIMER_VIRT, CLAIM_DEVICE_TREE, 27, 0);
    claims_parse(&claims, "timer.virt=20 timer.virt=21", CLAIM_COMMAND_LINE);
    claims_set(&claims, CLAIM_TIMER_VIRT, CLAIM_DEVICE_TREE, 22, 0);
    assert_int_equal(claim_value(&claims, CLAIM_TIMER_VIRT), 21);
    claims_append(&claims, CLAIM_PMU_IRQ, CLAIM_DEVICE_TREE, 40);
    claims_append(&claims, CLAIM_PMU_IRQ, CLAIM_DEVICE_TREE, 41);
    assert_int_equal(claim_for_cpu(&claims, CLAIM_PMU_IRQ, 1), 41);
}

static void other_peoples_words_are_passed_over(void **state) {
    (void)state;
    assert_int_equal(parsed("quiet console=ttyS0 reboot=k init=/sbin/init pmux=1").errors, 0);
}

/* Every way a word in one of our areas can be wrong. */
static void slips_are_errors(void **state) {
    (void)state;
    static const char *const slips[] = {
        "pmu.irq",
        "pmu.irq=",
        "pmu.irq=banana",
        "pmu.irq=15",
        "pmu.irq=1020",
        "pmu.irq=23,",
        "pmu.irq=,23",
        "pmu.irq=23:1",
        "pmu.irq=-1",
        "pmu.irq=+23",
        "pmu.irq=023x",
        "pmu.irq=0x",
        "timer.virt=20,21",
        "timer.virt=32",
        "timer.virtual=20",
        "boot.memory=0x40000000",
        "boot.memory=1:2:3",
        "boot.memory=1:",
        "boot.cpus=0",
        "boot.cpus=18446744073709551617",
        "guest.checks=",
        "guest.console=0",
        "guest.console=pl011",
        "timer=1",
        "xive.eq=0:6:16",
        "xive.eq=0:6:16:0x1050000:",
        "xive.eq=0:6:16:0x1050000:1:0:0",
        "xive.eq=0:6:16::1",
        "xive.eq=0:7:16:0x1050000",
        "xive.source=0:1:isl",
        "xive.target=0:0:6:0",
        "pmu.filter=deny:0:1,deny:1:1,deny:2:1,deny:3:1,deny:4:1,deny:5:1,deny:6:1,deny:7:1,"
        "deny:8:1,deny:9:1,deny:10:1,deny:11:1,deny:12:1,deny:13:1,deny:14:1,deny:15:1,deny:16:1",
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        struct claims claims = parsed(slips[i]);
        if (claims.errors != 1)
            fail_msg("'%s' was taken for a claim", slips[i]);
        assert_memory_equal(claims.error + 1, slips[i],
                            strlen(slips[i]) < 50 ? strlen(slips[i]) : 50);
    }
}

static void numbers_end_where_64_bits_end(void **state) {
    (void)state;
    struct claims claims = parsed("boot.memory=0:18446744073709551615");
    assert_int_equal(claims.errors, 0);
    assert_true(claims.of[CLAIM_BOOT_MEMORY].value[0][1] == UINT64_MAX);
    assert_int_equal(parsed("boot.memory=0:18446744073709551616").errors, 1);
    assert_int_equal(parsed("boot.memory=0:0x10000000000000000").errors, 1);
}

static void the_first_error_is_kept_printable(void **state) {
    (void)state;
    struct claims claims = parsed("pmu.irq=\x1b[31m\xff pmu.irq=banana");
    assert_int_equal(claims.errors, 2);
    for (const char *c = claims.error; *c; c++)
        assert_in_range(*c, ' ', '~');
}

static void what_is_formatted_reads_back(void **state) {
    (void)state;
    const char *words =
        "boot.el=1 boot.cpus=2 boot.memory=0x40000000:0x1000000 pmu=1 pmu.irq=40,41 "
        "timer.virt=27:level timer.phys=30:edge timer.late=500000 xive.setup=host "
        "xive.source=0:4:msi:0,16:1:lsi:1 xive.eq=0:6:16:0x1050000:1:0 guest.checks=boot,timer "
        "guest.console=pl011:0x9000000:0:1";
    struct claims claims = parsed(words);
    char buffer[512];
    assert_int_equal(claims_format(&claims, buffer, sizeof buffer), strlen(words));
    assert_string_equal(buffer, words);
    char small[16];
    assert_int_equal(claims_format(&claims, small, sizeof small), strlen(words));
    assert_memory_equal(small, words, sizeof small - 1);
}

static void every_example_is_a_claim(void **state) {
    (void)state;
    for (unsigned id = 0; id < CLAIM_COUNT; id++) {
        char word[128];
        snprintf(word, sizeof word, "%s=%s", claim_kinds[id].key, claim_kinds[id].example);
        struct claims claims = parsed(word);
        if (claims.errors || !claim_made(&claims, id))
            fail_msg("%s", word);
    }
}

static void any_bytes_are_survived(void **state) {
    (void)state;
    srand(1);
    for (unsigned round = 0; round < 20000; round++) {
        static const char alphabet[] = "pmu.irq=timerboot:,0x19af \n\xff=";
        char words[80];
        size_t length = (size_t)rand() % (sizeof words - 1);
        for (size_t i = 0; i < length; i++)
            words[i] = alphabet[(size_t)rand() % (sizeof alphabet - 1)];
        words[length] = '\0';
        char *heap = strdup(words); /* so that a read past the end is seen */
        parsed(heap);
        free(heap);
    }
}

static void names_are_selected_by_prefix(void **state) {
    (void)state;
    assert_true(name_selected("pmu.irq.once", ""));
    assert_true(name_selected("pmu.irq.once", "pmu"));
    assert_true(name_selected("pmu.irq.once", "boot,pmu.irq"));
    assert_true(name_selected("pmu.irq.once", "pmu.irq.once"));
    assert_false(name_selected("pmu.irq.once", "pmu.ir"));
    assert_false(name_selected("pmu.irq.once", "pmu.irq.once.more"));
    assert_false(name_selected("pmu.irq.once", "timer,"));
    assert_false(name_selected("pmu.irq.once", ","));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers_lists_and_fields),
        cmocka_unit_test(fields_may_be_left_out_from_the_end),
        cmocka_unit_test(digits_of_either_base),
        cmocka_unit_test(what_is_set_has_no_other_fields),
        cmocka_unit_test(one_item_speaks_for_every_vcpu),
        cmocka_unit_test(a_list_has_an_item_for_each_vcpu),
        cmocka_unit_test(a_list_that_is_too_short_is_an_error),
        cmocka_unit_test(reads_words),
        cmocka_unit_test(the_last_of_the_strongest_source_wins),
        cmocka_unit_test(other_peoples_words_are_passed_over),
        cmocka_unit_test(slips_are_errors),
        cmocka_unit_test(numbers_end_where_64_bits_end),
        cmocka_unit_test(the_first_error_is_kept_printable),
        cmocka_unit_test(what_is_formatted_reads_back),
        cmocka_unit_test(every_example_is_a_claim),
        cmocka_unit_test(any_bytes_are_survived),
        cmocka_unit_test(names_are_selected_by_prefix),
    };
    return cmocka_run_group_tests_name("claims", tests, NULL, NULL);
}
