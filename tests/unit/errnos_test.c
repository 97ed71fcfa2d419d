/* SPDX-License-Identifier: MIT */
/* A row of errnos passes if its last step, and no other, answers what is documented. */
#include "host/errnos.c"

#include "tests/unit/machine.h"
#include "tests/unit/results.h"

/* A KVM whose attributes answer with the errno that is their number; each gives the descriptor that
 * it is asked of, and takes 7. */
enum { VCPU = 10, IRQCHIP = 99, TAKEN = 7, NESTED = 4 };

int kvm_attribute(int fd, unsigned long request, const struct attribute *attribute,
                  const void *data) {
    uint64_t buffer = (uint64_t)fd;
    if (attribute->number)
        return -(int)attribute->number;
    if (request == KVM_HAS_DEVICE_ATTR)
        return 0;
    if (!data)
        return -EFAULT;
    if (request == KVM_GET_DEVICE_ATTR)
        memcpy((void *)(uintptr_t)data, &buffer, sizeof buffer);
    else
        memcpy(&buffer, data, sizeof buffer);
    return request == KVM_SET_DEVICE_ATTR && buffer != TAKEN ? -EINVAL : 0;
}

int vm_create(struct vm *vm) {
    *vm = (struct vm){.irqchip = IRQCHIP, .cpu = {{.fd = VCPU}, {.fd = VCPU + 1}}};
    return 0;
}

int vm_add_vcpu(struct vm *vm) {
    (void)vm;
    return 0;
}

int vm_add_memory(struct vm *vm, uint64_t base, uint64_t size) {
    (void)vm, (void)base, (void)size;
    return 0;
}

int vcpu_enter_and_leave(const struct vcpu *cpu) {
    (void)cpu;
    return 0;
}

int arch_add_vcpu(struct vm *vm, uint64_t features) {
    (void)vm, (void)features;
    return 0;
}

int arch_add_irqchip(struct vm *vm) {
    (void)vm;
    return 0;
}

int arch_init_irqchip(struct vm *vm) {
    (void)vm;
    return 0;
}

const char *arch_lacks_features(uint64_t features) {
    return features & NESTED ? "no EL2" : NULL;
}

static uint64_t descriptor(const struct vcpu *cpu) {
    return (uint64_t)cpu->fd;
}

static int fail_by(struct vm *vm, unsigned cpu, uint64_t value) {
    (void)vm, (void)cpu;
    return -(int)value;
}

static int sleep_ms(struct vm *vm, unsigned cpu, uint64_t value) {
    (void)vm, (void)cpu;
    return usleep((unsigned)value * 1000);
}

static int give_up(struct vm *vm, unsigned cpu, uint64_t value) {
    (void)vm, (void)cpu;
    child_fail("has failed %u times", (unsigned)value);
}

static const struct attribute good = {0, 0, "good"}, none = {0, ENXIO, "none"},
                              busy = {0, EBUSY, "busy"}, chip = {0, 0, "chip", true};
static const struct finding number = {"the number", descriptor};
static const struct action failing = {"failing", fail_by}, sleeping = {"sleeping", sleep_ms},
                           giving_up = {"giving up", give_up};

#define HAS(attribute)           STEP(STEP_HAS, 0, &attribute)
#define NEED(attribute)          STEP(STEP_NEED, 0, &attribute)
#define SET(attribute, value)    STEP(STEP_SET, 0, &attribute, value)
#define GET(cpu, attribute, got) STEP(STEP_GET, cpu, &attribute, got)
#define FOUND(cpu, value_)       STEP(STEP_FOUND, cpu, .finding = &number, .value = value_)
#define NEED_FOUND(cpu, value_)  STEP(STEP_NEED_FOUND, cpu, .finding = &number, .value = value_)
#define ACT(action_, value_)     STEP(STEP_ACT, .action = &action_, .value = value_)
#define FAIL_BY(value)           ACT(failing, value)
#define FEATURES(value_)         STEP(STEP_VCPU, .value = value_)

const struct errno_row *const arch_errnos[] = {(const struct errno_row[]){{"a"}, {"b"}, {0}},
                                               (const struct errno_row[]){{0}},
                                               (const struct errno_row[]){{"c"}, {0}}, NULL};

static const char *say(const struct errno_row *row, struct options options) {
    no_results_yet();
    errno_row_run(row, &options);
    return results;
}

struct row_case {
    struct errno_row row;
    const char *said;
};

