/* SPDX-License-Identifier: MIT */
/*
 * What the controls of xive.rst do besides their errnos, seen from outside and without a guest: the
 * host triggers sources by its own mapping, and looks at the queue, the sources' PQ, the dirty log
 * and KVM_REG_PPC_VP_STATE.
 */
#include "host/ppc64/errnos.h"
#include "host/ppc64/machine.h"

#include <endian.h>
#include <sys/mman.h>

#define MASKED    "xive.rst 2: Initializes a new source in the XIVE device and mask it: PQ=01"
#define QUEUED    "xive.rst 5: Synchronize the source to flush event notifications"
#define RESET_OFF "xive.rst 1.1: Resets the configuration for sources and event queues"
#define DIRTY     "xive.rst 1.2: Sync all the sources and queues and mark the EQ pages dirty"
#define MASK      "xive.rst 3: mask: mask flag (unused)"
#define MASK_WHY  "a mask is heeded if the server, priority or EISN change with it"
#define INDEX     "xive.rst 4: qindex: current queue index"
#define TOGGLE    "xive.rst 4: qtoggle: current queue toggle bit"
#define PENDING   "xive.rst VCPU state: the cached IPB synthesizes the priorities of the pending"

enum {
    PAGES = 16,     /* of the RAM whose dirty pages are logged */
    QUEUE_PAGE = 5, /* in it */
    ESB_GET = 0x800,
    ESB_SET_00 = 0xc00,
};

/* The pages of source 0, or NULL. */
static char *pages_of_source(const struct vm *vm) {
    char *pages = mmap(NULL, 2 * XIVE_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, vm->irqchip,
                       KVM_XIVE_ESB_PAGE_OFFSET * (off_t)XIVE_PAGE);
    return pages == MAP_FAILED ? NULL : pages;
}

static uint64_t load(const char *page, unsigned offset) {
    return be64toh(*(const volatile uint64_t *)(page + offset));
}

static int open_source(struct vm *vm, unsigned cpu, uint64_t none) {
    char *pages = pages_of_source(vm);
    (void)cpu;
    (void)none;
    if (!pages)
        return -EFAULT;
    load(pages + XIVE_PAGE, ESB_SET_00);
    return 0;
}

static int trigger_source(struct vm *vm, unsigned cpu, uint64_t none) {
    char *pages = pages_of_source(vm);
    int error = open_source(vm, cpu, none);
    if (!error)
        *(volatile uint64_t *)pages = 0;
    return error;
}

/* --- RAM with a dirty log, in the first slot */

static int add_logged_memory(struct vm *vm, unsigned cpu, uint64_t base) {
    (void)cpu;
    int error = vm_add_memory(vm, base, PAGES * XIVE_PAGE);
    struct kvm_userspace_memory_region region = {
        .slot = 0,
        .flags = KVM_MEM_LOG_DIRTY_PAGES,
        .guest_phys_addr = base,
        .memory_size = PAGES * XIVE_PAGE,
        .userspace_addr = (uintptr_t)vm->memory[0].host,
    };
    return error ? error : kvm_ioctl(vm->fd, KVM_SET_USER_MEMORY_REGION, (uintptr_t)&region);
}

/* Getting it clears it. */
static uint64_t dirty_pages(const struct vcpu *cpu) {
    uint64_t bitmap = 0;
    struct kvm_dirty_log log = {.slot = 0, .dirty_bitmap = &bitmap};
    int error = kvm_ioctl(cpu->vm->fd, KVM_GET_DIRTY_LOG, (uintptr_t)&log);
    return error ? UINT64_MAX : bitmap;
}

static int clear_log(struct vm *vm, unsigned cpu, uint64_t none) {
    (void)none;
    return dirty_pages(&vm->cpu[cpu]) == UINT64_MAX ? -EIO : 0;
}

/* --- what is found */

static uint64_t first_entry(const struct vcpu *cpu) {
    return be32toh(*(const volatile uint32_t *)vm_memory(cpu->vm, 0, sizeof(uint32_t)));
}

static uint64_t pq(const struct vcpu *cpu) {
    const char *pages = pages_of_source(cpu->vm);
    return pages ? load(pages + XIVE_PAGE, ESB_GET) & 3 : UINT64_MAX;
}

static uint64_t pending(const struct vcpu *cpu) {
    uint64_t state[2] = {0};
    if (vcpu_get_register(cpu, KVM_REG_PPC_VP_STATE, state))
        return UINT64_MAX;
    return be64toh(state[0]) >> 40 & 0xff;
}

static struct kvm_ppc_xive_eq queue(const struct vcpu *cpu) {
    struct kvm_ppc_xive_eq eq = {.qindex = UINT32_MAX, .qtoggle = UINT32_MAX};
    xive_get(cpu->vm, EQ_CONFIG, EQ(0, 6), &eq);
    return eq;
}

