/* SPDX-License-Identifier: MIT */
/*
 * How a VMM lets its guest say where events go. Whoever configures, the same check runs: it asks
 * through this.
 */
#ifndef DRIVERS_XIVE_CONTROL_H
#define DRIVERS_XIVE_CONTROL_H

#include "drivers/xive.h"

struct xive_target {
    uint32_t server, priority, eisn;
    bool masked;
};

struct xive_queue_config {
    uint32_t server, priority, shift; /* 1 << shift bytes */
    uint64_t address;
    uint32_t index; /* where the next event goes; it is told, but not heeded */
};

/* Results are those of hypercalls: H_SUCCESS, H_P2 ... */
struct xive_control {
    const char *name;
    long (*find)(uint32_t source, struct xive_source *pages);

    /* NULL, all of them, where only the host can do this. */
    long (*set_target)(uint32_t source, const struct xive_target *target);
    long (*get_target)(uint32_t source, struct xive_target *target);
    long (*set_queue)(const struct xive_queue_config *queue);
    long (*get_queue)(struct xive_queue_config *queue); /* of its server and priority */
    long (*sync)(uint32_t source);
    long (*reset)(void);
};

/* By H_INT_... calls (LoPAR 14.5.4.7); and by claims alone: then the sources' pages
 * are found, from where source 0's are, and nothing can be changed. */
extern const struct xive_control xive_by_hcalls, xive_by_claims;

void xive_set_esb(uint64_t source0);

#endif
