/* SPDX-License-Identifier: MIT */
#include "host/ppc64/xive.h"

#include "host/child.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/memory_map.h"

#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    UNSET = -1,
    MAX_SERVERS = VM_CPUS,

    TARGETS = 1 << 16, /* sources whose target is remembered, to be restored */

    /* What a load from the management page does, besides telling the state before: 0xd00 sets 01
     * and so on. */
    ESB_LOAD_EOI = 0x000,
    ESB_SET_PQ_00 = 0xc00,
    ESB_SET_PQ_SHIFT = 8,
    PQ_OFF = 1,
};

/* The priority of the one queue that a server has. */
static int priority_of[MAX_SERVERS] = {[0 ... MAX_SERVERS - 1] = UNSET};
static uint64_t target_of[TARGETS]; /* as it was set; 0: never */
static bool asserted[TARGETS];      /* LSIs */
static char *tima, *esb;            /* as this process has them; of source 0 */
static uint64_t esb_sources;

int xive_set(const struct vm *vm, uint32_t group, uint64_t number, const void *data) {
    const struct attribute attribute = {.group = group, .number = number};
    return kvm_attribute(vm->irqchip, KVM_SET_DEVICE_ATTR, &attribute, data);
}

int xive_get(const struct vm *vm, uint32_t group, uint64_t number, void *data) {
    const struct attribute attribute = {.group = group, .number = number};
    return kvm_attribute(vm->irqchip, KVM_GET_DEVICE_ATTR, &attribute, data);
}

int xive_connect(const struct vcpu *cpu, int device, uint64_t server) {
    struct kvm_enable_cap cap = {.cap = KVM_CAP_PPC_IRQ_XIVE, .args = {(uint64_t)device, server}};
    return kvm_ioctl(cpu->fd, KVM_ENABLE_CAP, (uintptr_t)&cap);
}

int arch_add_irqchip(struct vm *vm) {
    struct kvm_create_device device = {.type = KVM_DEV_TYPE_XIVE};
    int error = kvm_ioctl(vm->fd, KVM_CREATE_DEVICE, (uintptr_t)&device);
    if (!error)
        vm->irqchip = (int)device.fd;
    return error;
}

/* xive.rst 1.3: the number of servers is set before the first vCPU is connected. */
int arch_init_irqchip(struct vm *vm) {
    uint32_t servers = vm->cpus;
    int error = xive_set(vm, KVM_DEV_XIVE_GRP_CTRL, KVM_DEV_XIVE_NR_SERVERS, &servers);
    for (unsigned i = 0; i < vm->cpus && !error; i++)
        error = xive_connect(&vm->cpu[i], vm->irqchip, vm->cpu[i].index);
    return error;
}

bool xive_may_crash_host;

static bool second_priority(uint64_t server, uint64_t priority) {
    return server < MAX_SERVERS && priority_of[server] != UNSET &&
           priority_of[server] != (int)priority;
}

int xive_set_queue(const struct vm *vm, uint64_t server, uint64_t priority,
                   struct kvm_ppc_xive_eq *queue) {
    if (second_priority(server, priority) && !xive_may_crash_host)
        return -EBUSY;
    int error =
        xive_set(vm, KVM_DEV_XIVE_GRP_EQ_CONFIG, xive_queue_number(server, priority), queue);
    if (!error && server < MAX_SERVERS)
        priority_of[server] = (int)priority;
    return error;
}

int xive_set_target(const struct vm *vm, uint64_t source, uint64_t value) {
    int error = xive_set(vm, KVM_DEV_XIVE_GRP_SOURCE_CONFIG, source, &value);
    if (!error && source < TARGETS)
        target_of[source] = value;
    return error;
}

int xive_reset(const struct vm *vm) {
    int error = xive_set(vm, KVM_DEV_XIVE_GRP_CTRL, KVM_DEV_XIVE_RESET, NULL);
    memset(target_of, 0, sizeof target_of);
    for (unsigned i = 0; i < MAX_SERVERS && !error; i++)
        priority_of[i] = UNSET;
    return error;
}

/* --- claims */

static void add_sources(const struct vm *vm, const struct claim *sources) {
    for (unsigned i = 0; i < sources->items; i++) {
        const uint64_t *item = sources->value[i]; /* first, count, type, level */
        uint64_t end = item[0] + item[1];
        for (uint64_t source = item[0]; source < end; source++) {
            uint64_t value =
                xive_source_value(item[2], source < TARGETS ? asserted[source] : item[3]);
            child_must(xive_set(vm, KVM_DEV_XIVE_GRP_SOURCE, source, &value),
                       "KVM_DEV_XIVE_GRP_SOURCE of source %" PRIu64, source);
        }
        esb_sources = end > esb_sources ? end : esb_sources;
    }
}

