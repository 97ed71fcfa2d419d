/* SPDX-License-Identifier: MIT */
/*
 * What few hosts have and much depends on: each scenario, row of errnos and lie that bears its name
 * ("gicv5" has gicv5-cpus and errno.gicv5.create). Where the host lacks it they all are one SKIP,
 * gicv5.host; but who names one of them gets that one's own result.
 */
#ifndef HOST_DEVICE_H
#define HOST_DEVICE_H

#include "host/options.h"

struct device {
    const char *name;
    const char *(*lacking)(
        void); /* NULL if this host has it, else the answer that says it has not */
    bool rare; /* few hosts have it */
};

/* Why `name` cannot run on this host, or NULL. */
const char *device_lacking(const char *name);

/* The name of the device that few hosts have, nor this one, and `name` depends on; or NULL. */
const char *device_rare(const char *name);

/* options_select(), but for what is left to a device's SKIP. */
bool device_select(struct options *options, const char *name);

/* How many SKIPs something was left to; and their results, with `prefix` before the names. */
unsigned device_skips(void);
void device_skip(const char *prefix);

#endif