static uint64_t queue_index(const struct vcpu *cpu) {
    return queue(cpu).qindex;
}

static uint64_t queue_toggle(const struct vcpu *cpu) {
    return queue(cpu).qtoggle;
}

static const struct action opening = {"setting PQ to 00", open_source},
                           triggering = {"a trigger", trigger_source},
                           logged_ram = {"adding RAM with a dirty log", add_logged_memory},
                           clearing = {"clearing the dirty log", clear_log};
static const struct finding entry = {"the queue's first entry", first_entry},
                            source_pq = {"the source's PQ", pq},
                            ipb = {"the IPB of KVM_REG_PPC_VP_STATE", pending},
                            index_of = {"the queue's index", queue_index},
                            toggle_of = {"the queue's toggle bit", queue_toggle},
                            dirty = {"the pages in the dirty log", dirty_pages};

#define FOUND(finding_, value_) STEP(STEP_FOUND, .finding = &finding_, .value = value_)
#define TARGETED                SET(SOURCE_CONFIG, 0, TARGET(0, 6, 0x1234))
#define MASKED_TO(eisn)         SET(SOURCE_CONFIG, 0, TARGET(0, 6, eisn) | TARGET_MASK)
#define OPEN                    ACT(opening, 0, 0)
#define TRIGGER                 ACT(triggering, 0, 0)
#define SYNC                    SET(SOURCE_SYNC, 0, 0)
#define EQ_SYNC                 SET(CTRL, KVM_DEV_XIVE_EQ_SYNC, 0)
#define RESET                   SET(CTRL, KVM_DEV_XIVE_RESET, 0)
#define EVENT                   0x80001234
#define PRIORITY6               0x02
#define LAST                    QUEUE(EQ(0, 6), 1, XIVE_PAGE_SHIFT, 0, 1, 0x3fff)
#define AT_LAST                 SEQUENCE(ONE, RAM, LAST, SET(SOURCE, 0, MSI), TARGETED)
#define LOGGED                                                                                     \
    SEQUENCE(ONE, ACT(logged_ram, 0, 0),                                                           \
             QUEUE(EQ(0, 6), 1, XIVE_PAGE_SHIFT, QUEUE_PAGE *XIVE_PAGE, 1, 0),                     \
             SET(SOURCE, 0, MSI), TARGETED)

const struct errno_row errnos_state[] = {
    {"state.masked", MASKED, {READY, FOUND(source_pq, 1)}, 0},
    {"state.masked-targeted", MASKED, {READY, TARGETED, FOUND(source_pq, 1)}, 0},
    {"state.sync-queued", QUEUED, {READY, TARGETED, TRIGGER, SYNC, FOUND(entry, EVENT)}, 0},
    {"state.eq-sync-queued", DIRTY, {READY, TARGETED, TRIGGER, EQ_SYNC, FOUND(entry, EVENT)}, 0},
    {"state.eq-sync-dirty",
     DIRTY,
     {LOGGED, ACT(clearing, 0, 0), TRIGGER, EQ_SYNC, FOUND(dirty, 1 << QUEUE_PAGE)},
     0},
    {"state.reset-masked", RESET_OFF, {READY, TARGETED, OPEN, RESET, FOUND(source_pq, 1)}, 0},
    {"state.reset-no-event",
     RESET_OFF,
     {READY, TARGETED, RESET, TRIGGER, SYNC, FOUND(entry, 0)},
     0},
    {"state.reset-set-up-again",
     RESET_OFF,
     {READY, TARGETED, RESET, GOOD_QUEUE, TARGETED, TRIGGER, FOUND(entry, EVENT)},
     0},
    {"state.mask-alone",
     MASK,
     {READY, TARGETED, MASKED_TO(0x1234), TRIGGER, SYNC, FOUND(entry, EVENT)},
     0},
    {"state.mask-and-eisn",
     MASK,
     {READY, TARGETED, MASKED_TO(0x1235), TRIGGER, SYNC, FOUND(entry, EVENT + 1)},
     0,
     .known = &(const struct known){MEASURED, 0, MASK_WHY}},
    {"state.index", INDEX, {READY, TARGETED, TRIGGER, SYNC, FOUND(index_of, 1)}, 0},
    {"state.toggle", TOGGLE, {READY, TARGETED, TRIGGER, SYNC, FOUND(toggle_of, 1)}, 0},
    {"state.index-wraps", INDEX, {AT_LAST, TRIGGER, SYNC, FOUND(index_of, 0)}, 0},
    {"state.toggle-wraps", TOGGLE, {AT_LAST, TRIGGER, SYNC, FOUND(toggle_of, 0)}, 0},
    {"state.nothing-pending", PENDING, {READY, TARGETED, FOUND(ipb, 0)}, 0},
    {"state.pending", PENDING, {READY, TARGETED, TRIGGER, SYNC, FOUND(ipb, PRIORITY6)}, 0},
    {0},
};