static void set_queues(const struct vm *vm, const struct claim *queues) {
    for (unsigned i = 0; i < queues->items; i++) {
        const uint64_t *item = queues->value[i];
        if (second_priority(item[0], item[1]) && !xive_may_crash_host)
            child_fail("failed: xive.eq has two priorities of server %" PRIu64
                       ": only with --may-crash-host",
                       item[0]);
        struct kvm_ppc_xive_eq queue = {.flags = KVM_XIVE_EQ_ALWAYS_NOTIFY,
                                        .qshift = (uint32_t)item[2],
                                        .qaddr = item[3],
                                        .qtoggle = (uint32_t)item[4],
                                        .qindex = (uint32_t)item[5]};
        child_must(xive_set_queue(vm, item[0], item[1], &queue),
                   "KVM_DEV_XIVE_GRP_EQ_CONFIG of server %" PRIu64 ", priority %" PRIu64, item[0],
                   item[1]);
    }
}

static void set_targets(const struct vm *vm, const struct claim *targets) {
    for (unsigned i = 0; i < targets->items; i++) {
        const uint64_t *item = targets->value[i]; /* source, server, priority, eisn, count, mask */
        for (uint64_t j = 0; j < item[4]; j++) {
            uint64_t value = xive_target_value(item[1], item[2], item[3] + j, item[5]);
            child_must(xive_set_target(vm, item[0] + j, value),
                       "KVM_DEV_XIVE_GRP_SOURCE_CONFIG of source %" PRIu64, item[0] + j);
        }
    }
}

/* Maps pages of the device, from `offset` on, and has KVM show them to the guest: slots of memory
 * after those that are RAM. */
static char *map(const struct vm *vm, unsigned slot, uint64_t offset, uint64_t pages,
                 uint64_t base) {
    char *host = mmap(NULL, pages * XIVE_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, vm->irqchip,
                      (off_t)(offset * XIVE_PAGE));
    if (host == MAP_FAILED)
        child_must(-errno, "mmap of %" PRIu64 " pages of the XIVE device", pages);
    struct kvm_userspace_memory_region region = {
        .slot = VM_MEMORY + slot,
        .guest_phys_addr = base,
        .memory_size = pages * XIVE_PAGE,
        .userspace_addr = (uintptr_t)host,
    };
    child_must(kvm_ioctl(vm->fd, KVM_SET_USER_MEMORY_REGION, (uintptr_t)&region),
               "KVM_SET_USER_MEMORY_REGION at 0x%" PRIx64, base);
    return host;
}

static void map_all(const struct vm *vm) {
    tima = map(vm, 0, KVM_XIVE_TIMA_PAGE_OFFSET, TIMA_PAGES, TIMA_BASE);
    esb = map(vm, 1, KVM_XIVE_ESB_PAGE_OFFSET, 2 * esb_sources, ESB_BASE);
}

static void assert_levels(const struct claim *sources) {
    for (unsigned i = 0; i < sources->items; i++)
        for (uint64_t j = 0; j < sources->value[i][1] && sources->value[i][0] + j < TARGETS; j++)
            asserted[sources->value[i][0] + j] = sources->value[i][3];
}

void xive_apply(struct vm *vm, const struct claims *claims) {
    assert_levels(&claims->of[CLAIM_XIVE_SOURCE]);
    add_sources(vm, &claims->of[CLAIM_XIVE_SOURCE]);
    map_all(vm);
    if (!claim_value(claims, CLAIM_XIVE_SETUP))
        return; /* the guest asks for the rest */
    set_queues(vm, &claims->of[CLAIM_XIVE_EQ]);
    set_targets(vm, &claims->of[CLAIM_XIVE_TARGET]);
}

struct xive_state {
    struct kvm_ppc_xive_eq queue[MAX_SERVERS]; /* of the priority it has */
    uint64_t thread[MAX_SERVERS][2];
    uint8_t pq[]; /* of each source */
};

/* By the host's own mapping. */
static uint64_t load(uint64_t source, uint64_t offset) {
    const char *management = esb + 2 * XIVE_PAGE * source + XIVE_PAGE;
    return be64toh(*(const volatile uint64_t *)(management + offset));
}

static void trigger(uint64_t source) {
    *(volatile uint64_t *)(esb + 2 * XIVE_PAGE * source) = 0;
}

