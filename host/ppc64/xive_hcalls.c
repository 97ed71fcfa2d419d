/* SPDX-License-Identifier: MIT */
/* The hypercalls by which a guest configures its XIVE (LoPAR 2.9 14.5.4.7), each one attribute of
 * the device. Their flags are numbered from the left. */
#include "host/ppc64/machine.h"
#include "host/ppc64/memory_map.h"
#include "host/ppc64/xive.h"

#include <errno.h>

#define PPC_BIT(n)       (UINT64_C(1) << (63 - (n)))
#define SOURCE_H_INT_ESB PPC_BIT(60) /* H_INT_GET_SOURCE_INFO tells */
#define SOURCE_LSI       PPC_BIT(61)
#define TARGET_SET_EISN  PPC_BIT(62) /* H_INT_SET_SOURCE_CONFIG */
#define TARGET_MASK      PPC_BIT(63)
#define PRIORITY_MASKED  0xff /* H_INT_GET_SOURCE_CONFIG tells */
#define GENERATION_SHIFT 62   /* of H_INT_GET_QUEUE_CONFIG, where QEMU has it */

enum {
    TARGETS = 1 << 16, /* sources whose target is remembered, for who asks */
};

static struct target { uint64_t server, priority, eisn; } target_of[TARGETS];

/* Which item of xive.source has it, or NULL. */
static const uint64_t *find(const struct claims *claims, uint64_t source) {
    const struct claim *sources = &claims->of[CLAIM_XIVE_SOURCE];
    for (unsigned i = 0; i < sources->items; i++)
        if (source < TARGETS && source - sources->value[i][0] < sources->value[i][1])
            return sources->value[i];
    return NULL;
}

static int64_t get_source_info(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)vm;
    const uint64_t *source = find(claims, io[1]);
    uint64_t trigger = ESB_BASE + 2 * XIVE_PAGE * io[1];
    if (!source)
        return H_P2;
    io[0] = source[2] ? SOURCE_LSI | SOURCE_H_INT_ESB : 0;
    io[1] = trigger + XIVE_PAGE;
    io[2] = trigger;
    io[3] = XIVE_PAGE_SHIFT;
    return H_SUCCESS;
}

static int64_t load_esb(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)vm;
    if (io[0])
        return H_PARAMETER; /* stores */
    if (!find(claims, io[1]))
        return H_P2;
    if (io[2] > XIVE_PAGE - sizeof *io)
        return H_P3;
    io[0] = xive_load_esb(io[1], io[2]);
    return H_SUCCESS;
}

/* KVM passes over the mask if all else is as it was, so a masked source gets an EISN that nobody
 * has. */
static int64_t set_source_config(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    bool masked = io[0] & TARGET_MASK;
    if (!find(claims, io[1]))
        return H_P2;
    struct target target = {io[2], io[3], io[0] & TARGET_SET_EISN ? io[4] : io[1]};
    uint64_t value =
        xive_target_value(target.server, target.priority, masked ? 0 : target.eisn, masked);
    int error = xive_set_target(vm, io[1], value);
    if (masked)
        target.priority = PRIORITY_MASKED;
    if (!error)
        target_of[io[1]] = target;
    return error ? error == -EINVAL ? H_P4 : H_HARDWARE : H_SUCCESS;
}

static int64_t get_source_config(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)vm;
    if (!find(claims, io[1]))
        return H_P2;
    const struct target *target = &target_of[io[1]];
    io[0] = target->server;
    io[1] = target->priority;
    io[2] = target->eisn;
    return H_SUCCESS;
}

/* LoPAR 14.5.4.7.10: the generation bit starts at 1, the queue at its first entry. */
static int64_t set_queue_config(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)claims;
    struct kvm_ppc_xive_eq queue = {.flags = KVM_XIVE_EQ_ALWAYS_NOTIFY,
                                    .qshift = (uint32_t)io[4],
                                    .qaddr = io[3],
                                    .qtoggle = 1};
    switch (xive_set_queue(vm, io[1], io[2], &queue)) {
    case 0:
        return H_SUCCESS;
    case -ENOENT:
        return H_P2;
    case -EBUSY:
        return H_P3;
    case -EINVAL:
        return H_P4;
    }
    return H_HARDWARE;
}

static int64_t get_queue_config(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)claims;
    struct kvm_ppc_xive_eq queue = {0};
    if (xive_get(vm, KVM_DEV_XIVE_GRP_EQ_CONFIG, xive_queue_number(io[1], io[2]), &queue) != 0)
        return H_P2;
    io[0] = 0;
    io[1] = queue.qaddr;
    io[2] = queue.qshift;
    io[3] = (uint64_t)queue.qtoggle << GENERATION_SHIFT | queue.qindex;
    return H_SUCCESS;
}

static int64_t sync_source(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)claims;
    return xive_set(vm, KVM_DEV_XIVE_GRP_SOURCE_SYNC, io[1], NULL) ? H_P2 : H_SUCCESS;
}

static int64_t reset(const struct vm *vm, const struct claims *claims, uint64_t *io) {
    (void)claims;
    (void)io;
    return xive_reset(vm) ? H_HARDWARE : H_SUCCESS;
}

/* Where the host has configured everything, the guest cannot. */
int64_t xive_hypercall(const struct vm *vm, const struct claims *claims, uint64_t number,
                       uint64_t *argument) {
    static const struct {
        uint64_t number;
        int64_t (*call)(const struct vm *, const struct claims *, uint64_t *io);
    } calls[] = {
        {0x3a8, get_source_info},  {0x3ac, set_source_config}, {0x3b0, get_source_config},
        {0x3b8, set_queue_config}, {0x3bc, get_queue_config},  {0x3c8, load_esb},
        {0x3cc, sync_source},      {H_INT_RESET, reset},
    };
    for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++)
        if (calls[i].number == number && !claim_value(claims, CLAIM_XIVE_SETUP))
            return calls[i].call(vm, claims, argument);
    return H_FUNCTION;
}
