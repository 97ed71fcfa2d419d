/* SPDX-License-Identifier: MIT */
#include "host/errnos.h"

#include "host/arch.h"
#include "host/child.h"
#include "host/output.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How far a row came, as its child writes it. */
struct answer {
    unsigned step; /* the last one taken */
    int error;     /* its errno, or 0 */
    uint64_t data; /* what it set, got or found */
};

const struct errno_row *errno_row_at(unsigned index) {
    for (unsigned table = 0; arch_errnos[table]; table++)
        for (const struct errno_row *row = arch_errnos[table]; row->name; row++)
            if (index-- == 0)
                return row;
    return NULL;
}

const char *errno_row_option(const struct errno_row *row) {
    static const char *const option[] = {
        [ROW_SLOW] = "--slow", [ROW_MAY_CRASH_HOST] = "--may-crash-host"};
    return option[row->only];
}

/* NULL if the row is to be run, else why it is not. */
static const char *not_asked_for(const struct errno_row *row, const struct options *options) {
    if (row->only == ROW_SLOW && !options->slow)
        return "only with --slow: takes long, or much memory";
    if (row->only == ROW_MAY_CRASH_HOST && !options->may_crash_host)
        return "only with --may-crash-host: may crash the host";
    return NULL;
}

static unsigned time_for(const struct errno_row *row, const struct options *options) {
    enum { SLOW_SECONDS = 600 };
    return row->only == ROW_SLOW && options->timeout < SLOW_SECONDS ? SLOW_SECONDS
                                                                    : options->timeout;
}

/* All steps of a row, one after the other. */
enum { LONGEST = 32 };
struct path {
    unsigned steps;
    const struct step *step[LONGEST];
};

static void follow(const struct step *const *sequence, unsigned longest, struct path *path) {
    for (unsigned i = 0; i < longest && sequence[i]; i++)
        if (sequence[i]->kind == STEP_SEQUENCE)
            follow(sequence[i]->sequence, UINT_MAX, path);
        else if (path->steps < LONGEST)
            path->step[path->steps++] = sequence[i];
}

static struct path path_of(const struct errno_row *row) {
    struct path path = {0};
    follow(row->step, STEPS, &path);
    return path;
}

/* What KVM_GET_DEVICE_ATTR stores may be longer than what is compared. */
static int get(int fd, const struct attribute *attribute, uint64_t *data) {
    uint64_t buffer[8] = {0};
    int error = kvm_attribute(fd, KVM_GET_DEVICE_ATTR, attribute, buffer);
    *data = buffer[0];
    return error;
}

static int take_step(struct vm *vm, const struct step *step, uint64_t *data) {
    static char *const bad_pointer = NULL; /* the first page is never mapped */
    struct vcpu *cpu = &vm->cpu[step->cpu];
    int fd = step->attribute && step->attribute->of_irqchip ? vm->irqchip : cpu->fd;
    switch ((enum step_kind)step->kind) {
    case STEP_VCPU:
        return arch_add_vcpu(vm, step->value);
    case STEP_VCPU_BARE:
        return vm_add_vcpu(vm);
    case STEP_MEMORY:
        return vm_add_memory(vm, step->value, STEP_MEMORY_SIZE);
    case STEP_IRQCHIP:
        return arch_add_irqchip(vm);
    case STEP_IRQCHIP_INIT:
        return arch_init_irqchip(vm);
    case STEP_NEED_FOUND:
    case STEP_FOUND:
        *data = step->finding->find(cpu);
        return 0;
    case STEP_NEED:
    case STEP_HAS:
        return kvm_attribute(fd, KVM_HAS_DEVICE_ATTR, step->attribute, NULL);
    case STEP_SET:
    case STEP_SET_FOUND:
        *data = step->kind == STEP_SET ? step->value : step->finding->find(cpu);
        return kvm_attribute(fd, KVM_SET_DEVICE_ATTR, step->attribute, data);
    case STEP_SET_STRUCTURE:
        return kvm_attribute(fd, KVM_SET_DEVICE_ATTR, step->attribute, step->structure);
    case STEP_SET_FAULT:
        return kvm_attribute(fd, KVM_SET_DEVICE_ATTR, step->attribute, bad_pointer);
    case STEP_GET:
        return get(fd, step->attribute, data);
    case STEP_GET_FAULT:
        return kvm_attribute(fd, KVM_GET_DEVICE_ATTR, step->attribute, bad_pointer);
    case STEP_RUN:
        return vcpu_enter_and_leave(cpu);
    case STEP_ACT:
        return step->action->act(vm, step->cpu, step->value);
    case STEP_SEQUENCE:
        break;
    }
    return -ENOSYS;
}