/* Returns the state before. */
static uint8_t set_pq(uint64_t source, uint64_t pq) {
    return (uint8_t)load(source, ESB_SET_PQ_00 + (pq << ESB_SET_PQ_SHIFT)) & 3;
}

void xive_set_level(uint64_t source, bool level) {
    if (source >= esb_sources || source >= TARGETS)
        return;
    asserted[source] = level;
    if (level)
        trigger(source);
}

/* An LSI's EOI does not look at Q, but at the level. */
uint64_t xive_load_esb(uint64_t source, uint64_t offset) {
    uint64_t value = load(source, offset == ESB_LOAD_EOI ? ESB_SET_PQ_00 : offset);
    if ((offset == ESB_LOAD_EOI || offset == ESB_SET_PQ_00) && asserted[source])
        trigger(source);
    return offset == ESB_LOAD_EOI ? 0 : value;
}

static void mask_source(const struct vm *vm, uint64_t source, struct xive_state *state) {
    (void)vm;
    state->pq[source] = set_pq(source, PQ_OFF);
}

static void restore_target(const struct vm *vm, uint64_t source, struct xive_state *state) {
    (void)state;
    if (source < TARGETS && target_of[source])
        child_must(xive_set_target(vm, source, target_of[source]),
                   "restoring the target of source %" PRIu64, source);
}

static void restore_source(const struct vm *vm, uint64_t source, struct xive_state *state) {
    (void)vm;
    set_pq(source, state->pq[source]);
}

static void each_source(const struct claims *claims,
                        void (*each)(const struct vm *, uint64_t, struct xive_state *),
                        const struct vm *vm, struct xive_state *state) {
    const struct claim *sources = &claims->of[CLAIM_XIVE_SOURCE];
    for (unsigned i = 0; i < sources->items; i++)
        for (uint64_t j = 0; j < sources->value[i][1]; j++)
            each(vm, sources->value[i][0] + j, state);
}

void xive_put_pq(uint64_t source, uint64_t pq) {
    if (source >= esb_sources)
        child_fail("failed: the mischief's source %" PRIu64 " is not there", source);
    set_pq(source, pq);
}

void xive_raise(uint64_t source) {
    xive_put_pq(source, 0);
    trigger(source);
}

/* --- migration */

struct xive_state *xive_save(const struct vm *vm, const struct claims *claims) {
    struct xive_state *state = calloc(1, sizeof *state + esb_sources);
    if (!state)
        child_fail("failed: no memory to migrate");
    each_source(claims, mask_source, vm, state);
    child_must(xive_set(vm, KVM_DEV_XIVE_GRP_CTRL, KVM_DEV_XIVE_EQ_SYNC, NULL),
               "KVM_DEV_XIVE_EQ_SYNC");
    for (unsigned i = 0; i < vm->cpus; i++) {
        child_must(vcpu_get_register(&vm->cpu[i], KVM_REG_PPC_VP_STATE, state->thread[i]),
                   "KVM_GET_ONE_REG of VP_STATE");
        if (priority_of[i] != UNSET)
            child_must(xive_get(vm, KVM_DEV_XIVE_GRP_EQ_CONFIG,
                                xive_queue_number(i, (uint64_t)priority_of[i]), &state->queue[i]),
                       "KVM_DEV_XIVE_GRP_EQ_CONFIG of server %u", i);
    }
    munmap(esb, 2 * XIVE_PAGE * esb_sources);
    munmap(tima, TIMA_PAGES * XIVE_PAGE);
    return state;
}

void xive_load(struct vm *vm, const struct claims *claims, struct xive_state *state,
               uint64_t forgotten) {
    add_sources(vm, &claims->of[CLAIM_XIVE_SOURCE]);
    map_all(vm);
    for (unsigned i = 0; i < vm->cpus; i++) {
        if (forgotten & FORGET_QUEUES)
            state->queue[i].qindex = 0;
        if (priority_of[i] != UNSET)
            child_must(xive_set_queue(vm, i, (uint64_t)priority_of[i], &state->queue[i]),
                       "restoring the queue of server %u", i);
    }
    if (!(forgotten & FORGET_TARGETS))
        each_source(claims, restore_target, vm, state);
    for (unsigned i = 0; i < vm->cpus && !(forgotten & FORGET_THREADS); i++)
        child_must(vcpu_set_register(&vm->cpu[i], KVM_REG_PPC_VP_STATE, state->thread[i]),
                   "KVM_SET_ONE_REG of VP_STATE");
    if (!(forgotten & FORGET_SOURCES))
        each_source(claims, restore_source, vm, state);
    free(state);
}