static void say_each(const struct row_case *cases, unsigned count, struct options options) {
    options.timeout = options.timeout ? options.timeout : 20;
    for (unsigned i = 0; i < count; i++) {
        struct errno_row row = cases[i].row;
        row.name = "it";
        row.sentence = "words";
        assert_string_equal(say(&row, options), cases[i].said);
    }
}
#define EACH(cases, ...)                                                                           \
    say_each(cases, sizeof cases / sizeof *cases, (struct options){__VA_ARGS__})

#define PASSES "ok 1 - errno.it\n"
#define BREAKS "# errno.it: breaks: words\nnot ok 1 - errno.it\n"
#define FAILS(expected, actual, step)                                                              \
    "# errno.it: expected=" expected " actual=" actual " step=" step "\n" BREAKS
#define SKIPS(why) "ok 1 - errno.it # SKIP " why "\n"
#define ROW(...)                                                                                   \
    { NULL, NULL, __VA_ARGS__ }

static void what_is_documented_passes(void **state) {
    (void)state;
    const struct row_case cases[] = {
        {ROW({HAS(good)}), PASSES},
        {ROW({HAS(none)}, ENXIO), PASSES},
        {ROW({HAS(busy)}, ENXIO, EBUSY), PASSES},
        {ROW({HAS(none)}, ENXIO, EBUSY), PASSES},
        {ROW({SET(good, TAKEN), HAS(busy)}, EBUSY), PASSES},
        {ROW({SET(good, TAKEN + 1)}, EINVAL), PASSES},
        {ROW({STEP(STEP_SET_STRUCTURE, 0, &good, .structure = &(const uint64_t){TAKEN})}), PASSES},
        {ROW({STEP(STEP_SET_FOUND, 0, &good, .finding = &number)}, EINVAL), PASSES},
        {ROW({STEP(STEP_SET_FAULT, 0, &good)}, EFAULT), PASSES},
        {ROW({STEP(STEP_GET_FAULT, 0, &good)}, EFAULT), PASSES},
        {ROW({GET(0, good, VCPU)}), PASSES},
        {ROW({GET(1, good, VCPU + 1)}), PASSES},
        {ROW({GET(1, chip, IRQCHIP)}), PASSES},
        {ROW({GET(0, none, 5)}, ENXIO), PASSES},
        {ROW({FOUND(1, VCPU + 1)}), PASSES},
        {ROW({NEED_FOUND(0, VCPU), NEED(good), HAS(none)}, ENXIO), PASSES},
        {ROW({STEP(STEP_HAS, 0, &busy, .fails = EBUSY), HAS(good)}), PASSES},
        {ROW({HAS(good), HAS(good), HAS(good), HAS(good), HAS(good), HAS(good), HAS(none)}, ENXIO),
         PASSES},
        {ROW({SEQUENCE(HAS(good), SEQUENCE(HAS(good)), HAS(good)), HAS(none)}, ENXIO), PASSES},
    };
    EACH(cases);
}

