/* SPDX-License-Identifier: MIT */
/*
 * The XIVE device (Documentation/virt/kvm/devices/xive.rst), its groups as functions that return 0
 * or a negative errno, and claims made attributes of it.
 */
#ifndef HOST_PPC64_XIVE_H
#define HOST_PPC64_XIVE_H

#include "core/claims.h"
#include "host/vm.h"

#include <stdbool.h>

/* The values of attributes, as xive.rst lays them out. */
static inline uint64_t xive_source_value(uint64_t type, uint64_t level) {
    return type | level << 1;
}
static inline uint64_t xive_target_value(uint64_t server, uint64_t priority, uint64_t eisn,
                                         uint64_t mask) {
    return eisn << KVM_XIVE_SOURCE_EISN_SHIFT | (mask ? KVM_XIVE_SOURCE_MASKED_MASK : 0) |
           server << KVM_XIVE_SOURCE_SERVER_SHIFT | priority;
}
static inline uint64_t xive_queue_number(uint64_t server, uint64_t priority) {
    return server << KVM_XIVE_EQ_SERVER_SHIFT | priority;
}

int xive_set(const struct vm *vm, uint32_t group, uint64_t number, const void *data);
int xive_get(const struct vm *vm, uint32_t group, uint64_t number, void *data);

/* KVM_CAP_PPC_IRQ_XIVE: this vCPU's thread context is that of the server of its own number. */
int xive_connect(const struct vcpu *cpu, int device, uint64_t server);

/* A queue of a server; but a second one, of another priority, may crash the host: unless this
 * says so, KVM is not asked (-EBUSY). */
extern bool xive_may_crash_host;
int xive_set_queue(const struct vm *vm, uint64_t server, uint64_t priority,
                   struct kvm_ppc_xive_eq *queue);
int xive_reset(const struct vm *vm);

/* A source's target, as xive_target_value() has it. */
int xive_set_target(const struct vm *vm, uint64_t source, uint64_t value);

/* Initialises the sources; configures queues and targets where xive.setup=host; maps TIMA and ESB
 * into the guest. Fails the child if it cannot be. */
void xive_apply(struct vm *vm, const struct claims *claims);

/* What of a XIVE is not memory: xive.rst, Migration. Saving masks all sources; loading is into a VM
 * whose vCPUs are connected, and whose sources are as few, and leaves out what is `forgotten`. Each
 * fails the child if it cannot be. */
enum {
    FORGET_QUEUES = 1, /* where the queues have got to */
    FORGET_TARGETS = 2,
    FORGET_THREADS = 4,
    FORGET_SOURCES = 8, /* PQ */
};
struct xive_state *xive_save(const struct vm *vm, const struct claims *claims);
void xive_load(struct vm *vm, const struct claims *claims, struct xive_state *state,
               uint64_t forgotten);

/* The level of an LSI, which KVM leaves to its user: it sends while it is asserted, unless it is
 * off; and a load from its management page, by H_INT_ESB. */
void xive_set_level(uint64_t source, bool asserted);
uint64_t xive_load_esb(uint64_t source, uint64_t offset);

/* The host's own mapping of a source's pages: sets its PQ; sends an event, whatever that was; and
 * the H_INT calls. */
void xive_put_pq(uint64_t source, uint64_t pq);
void xive_raise(uint64_t source);
int64_t xive_hypercall(const struct vm *vm, const struct claims *claims, uint64_t number,
                       uint64_t *argument);

#endif
