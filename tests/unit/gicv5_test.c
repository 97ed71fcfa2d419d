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

enum { VCPUS = 2, TIMER = 27, PMU = 23, MIDDLE = 0x10, LOWEST = 0x1f, IDLE = 0x20 };
#define CLAIMS "timer.virt=27 pmu.irq=23 gicv5.ppis="
#define GIVEN  "0x8800008"

/* A rule of the model that is broken, and the check that fails, with these words. */
enum rule {
    NONE,
    NO_GICV5,
    EXECUTED,
    ACKNOWLEDGED,
    ENABLED,
    ENABLED_HIGH,
    TIMER_EDGE,
    PMU_EDGE,
    SW_PPI_LEVEL,
    ABSENT,
    OTHER,
    BEFORE,
    TWICE,
    LATCHED,
    PRIORITY_IGNORED,
    ENABLE_IGNORED,
    EN_IGNORED,
    FORGOTTEN,
    BY_NUMBER,
    BY_NUMBER_DOWN,
    TIMER_LOST,
    UNTOLD,
    UNTOLD_LATER,
    AGAIN,
    CDEOI_DEACTIVATES,
    CDDI_IDLE,
    CDDI_DROPS,
    CDEOI_IDLE,
    SHARED,
    RULES,
};
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
static enum rule broken;

static struct vcpu {
    uint64_t reg[NAMES], pending, active;
    unsigned priority; /* that runs */
    bool listens;
    irq_quencher *quench;
    struct irq_log log;
} vcpu[VCPUS];
static unsigned vcpus, times; /* of what is broken once */
static uint64_t waited_us;
const struct timer timer_virt;
const void *device_tree;

static struct vcpu *self(void) {
    return &vcpu[running.index];
}

static unsigned priority_of(const struct vcpu *cpu, unsigned ppi) {
    return ppi / 8 == 3 ? cpu->reg[NAME_ICC_PPI_PRIORITYR3_EL1] >> ppi % 8 * 8 & LOWEST : MIDDLE;
}

static bool before(const struct vcpu *cpu, unsigned a, unsigned b) {
    if (broken == BY_NUMBER || broken == BY_NUMBER_DOWN)
        return broken == BY_NUMBER ? a < b : a > b;
    return priority_of(cpu, a) < priority_of(cpu, b);
}

/* The PPI that comes next, or 64. */
static unsigned next(const struct vcpu *cpu) {
    unsigned first = 64;
    uint64_t enabled = broken == ENABLE_IGNORED ? ~0ull : cpu->reg[NAME_ICC_PPI_ENABLER0_EL1];
    uint64_t candidates = cpu->pending & enabled & (broken == AGAIN ? ~0ull : ~cpu->active);
    if (broken != EN_IGNORED && !(cpu->reg[NAME_ICC_CR0_EL1] & ICC_CR0_EN))
        return 64;
    for (unsigned ppi = 0; ppi < 64; ppi++) {
        bool admitted =
            (priority_of(cpu, ppi) <= cpu->reg[NAME_ICC_PCR_EL1] || broken == PRIORITY_IGNORED) &&
            (priority_of(cpu, ppi) < cpu->priority || broken == AGAIN);
        if (candidates >> ppi & 1 && admitted && (first == 64 || before(cpu, ppi, first)))
            first = ppi;
    }
    return first;
}

static void clear(struct vcpu *cpu, uint64_t ppis) {
    if (broken != TWICE || cpu->log.count)
        cpu->pending &= ~ppis;
}

static unsigned take_next(struct vcpu *cpu) {
    unsigned ppi = next(cpu);
    if (ppi < 64) {
        cpu->active |= BIT(ppi);
        cpu->priority = priority_of(cpu, ppi);
        if (ppi != TIMER) /* which is a level */
            clear(cpu, BIT(ppi));
    }
    return ppi;
}

static uint64_t model_cdia(void) {
    unsigned ppi = take_next(self());
    if (ppi == 64 || (broken == UNTOLD && times++ == 0) || (broken == UNTOLD_LATER && times++ == 1))
        return 0;
    return GICV5_VALID | INTID(ppi);
}

static void model_cddi(uint64_t intid) {
    if (broken != CDDI_IDLE)
        self()->active &= ~BIT(GET(intid, GICV5_ID));
    if (broken == CDDI_DROPS)
        self()->priority = IDLE;
}

static void model_cdeoi(void) {
    if (broken != CDEOI_IDLE || times++ == 0)
        self()->priority = IDLE;
    if (broken == CDEOI_DEACTIVATES)
        self()->active = 0;
}

static bool without_gicv5(void) {
    return broken == NO_GICV5 || broken == EXECUTED || broken == ACKNOWLEDGED;
}