struct received {
    size_t length;
    char bytes[sizeof(struct answer)];
};

static void receive(void *sink, const char *bytes, size_t length) {
    struct received *received = sink;
    for (size_t i = 0; i < length && received->length < sizeof received->bytes; i++)
        received->bytes[received->length++] = bytes[i];
}

/* The features its vCPUs need, all together. */
static uint64_t features(const struct errno_row *row) {
    uint64_t all = 0;
    const struct path path = path_of(row);
    for (unsigned i = 0; i < path.steps; i++)
        if (path.step[i]->kind == STEP_VCPU)
            all |= path.step[i]->value;
    return all;
}

/* "KVM_SET_DEVICE_ATTR KVM_ARM_VCPU_PMU_V3_IRQ=23 on vCPU 0" */
static const char *describe(const struct step *step, uint64_t data) {
    static const char *const verb[] = {
        [STEP_VCPU] = "making a vCPU",
        [STEP_VCPU_BARE] = "KVM_CREATE_VCPU",
        [STEP_MEMORY] = "adding RAM",
        [STEP_IRQCHIP] = "creating the interrupt controller",
        [STEP_IRQCHIP_INIT] = "initialising the interrupt controller",
        [STEP_NEED] = "KVM_HAS_DEVICE_ATTR ",
        [STEP_NEED_FOUND] = "finding ",
        [STEP_FOUND] = "finding ",
        [STEP_HAS] = "KVM_HAS_DEVICE_ATTR ",
        [STEP_SET] = "KVM_SET_DEVICE_ATTR ",
        [STEP_SET_FOUND] = "KVM_SET_DEVICE_ATTR ",
        [STEP_SET_STRUCTURE] = "KVM_SET_DEVICE_ATTR ",
        [STEP_SET_FAULT] = "KVM_SET_DEVICE_ATTR by a bad pointer ",
        [STEP_GET] = "KVM_GET_DEVICE_ATTR ",
        [STEP_GET_FAULT] = "KVM_GET_DEVICE_ATTR by a bad pointer ",
        [STEP_RUN] = "KVM_RUN",
        [STEP_ACT] = "",
    };
    static char text[200];
    const char *what = step->attribute ? step->attribute->name
                       : step->kind == STEP_FOUND || step->kind == STEP_NEED_FOUND
                           ? step->finding->name
                       : step->kind == STEP_ACT ? step->action->name
                                                : "";
    int used = snprintf(text, sizeof text, "%s%s", verb[step->kind], what);
    if (step->kind == STEP_SET || step->kind == STEP_SET_FOUND)
        used += snprintf(text + used, sizeof text - (size_t)used, "=%lld", (long long)data);
    if (step->attribute && step->attribute->of_irqchip)
        return text;
    if (*what || step->kind == STEP_RUN)
        snprintf(text + used, sizeof text - (size_t)used, " on vCPU %u", step->cpu);
    return text;
}

static bool other_value(const struct step *step, const struct answer *answer) {
    return (step->kind == STEP_GET || step->kind == STEP_FOUND) && !answer->error &&
           answer->data != step->value;
}

