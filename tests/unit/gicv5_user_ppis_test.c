/* SPDX-License-Identifier: MIT */
/*
 * The guest's check of the PPIs that its host may drive, gicv5.user-ppis, for which no emulated
 * host has the interrupt controller: compiled for the build machine, with a model of vCPUs, the
 * doorbell and the GICv5 that keeps to the mask. There it passes, and for every lie it fails.
 */
#include "tests/arm64/gicv5_user_ppis.c"
#include "tests/unit/check.h"

#include <errno.h>

enum { VCPUS = 3, PPIS = 128, REFUSED = EINVAL };

/* How KVM treats one PPI of one vCPU: does KVM_IRQ_LINE refuse it, and what arrives how often? */
static const struct lie {
    const char *is, *caught; /* by a sentence with these words */
    bool driven;             /* it is told of a PPI that may be driven, or of one that may not */
    unsigned error;
    unsigned before, first, second, falling; /* itself: before, at its edges, when its line falls */
    unsigned other_ppi;                      /* the next one, at its edge 1, 2, or 3: both */
    unsigned other_vcpu;                     /* and another vCPU's */
    unsigned from_vcpu; /* vCPU 0, which drives its own first, sees what others' do to it alone */
} lies[] = {
    {"lost", "interrupts expected=1 actual=0", true},
    {"lost later", "interrupts expected=2 actual=1", true, .first = 1},
    {"doubled", "interrupts expected=1 actual=2", true, .first = 2, .second = 1},
    {"doubled later", "interrupts expected=2 actual=3", true, .first = 1, .second = 2},
    {"at the falling edge, too", "interrupts expected=1 actual=2", true, .first = 1, .falling = 1},
    {"at the falling edge", "interrupts expected=1 actual=0", true, .falling = 1},
    {"pending before", "interrupts expected=", true, .before = 1, .first = 1, .second = 1},
    {"another PPI", "intid expected=", true, .other_ppi = 3},
    {"another PPI, too", "interrupts expected=1 actual=2", true, .first = 1, .other_ppi = 3},
    {"another PPI later", "intid expected=", true, .first = 1, .other_ppi = 2},
    {"another vCPU's", "interrupts expected=1 actual=0", true, .other_vcpu = 3},
    {"another vCPU's, too", "interrupts expected=0 actual=2 on vcpu=0", true, .first = 1,
     .second = 1, .other_vcpu = 3, .from_vcpu = 1},
    {"refused", "expected=driven errno=22", true, .error = REFUSED},
    {"not refused", "expected=refused errno=0", false, .first = 1},
    {"not refused, and lost", "expected=refused errno=0", false},
    {"refused, and arrives", "interrupts expected=0 actual=1", false, REFUSED, .first = 1},
    {"refused, and arrives as it falls", "interrupts expected=0 actual=1", false, REFUSED,
     .falling = 1},
    {"refused, and another arrives", "interrupts expected=0 actual=1", false, REFUSED,
     .other_ppi = 3},
};

/* The one that is told, of which PPI of which vCPU. */
static struct {
    const struct lie *lie;
    unsigned ppi, vcpu;
} told;

static struct {
    bool listens;
    unsigned edges; /* of the PPI that is lied about, since irq_quiet() */
    struct irq_log log;
} vcpu[VCPUS];
static unsigned this, vcpus;
static bool has_gicv5 = true, has_doorbell = true;

void need_gicv5(void) {
    if (!has_gicv5)
        skip("no GICv5");
}

void need_doorbell(void) {
    if (!has_doorbell)
        skip("no doorbell");
}

void on_other_cpus(void (*run)(void *), void *argument) {
    for (this = 1; this < vcpus; this ++)
        run(argument);
    this = 0;
}

uint64_t quench_sw_ppi(void) {
    return 1;
}

/* What is deaf has its interrupts cleared before it listens. */
static void arrive(unsigned at, unsigned ppi, unsigned times) {
    struct irq_log *log = &vcpu[at].log;
    for (; vcpu[at].listens && times; times--) {
        if (log->count < IRQ_EVENTS)
            log->event[log->count].intid = ppi;
        log->count++;
    }
}

void irq_quiet(irq_quencher *quench) {
    assert_ptr_equal(quench, quench_sw_ppi);
    memset(&vcpu[this], 0, sizeof vcpu[this]);
}

void irq_listen(void) {
    vcpu[this].listens = true;
    if (told.lie && this == told.vcpu)
        arrive(this, told.ppi, told.lie->before);
}

