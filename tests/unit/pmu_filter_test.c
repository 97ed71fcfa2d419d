/* SPDX-License-Identifier: MIT */
#include "core/pmu_filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool passes(const char *filter, unsigned event) {
    struct claims claims = {0};
    claims_parse(&claims, filter, CLAIM_COMMAND_LINE);
    assert_int_equal(claims.errors, 0);
    return pmu_filter_passes(&claims.of[CLAIM_PMU_FILTER], event);
}

/* The sentences of vcpu.rst 1.3, one by one. */
static void the_documents_own_examples(void **state) {
    (void)state;
    assert_true(passes("", 0x11));
    assert_true(passes("pmu.filter=allow:0:10", 9));
    assert_false(passes("pmu.filter=allow:0:10", 10));
    assert_false(passes("pmu.filter=deny:0x11:1", 0x11));
    assert_true(passes("pmu.filter=deny:0x11:1", 0x12));
    assert_false(passes("pmu.filter=allow:0:10,deny:0:10", 5));
    assert_false(passes("pmu.filter=allow:0:10,deny:0:10", 0x11));
    assert_true(passes("pmu.filter=deny:0x11:1,allow:0x11:1", 0x11));
    assert_false(passes("pmu.filter=allow:0:0", 0));
    assert_true(passes("pmu.filter=deny:0:0", 0));
    assert_false(passes("pmu.filter=deny:0:65535,deny:65535:1", 65535));
}

/* An item of many ranges is what its ranges are one by one. */
static void ranges_alike(void **state) {
    (void)state;
    char item[64];
    for (unsigned nevents = 0; nevents < 4; nevents++)
        for (unsigned times = 1; times < 4; times++)
            for (unsigned step = 0; step < 4; step++) {
                unsigned denied = 0;
                for (unsigned i = 0; i < times; i++)
                    denied |= ((1u << nevents) - 1) << (2 + i * step);
                snprintf(item, sizeof item, "pmu.filter=deny:2:%u:%u:%u", nevents, times, step);
                for (unsigned event = 0; event < 16; event++)
                    assert_int_equal(passes(item, event), !(denied >> event & 1));
            }
    assert_false(passes("pmu.filter=deny:1:1:500:2", 999));
    assert_true(passes("pmu.filter=deny:1:1:500:2", 1000));
    assert_true(passes("pmu.filter=deny:1:1:500:2", 1001));
}

/* The same rules told another way, as a bitmap that each range writes in turn, over every filter of
 * up to three ranges in an event space of four. */
enum { EVENTS = 4 };

static unsigned apply(const struct claim *filter) {
    unsigned bitmap = ~0u;
    for (unsigned i = 0; i < filter->items; i++) {
        const uint64_t *range = filter->value[i];
        if (i == 0)
            bitmap = range[0] == PMU_FILTER_ALLOW ? 0 : ~0u;
        for (uint64_t event = range[1]; event < range[1] + range[2]; event++)
            bitmap = range[0] == PMU_FILTER_ALLOW ? bitmap | 1u << event : bitmap & ~(1u << event);
    }
    return bitmap;
}

static void every_filter(struct claim *filter, unsigned ranges) {
    unsigned bitmap = apply(filter);
    for (unsigned event = 0; event < EVENTS; event++)
        assert_int_equal(pmu_filter_passes(filter, event), bitmap >> event & 1);
    if (filter->items == ranges)
        return;
    uint64_t *range = filter->value[filter->items++];
    range[3] = 1;
    for (range[0] = 0; range[0] < 2; range[0]++)
        for (range[1] = 0; range[1] < EVENTS; range[1]++)
            for (range[2] = 0; range[1] + range[2] <= EVENTS; range[2]++)
                every_filter(filter, ranges);
    filter->items--;
}

static void all_small_filters(void **state) {
    (void)state;
    struct claim filter = {0};
    every_filter(&filter, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documents_own_examples),
        cmocka_unit_test(ranges_alike),
        cmocka_unit_test(all_small_filters),
    };
    return cmocka_run_group_tests_name("pmu_filter", tests, NULL, NULL);
}
