/* SPDX-License-Identifier: MIT */
/*
 * The guest's checks of a GICv5, but for gicv5.user-ppis: compiled for the build machine, with a
 * model of its CPU interface. There they pass, and for every rule that the model breaks, one fails.
 */
#include "arch/arm64/cpu.h"

#undef read_sysreg
#undef write_sysreg
#define read_sysreg(name)         model_read(NAME_##name)
#define write_sysreg(name, value) model_write(NAME_##name, value)

enum register_name {
    NAME_ID_AA64PFR2_EL1,
    NAME_ICC_CR0_EL1,
    NAME_ICC_PCR_EL1,
    NAME_ICC_PPI_ENABLER0_EL1,
    NAME_ICC_PPI_ENABLER1_EL1,
    NAME_ICC_PPI_HMR0_EL1,
    NAME_ICC_PPI_CPENDR0_EL1,
    NAME_ICC_PPI_SPENDR0_EL1,
    NAME_ICC_PPI_PRIORITYR3_EL1,
    NAMES,
};
static struct cpu running;
static uint64_t model_read(enum register_name name), model_cdia(void);
static void model_write(enum register_name name, uint64_t value), model_cddi(uint64_t intid),
    model_cdeoi(void);

#include "arch/arm64/gicv5.h"

#define isb()      ((void)0)
#define gsb_ack()  ((void)0)
#define gsb_sys()  ((void)0)
#define gicr_cdia  model_cdia
#define gic_cdeoi  model_cdeoi
#define gic_cddi   model_cddi
#define this_cpu() (&running)

#include "tests/arm64/gicv5.c"
#include "tests/arm64/gicv5_delivery.c"
#include "tests/unit/check.h"
#include "tests/unit/gicv5_model.h"

#define CLAIMS "timer.virt=27 pmu.irq=23 gicv5.ppis="
#define GIVEN  "0x8800008"

/* By broken rule: the check that fails, with these words. */
static const struct lie {
    const char *is;
    void (*check)(void);
    const char *caught;
} lies[RULES] = {
    [NO_GICV5] = {"there is none", present, "GCIE expected=1 actual=0"},
    [EXECUTED] = {"its registers are there without it", present, "actual=executed"},
    [ACKNOWLEDGED] = {"its instructions are there without it", present, "actual=executed"},
    [ENABLED] = {"a PPI more is given", ppis, "ICC_PPI_ENABLER0_EL1 of all ones"},
    [ENABLED_HIGH] = {"a PPI above 63 more is given", ppis, "ICC_PPI_ENABLER1_EL1 of all ones"},
    [TIMER_EDGE] = {"the timer's is an edge", handling, "ppi=27 expected=level actual=edge"},
    [PMU_EDGE] = {"the PMU's is an edge", handling, "ppi=23 expected=level actual=edge"},
    [SW_PPI_LEVEL] = {"SW_PPI is a level", handling, "ppi=3 expected=edge actual=level"},
    [ABSENT] = {"it is not there", software, "interrupts expected=1 actual=0 pended"},
    [OTHER] = {"another PPI pends", software, "intid expected=3 actual=4 pended"},
    [BEFORE] = {"it pends before", software, "interrupts expected=0 actual=1 before"},
    [TWICE] = {"it comes twice", software, "interrupts expected=1 actual=2 pended"},
    [LATCHED] = {"it comes although it was cleared", cleared, "after ICC_PPI_CPENDR0_EL1"},
    [PRIORITY_IGNORED] = {"the priority mask is ignored", masked, "actual=1 ICC_PCR_EL1"},
    [ENABLE_IGNORED] = {"its enable is ignored", masked, "actual=1 ICC_PPI_ENABLER0_EL1"},
    [EN_IGNORED] = {"EN is ignored", masked, "interrupts expected=0 actual=1 EN"},
    [FORGOTTEN] = {"it does not pend while masked", masked, "expected=1 actual=0 ICC_PCR_EL1"},
    [BY_NUMBER] = {"the lowest number comes first", priority, "intid expected=27 actual=3"},
    [BY_NUMBER_DOWN] = {"the highest number comes first", priority, "intid expected=3 actual=27"},
    [TIMER_LOST] = {"the timer's does not come", priority, "interrupts expected=2 actual=1"},
    [UNTOLD] = {"it is acknowledged, and not told", active, "actual=0 pended"},
    [UNTOLD_LATER] = {"the second is not told", active, "actual=0 after both"},
    [AGAIN] = {"it is taken again while active", active, "expected=0 actual=536870915 active"},
    [CDEOI_DEACTIVATES] = {"CDEOI deactivates", active, "actual=536870915 after CDEOI alone"},
    [CDDI_IDLE] = {"CDDI does nothing", active, "actual=0 after both"},
    [CDDI_DROPS] = {"CDDI drops the priority", active, "actual=536870915 after CDDI alone"},
    [CDEOI_IDLE] = {"CDEOI does nothing later", active, "actual=0 after both, the other way"},
    [SHARED] = {"it is pended for all vCPUs", cpus, "interrupts expected=0 actual=1 on vcpu=0"},
};
/* --- the tests */

