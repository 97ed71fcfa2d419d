/* SPDX-License-Identifier: MIT */
/* A model of vCPUs with a GICv5, each rule of which can be broken: its registers and instructions,
 * and what the guest's checks of it use. Included once, after these checks. */
#ifndef TESTS_UNIT_GICV5_MODEL_H
#define TESTS_UNIT_GICV5_MODEL_H

enum { VCPUS = 2, TIMER = 27, PMU = 23, MIDDLE = 0x10, LOWEST = 0x1f, IDLE = 0x20 };

/* What is broken of it. */
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

#endif