static void lack_what_is_needed(const struct step *step, const struct answer *answer) {
    if (step->kind == STEP_NEED && answer->error == ENXIO)
        child_lack("this kernel lacks it: %s: ENXIO", describe(step, 0));
    if (step->kind == STEP_NEED_FOUND && answer->data != step->value)
        child_lack("this machine differs: %s is %lld, not %lld", step->finding->name,
                   (long long)answer->data, (long long)step->value);
}

static void work(void *context, int output) {
    const struct errno_row *row = context;
    static struct vm vm;
    child_must(vm_create(&vm), "KVM_CREATE_VM");
    struct answer answer = {0};
    const struct path path = path_of(row);
    for (;; answer.step++) {
        const struct step *step = path.step[answer.step];
        answer.data = 0;
        answer.error = -take_step(&vm, step, &answer.data);
        lack_what_is_needed(step, &answer);
        if (answer.step + 1 == path.steps || answer.error != step->fails ||
            other_value(step, &answer))
            break;
    }
    if (write(output, &answer, sizeof answer) != sizeof answer)
        child_fail("could not report");
}

static bool as_documented(const struct errno_row *row, const struct answer *answer) {
    return answer->error == row->documented ||
           (row->or_documented && answer->error == row->or_documented);
}

static bool as_known(const struct errno_row *row, const struct answer *answer, bool other) {
    return row->known && output_known_on(row->known->kernels) &&
           answer->error == row->known->observed && (!other || answer->data == row->known->got);
}

static enum verdict judge(const struct errno_row *row, const struct answer *answer,
                          const char *name, bool strict) {
    const struct path path = path_of(row);
    const struct step *step = path.step[answer->step];
    const bool last = answer->step + 1 == path.steps, other = other_value(step, answer);
    char expected[40], actual[40];
    snprintf(expected, sizeof expected, "%s", errno_name(last ? row->documented : step->fails));
    snprintf(actual, sizeof actual, "%s", errno_name(answer->error));
    if (other) {
        snprintf(expected, sizeof expected, "%lld", (long long)step->value);
        snprintf(actual, sizeof actual, "%lld", (long long)answer->data);
    }
    if (last && as_documented(row, answer) && !other)
        return PASS;
    if (last && as_known(row, answer, other)) {
        tap_note(&tap, name, "diverges: documented %s, kernel %s, known on %s: %s", expected,
                 actual, row->known->kernels, row->known->why);
        return strict ? FAIL : PASS;
    }
    tap_note(&tap, name, "expected=%s actual=%s step=%s", expected, actual,
             describe(step, answer->data));
    tap_note(&tap, name, "breaks: %s", row->sentence);
    return FAIL;
}

void errno_row_run(const struct errno_row *row, const struct options *options) {
    char name[100], why[CHILD_WHY];
    snprintf(name, sizeof name, "errno.%s", row->name);
    const char *lacking = not_asked_for(row, options);
    if (!lacking)
        lacking = device_lacking(row->name);
    if (!lacking)
        lacking = arch_lacks_features(features(row));
    if (lacking) {
        tap_result(&tap, SKIP, name, lacking);
        return;
    }

    struct received received = {0};
    struct answer answer;
    struct child child = {.work = work,
                          .context = (void *)(uintptr_t)row, /* the child only reads it */
                          .feed = receive,
                          .sink = &received,
                          .seconds = time_for(row, options)};
    enum child_end end = child_run(&child, why);
    enum verdict verdict = FAIL;
    memcpy(&answer, received.bytes, sizeof answer);
    if (received.length == sizeof answer) /* even if the process could not end after it */
        verdict = judge(row, &answer, name, options->strict);
    switch (end) {
    case CHILD_DONE:
        tap_result(&tap, verdict, name, "");
        break;
    case CHILD_FAILED:
        tap_note(&tap, name, "the run %s", why);
        tap_result(&tap, FAIL, name, "");
        break;
    case CHILD_LACKS:
        tap_result(&tap, SKIP, name, why);
        break;
    }
}