static void (*const of_gicv5[])(void) = {present, handling, ppis,   software, cleared,
                                         masked,  priority, active, cpus};
enum { CHECKS = sizeof of_gicv5 / sizeof *of_gicv5, WITH_SW_PPI = 1 }; /* the first does without */

static void run(void (*check)(void), enum rule rule, const char *claim, unsigned cpus) {
    memset(vcpu, 0, sizeof vcpu);
    running.index = times = 0;
    waited_us = 0;
    vcpus = cpus;
    broken = rule;
    run_check(check, claim);
}

static void passes(enum rule rule, const char *claim) {
    for (unsigned i = 0; i < CHECKS; i++) {
        run(of_gicv5[i], rule, claim, VCPUS);
        assert_string_equal(why, "");
        assert_int_equal(verdict, PASSES);
        assert_in_range(waited_us, 0, WITHIN_US - 1);
    }
}

static void pass_where_the_rules_are_kept(void **state) {
    (void)state;
    passes(NONE, CLAIMS GIVEN);
}

static void pass_without_sw_ppi_if_that_is_told(void **state) {
    (void)state;
    passes(ABSENT, CLAIMS "0x8800000");
}

/* There is SW_PPI, and it is not told; there is none, and it is. */
static void fail_where_sw_ppi_is_not_as_told(void **state) {
    (void)state;
    for (unsigned i = WITH_SW_PPI; i < CHECKS; i++) {
        run(of_gicv5[i], NONE, CLAIMS "0x8800000", VCPUS);
        assert_int_equal(verdict, FAILS);
        run(of_gicv5[i], ABSENT, CLAIMS GIVEN, VCPUS);
        assert_int_equal(verdict, FAILS);
    }
}

static void fail_for_every_broken_rule(void **state) {
    (void)state;
    for (enum rule rule = NONE + 1; rule < RULES; rule++) {
        bool told = rule != EXECUTED && rule != ACKNOWLEDGED;
        run(lies[rule].check, rule, told ? CLAIMS GIVEN : "", VCPUS);
        bool caught = verdict == FAILS && strstr(why, lies[rule].caught);
        if (!caught)
            print_error("%s: '%s'\n", lies[rule].is, why);
        assert_true(caught);
    }
}

static void skip_without_what_they_need(void **state) {
    (void)state;
    run(software, NO_GICV5, "", VCPUS);
    assert_int_equal(verdict, SKIPS);
    run(ppis, NONE, "", VCPUS);
    assert_int_equal(verdict, SKIPS);
    run(cpus, NONE, CLAIMS GIVEN, 1);
    assert_int_equal(verdict, SKIPS);
    run(priority, NONE, "gicv5.ppis=0x8", 1);
    assert_int_equal(verdict, SKIPS);
    run(priority, NONE, "timer.virt=20 gicv5.ppis=0x8", 1);
    assert_int_equal(verdict, SKIPS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pass_where_the_rules_are_kept),
        cmocka_unit_test(pass_without_sw_ppi_if_that_is_told),
        cmocka_unit_test(fail_where_sw_ppi_is_not_as_told),
        cmocka_unit_test(fail_for_every_broken_rule),
        cmocka_unit_test(skip_without_what_they_need),
    };
    return cmocka_run_group_tests_name("gicv5", tests, NULL, NULL);
}