static void anything_else_fails(void **state) {
    (void)state;
    const struct row_case cases[] = {
        {ROW({HAS(none)}), FAILS("success", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
        {ROW({HAS(none)}, EBUSY), FAILS("EBUSY", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
        {ROW({HAS(none)}, EBUSY, EPERM),
         FAILS("EBUSY", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
        {ROW({HAS(good)}, EBUSY, EPERM),
         FAILS("EBUSY", "success", "KVM_HAS_DEVICE_ATTR good on vCPU 0")},
        {ROW({GET(0, good, 5)}), FAILS("5", "10", "KVM_GET_DEVICE_ATTR good on vCPU 0")},
        {ROW({FOUND(1, 5)}), FAILS("5", "11", "finding the number on vCPU 1")},
        {ROW({GET(0, none, 5)}), FAILS("success", "ENXIO", "KVM_GET_DEVICE_ATTR none on vCPU 0")},
        /* Not by its last step: */
        {ROW({HAS(none), HAS(good)}, ENXIO),
         FAILS("success", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
        {ROW({GET(0, good, 5), HAS(good)}), FAILS("5", "10", "KVM_GET_DEVICE_ATTR good on vCPU 0")},
        {ROW({STEP(STEP_HAS, 0, &good, .fails = EBUSY), HAS(good)}),
         FAILS("EBUSY", "success", "KVM_HAS_DEVICE_ATTR good on vCPU 0")},
        {ROW({SEQUENCE(SEQUENCE(HAS(good), HAS(none)), HAS(busy)), HAS(none)}, ENXIO),
         FAILS("success", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
    };
    EACH(cases);
}

static void each_step_has_words(void **state) {
    (void)state;
    const struct {
        struct step step;
        const char *words;
    } cases[] = {
        {{STEP_VCPU}, "making a vCPU"},
        {{STEP_VCPU_BARE}, "KVM_CREATE_VCPU"},
        {{STEP_MEMORY}, "adding RAM"},
        {{STEP_IRQCHIP}, "creating the interrupt controller"},
        {{STEP_IRQCHIP_INIT}, "initialising the interrupt controller"},
        {{STEP_NEED, 1, &good}, "KVM_HAS_DEVICE_ATTR good on vCPU 1"},
        {{STEP_NEED_FOUND, 1, NULL, VCPU + 1, {&number}}, "finding the number on vCPU 1"},
        {{STEP_FOUND, 1, NULL, VCPU + 1, {&number}}, "finding the number on vCPU 1"},
        {{STEP_HAS, 1, &chip}, "KVM_HAS_DEVICE_ATTR chip"},
        {{STEP_SET, 1, &good, TAKEN}, "KVM_SET_DEVICE_ATTR good=7 on vCPU 1"},
        {{STEP_SET, 1, &chip, TAKEN}, "KVM_SET_DEVICE_ATTR chip=7"},
        {{STEP_SET, 1, &good, -1ull}, "KVM_SET_DEVICE_ATTR good=-1 on vCPU 1"},
        {{STEP_SET_FOUND, 1, &good, 0, {&number}}, "KVM_SET_DEVICE_ATTR good=11 on vCPU 1"},
        {{STEP_SET_STRUCTURE, 1, &good, 0, {.structure = &(const uint64_t){TAKEN}}},
         "KVM_SET_DEVICE_ATTR good on vCPU 1"},
        {{STEP_SET_FAULT, 1, &good}, "KVM_SET_DEVICE_ATTR by a bad pointer good on vCPU 1"},
        {{STEP_GET, 1, &good, VCPU + 1}, "KVM_GET_DEVICE_ATTR good on vCPU 1"},
        {{STEP_GET_FAULT, 1, &good}, "KVM_GET_DEVICE_ATTR by a bad pointer good on vCPU 1"},
        {{STEP_RUN, 1}, "KVM_RUN on vCPU 1"},
        {{STEP_ACT, 1, NULL, 0, {.action = &failing}}, "failing on vCPU 1"},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct errno_row row = {"it", "words", {&cases[i].step}, EPERM};
        char step[200];
        snprintf(step, sizeof step, " step=%s\n# errno.it: breaks:", cases[i].words);
        assert_non_null(strstr(say(&row, (struct options){.timeout = 20}), step));
    }
}

#define KNOWN_ON(kernels, ...)                                                                     \
    &(const struct known) {                                                                        \
        kernels, __VA_ARGS__                                                                       \
    }
#define DIVERGES(documented, kernel)                                                               \
    "# errno.it: diverges: documented " documented ", kernel " kernel ", known on 7.1..7.3: why\n"

static void what_is_known_to_differ_passes_unless_all_is_strict(void **state) {
    (void)state;
    const struct row_case known[] = {
        {ROW({HAS(none)}, EBUSY, .known = KNOWN_ON("7.1..7.3", ENXIO, "why")),
         DIVERGES("EBUSY", "ENXIO") PASSES},
        {ROW({SET(good, TAKEN)}, EBUSY, .known = KNOWN_ON("7.1..7.3", 0, "why")),
         DIVERGES("EBUSY", "success") PASSES},
        {ROW({GET(0, good, 5)}, .known = KNOWN_ON("7.1..7.3", 0, "why", VCPU)),
         DIVERGES("5", "10") PASSES},
    };
    const struct row_case strict[] = {
        {ROW({HAS(none)}, EBUSY, .known = KNOWN_ON("7.1..7.3", ENXIO, "why")),
         DIVERGES("EBUSY", "ENXIO") "not ok 1 - errno.it\n"},
    };
    EACH(known);
    EACH(strict, .strict = true);
}

static void what_differs_otherwise_fails(void **state) {
    (void)state;
    const struct row_case cases[] = {
        {ROW({HAS(none)}, EBUSY, .known = KNOWN_ON("6.1..7.1", ENXIO, "why")),
         FAILS("EBUSY", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
        {ROW({HAS(none)}, EBUSY, .known = KNOWN_ON("7.1..7.3", EPERM, "why")),
         FAILS("EBUSY", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
        {ROW({GET(0, good, 5)}, .known = KNOWN_ON("7.1..7.3", 0, "why", 4)),
         FAILS("5", "10", "KVM_GET_DEVICE_ATTR good on vCPU 0")},
        {ROW({HAS(none), HAS(good)}, EBUSY, .known = KNOWN_ON("7.1..7.3", ENXIO, "why")),
         FAILS("success", "ENXIO", "KVM_HAS_DEVICE_ATTR none on vCPU 0")},
    };
    EACH(cases);
}

static void what_cannot_be_asked_here_is_skipped(void **state) {
    (void)state;
    const struct row_case cases[] = {
        {ROW({FEATURES(1), SEQUENCE(FEATURES(NESTED))}), SKIPS("no EL2")},
        {ROW({FEATURES(1), STEP(STEP_MEMORY, .value = NESTED)}), PASSES},
        {ROW({NEED(none), HAS(busy)}),
         SKIPS("this kernel lacks it: KVM_HAS_DEVICE_ATTR none on vCPU 0: ENXIO")},
        {ROW({NEED(busy), HAS(good)}),
         FAILS("success", "EBUSY", "KVM_HAS_DEVICE_ATTR busy on vCPU 0")},
        {ROW({NEED_FOUND(1, 5), HAS(busy)}),
         SKIPS("this machine differs: the number is 11, not 5")},
    };
    EACH(cases);
    assert_string_equal(say(&(const struct errno_row){"gicv5.it", "words", {HAS(busy)}},
                            (struct options){.timeout = 20}),
                        "ok 1 - errno.gicv5.it # SKIP no GICv5\n");
}

static void what_was_not_asked_for_is_skipped(void **state) {
    (void)state;
    const struct row_case refused[] = {
        {ROW({HAS(good)}, .only = ROW_SLOW), SKIPS("only with --slow: takes long, or much memory")},
        {ROW({HAS(good)}, .only = ROW_MAY_CRASH_HOST),
         SKIPS("only with --may-crash-host: may crash the host")},
    };
    const struct row_case allowed[] = {
        {ROW({HAS(good)}, .only = ROW_SLOW), PASSES},
        {ROW({HAS(good)}, .only = ROW_MAY_CRASH_HOST), PASSES},
    };
    EACH(refused);
    EACH(allowed, .slow = true, .may_crash_host = true);
    assert_null(errno_row_option(&(const struct errno_row){.only = ROW_ALWAYS}));
    assert_string_equal(errno_row_option(&refused[0].row), "--slow");
    assert_string_equal(errno_row_option(&refused[1].row), "--may-crash-host");
}

static void a_run_that_fails_says_how(void **state) {
    (void)state;
    const struct row_case cases[] = {
        {ROW({ACT(giving_up, 3)}), "# errno.it: the run has failed 3 times\nnot ok 1 - errno.it\n"},
    };
    EACH(cases);
}

static void only_what_is_slow_has_longer_than_others(void **state) {
    (void)state;
    const struct row_case others[] = {
        {ROW({ACT(sleeping, 1300)}),
         "# errno.it: the run was killed after 1 s without ending\nnot ok 1 - errno.it\n"},
    };
    const struct row_case slow[] = {
        {ROW({ACT(sleeping, 1300)}, .only = ROW_SLOW), PASSES},
    };
    EACH(others, .timeout = 1);
    EACH(slow, .timeout = 1, .slow = true);
}

static void an_answer_is_taken_in_pieces_and_no_more_of_it(void **state) {
    (void)state;
    struct received received = {0};
    char bytes[sizeof received.bytes + 1], expected[sizeof received.bytes];
    memset(bytes, 'x', sizeof bytes);
    memset(expected, 'x', sizeof expected);
    receive(&received, bytes, 3);
    assert_int_equal(received.length, 3);
    receive(&received, bytes, sizeof bytes - 3);
    assert_int_equal(received.length, sizeof received.bytes);
    assert_memory_equal(received.bytes, expected, sizeof expected);
}

static void rows_are_those_of_all_tables(void **state) {
    (void)state;
    static const char *const names[] = {"a", "b", "c"};
    for (unsigned i = 0; i < 3; i++)
        assert_string_equal(errno_row_at(i)->name, names[i]);
    assert_null(errno_row_at(3));
    assert_null(errno_row_at(4));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_documented_passes),
        cmocka_unit_test(anything_else_fails),
        cmocka_unit_test(each_step_has_words),
        cmocka_unit_test(what_is_known_to_differ_passes_unless_all_is_strict),
        cmocka_unit_test(what_differs_otherwise_fails),
        cmocka_unit_test(what_cannot_be_asked_here_is_skipped),
        cmocka_unit_test(what_was_not_asked_for_is_skipped),
        cmocka_unit_test(a_run_that_fails_says_how),
        cmocka_unit_test(only_what_is_slow_has_longer_than_others),
        cmocka_unit_test(an_answer_is_taken_in_pieces_and_no_more_of_it),
        cmocka_unit_test(rows_are_those_of_all_tables),
    };
    return cmocka_run_group_tests_name("errnos", tests, NULL, NULL);
}