void irq_deaf(void) {
    vcpu[this].listens = false;
}

bool irq_await(unsigned count, uint64_t microseconds) {
    assert_true(vcpu[this].listens && microseconds > 0);
    return vcpu[this].log.count >= count;
}

const struct irq_log *irq_log(void) {
    return &vcpu[this].log;
}

static unsigned lie(const struct lie *lie, unsigned ppi, bool asserted) {
    if (asserted) {
        unsigned edge = vcpu[this].edges++;
        arrive(this, ppi, edge ? lie->second : lie->first);
        arrive(this, (ppi + 1) % PPIS, lie->other_ppi >> edge & 1);
        arrive(this ? 0 : 1, ppi, lie->other_vcpu >> edge & 1);
    } else {
        arrive(this, ppi, lie->falling);
    }
    return lie->error;
}

/* What KVM does, as it is told to the guest: an edge of what may be driven arrives, once. */
unsigned doorbell_level(uint32_t ppi, bool asserted) {
    assert_in_range(ppi, 0, PPIS - 1);
    if (told.lie && ppi == told.ppi && this == told.vcpu)
        return lie(told.lie, ppi, asserted);
    const uint64_t *mask = claims.of[CLAIM_GICV5_USER_PPIS].value[0];
    if (!(mask[ppi / 64] >> ppi % 64 & 1))
        return REFUSED;
    arrive(this, ppi, asserted);
    return 0;
}

static void run(const char *claim, unsigned cpus) {
    memset(vcpu, 0, sizeof vcpu);
    vcpus = cpus;
    this = 0;
    run_check(user_ppis, claim);
}

static const char *const masks[] = {"gicv5.user-ppis=0x8", "gicv5.user-ppis=0",
                                    "gicv5.user-ppis=0x8000000000000001:0x8000000000000001",
                                    "gicv5.user-ppis=0xffffffffffffffff:0xffffffffffffffff"};
enum { MASKS = sizeof masks / sizeof *masks };

static void passes_where_the_mask_is_kept(void **state) {
    (void)state;
    for (unsigned i = 0; i < MASKS; i++)
        for (unsigned cpus = 1; cpus <= VCPUS; cpus++) {
            run(masks[i], cpus);
            assert_string_equal(why, "");
            assert_int_equal(verdict, PASSES);
        }
}

/* Of each PPI that it can be told of, on each vCPU. */
static unsigned tell(const struct lie *lie, const char *claim) {
    unsigned times = 0;
    for (told.vcpu = lie->from_vcpu; told.vcpu < VCPUS; told.vcpu++)
        for (told.ppi = 0; told.ppi < PPIS; told.ppi++) {
            told.lie = NULL;
            run(claim, 1);
            const uint64_t *mask = claims.of[CLAIM_GICV5_USER_PPIS].value[0];
            if ((mask[told.ppi / 64] >> told.ppi % 64 & 1) != lie->driven)
                continue;
            told.lie = lie;
            run(claim, VCPUS);
            bool caught = verdict == FAILS && strstr(why, lie->caught);
            if (!caught)
                print_error("%s, of PPI %u of vCPU %u with %s: '%s'", lie->is, told.ppi, told.vcpu,
                            claim, why);
            assert_true(caught);
            times++;
        }
    told.lie = NULL;
    return times;
}

static void fails_for_every_lie(void **state) {
    (void)state;
    for (unsigned i = 0; i < sizeof lies / sizeof *lies; i++) {
        unsigned times = 0;
        for (unsigned m = 0; m < MASKS; m++)
            times += tell(&lies[i], masks[m]);
        assert_in_range(times, PPIS, MASKS * VCPUS * PPIS);
    }
}

static void skips_without_what_it_needs(void **state) {
    (void)state;
    run("", 1);
    assert_int_equal(verdict, SKIPS);
    has_doorbell = false;
    run(masks[0], 1);
    assert_int_equal(verdict, SKIPS);
    has_doorbell = true;
    has_gicv5 = false;
    run(masks[0], 1);
    assert_int_equal(verdict, SKIPS);
    has_gicv5 = true;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_where_the_mask_is_kept),
        cmocka_unit_test(fails_for_every_lie),
        cmocka_unit_test(skips_without_what_it_needs),
    };
    return cmocka_run_group_tests_name("gicv5_user_ppis", tests, NULL, NULL);
}
