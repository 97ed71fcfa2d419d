/* SPDX-License-Identifier: MIT */
#include "host/device.h"

#include "host/arch.h"
#include "host/output.h"

#include <stdio.h>
#include <string.h>

static uint32_t left_out; /* a bit for each of arch_devices */

/* Its place in arch_devices, or -1. */
static int device_of(const char *name) {
    static const char row[] = "errno.";
    if (strncmp(name, row, strlen(row)) == 0)
        name += strlen(row);
    for (int i = 0; arch_devices[i].name; i++)
        if (options_below(name, arch_devices[i].name))
            return i;
    return -1;
}

const char *device_lacking(const char *name) {
    int device = device_of(name);
    return device < 0 ? NULL : arch_devices[device].lacking();
}

const char *device_rare(const char *name) {
    int device = device_of(name);
    const struct device *rare = device < 0 ? NULL : &arch_devices[device];
    return rare && rare->rare && rare->lacking() ? rare->name : NULL;
}

/* Is it asked for as one of that device's? */
static bool is_named(const struct options *options, const char *name, int device) {
    for (unsigned i = 0; options->names[i]; i++)
        if (options_below(name, options->names[i]) && device_of(options->names[i]) == device)
            return true;
    return false;
}

bool device_select(struct options *options, const char *name) {
    if (!options_select(options, name))
        return false;
    int device = device_of(name);
    if (device < 0 || !arch_devices[device].lacking() || is_named(options, name, device))
        return true;
    left_out |= UINT32_C(1) << device;
    return false;
}

unsigned device_skips(void) {
    return (unsigned)__builtin_popcount(left_out);
}

void device_skip(const char *prefix) {
    for (unsigned i = 0; arch_devices[i].name; i++)
        if (left_out >> i & 1) {
            char name[100];
            snprintf(name, sizeof name, "%s%s.host", prefix, arch_devices[i].name);
            tap_result(&tap, SKIP, name, arch_devices[i].lacking());
        }
}