/* The PPIs that are given: the enables of others are RAZ/WI. */
static uint64_t given(enum register_name name) {
    uint64_t low = BIT(TIMER) | BIT(PMU) | (broken == ABSENT ? 0 : BIT(SW_PPI));
    return name == NAME_ICC_PPI_ENABLER1_EL1 ? broken == ENABLED_HIGH : low | (broken == ENABLED);
}

/* A bit for a level, which all are but SW_PPI. */
static uint64_t handling_modes(void) {
    uint64_t edges = (broken == SW_PPI_LEVEL || broken == ABSENT ? 0 : BIT(SW_PPI)) |
                     (broken == TIMER_EDGE ? BIT(TIMER) : 0) | (broken == PMU_EDGE ? BIT(PMU) : 0);
    return ~edges;
}

static uint64_t model_read(enum register_name name) {
    switch (name) {
    case NAME_ID_AA64PFR2_EL1:
        return PUT(!without_gicv5(), ID_AA64PFR2_GCIE);
    case NAME_ICC_PPI_HMR0_EL1:
        return handling_modes();
    case NAME_ICC_PPI_ENABLER0_EL1:
    case NAME_ICC_PPI_ENABLER1_EL1:
        return self()->reg[name] & given(name);
    case NAME_ICC_PPI_CPENDR0_EL1:
        return self()->pending;
    default:
        return self()->reg[name];
    }
}

static void model_write(enum register_name name, uint64_t value) {
    struct vcpu *cpu = self();
    cpu->reg[name] = value;
    if (name == NAME_ICC_PPI_CPENDR0_EL1 && broken != LATCHED)
        clear(cpu, value);
    if (name != NAME_ICC_PPI_SPENDR0_EL1 || broken == ABSENT)
        return;
    if (broken == FORGOTTEN && next(&(struct vcpu){.pending = value, .priority = IDLE}) == 64 &&
        cpu->reg[NAME_ICC_PCR_EL1] == 0)
        return;
    cpu->pending |= broken == OTHER ? value << 1 : value;
    if (broken == SHARED)
        vcpu[0].pending |= value;
}

static void deliver(void) {
    struct vcpu *cpu = self();
    unsigned ppi;
    while (cpu->listens && (ppi = take_next(cpu)) < 64) {
        uint64_t cause = cpu->quench ? cpu->quench() : 0;
        if (cpu->log.count < IRQ_EVENTS)
            cpu->log.event[cpu->log.count].intid = ppi;
        if (++cpu->log.count == IRQ_EVENTS || !cause)
            cpu->reg[NAME_ICC_PPI_ENABLER0_EL1] &= ~BIT(ppi);
        cpu->active &= ~BIT(ppi);
        cpu->priority = IDLE;
    }
}

/* --- what the checks use */

const struct irqchip *irq_chip(void) {
    static const struct irqchip gicv5 = {.name = "gicv5"}, gicv3 = {.name = "gicv3"};
    return without_gicv5() ? &gicv3 : &gicv5;
}

/* All of a GICv5 is undefined where there is none. */
bool exception_in(void (*run)(void *), void *argument) {
    (void)argument;
    return without_gicv5() && broken != (run == read_icc ? EXECUTED : ACKNOWLEDGED);
}

void need_other_cpus(void) {
    if (vcpus == 1)
        skip("one vCPU");
}

void on_other_cpus(void (*run)(void *), void *argument) {
    for (running.index = 1; running.index < vcpus; running.index++)
        run(argument);
    running.index = 0;
}

void doorbell_listen(unsigned cpu) {
    assert_int_equal(cpu, running.index);
}

uint64_t timer_arm(const struct timer *timer, uint64_t microseconds, uint64_t imask) {
    assert_ptr_equal(timer, &timer_virt);
    if (broken != TIMER_LOST)
        self()->pending |= BIT(TIMER);
    return microseconds + imask;
}

void irq_quiet(irq_quencher *quench) {
    *self() = (struct vcpu){.quench = quench, .priority = IDLE};
    self()->reg[NAME_ICC_CR0_EL1] = ICC_CR0_EN;
    self()->reg[NAME_ICC_PCR_EL1] = LOWEST;
    self()->reg[NAME_ICC_PPI_ENABLER0_EL1] = ~0ull;
    self()->reg[NAME_ICC_PPI_PRIORITYR3_EL1] = MIDDLE * 0x0101010101010101ull;
    self()->pending = broken == BEFORE ? BIT(SW_PPI) : 0;
}

void irq_listen(void) {
    self()->listens = true;
}

void irq_deaf(void) {
    self()->listens = false;
}

bool irq_await(unsigned count, uint64_t microseconds) {
    unsigned me = running.index;
    for (running.index = 0; running.index < vcpus; running.index++)
        deliver();
    running.index = me;
    if (self()->log.count < count)
        waited_us += microseconds;
    return self()->log.count >= count;
}

const struct irq_log *irq_log(void) {
    return &self()->log;
}

void expect_interrupts(unsigned expected, const char *where) {
    expect_equal("interrupts", expected, irq_log()->count, where);
}

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
