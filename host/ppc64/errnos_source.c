/* SPDX-License-Identifier: MIT */
/* xive.rst 2, KVM_DEV_XIVE_GRP_SOURCE: and 5, KVM_DEV_XIVE_GRP_SOURCE_SYNC. */
#include "host/child.h"
#include "host/ppc64/errnos.h"

#include <inttypes.h>
#include <sys/sysinfo.h>

#define INIT       "xive.rst 2: Initializes a new source in the XIVE device and mask it"
#define RANGE      "xive.rst 2: E2BIG: Interrupt source number is out of range"
#define FAULT      "xive.rst 2: EFAULT: Invalid user pointer for attr->addr"
#define BITS       "xive.rst 2: bits 63 to 2: unused"
#define WRITE_ONLY "xive.rst 2: (write only); api.rst 4.79 ENXIO: the attribute is unsupported"
#define UNKNOWN    "xive.rst 3: ENOENT: Unknown source number"
#define HAS_SOURCE "api.rst 4.80: Tests whether a device supports a particular attribute"

#define FIRST 0
#define LAST  0xfffff
#define OVER  0x100000

#define EXHAUSTED "xive.rst 2: ENXIO: Could not allocate underlying HW interrupt"

/* Initialises one source after the other, until one is refused. */
static int exhaust(struct vm *vm, unsigned cpu, uint64_t mebibytes) {
    struct sysinfo memory;
    (void)cpu;
    if (sysinfo(&memory) || (uint64_t)memory.freeram * memory.mem_unit >> 20 < mebibytes)
        child_lack("it takes %" PRIu64 " MiB of free memory", mebibytes);
    uint64_t msi = MSI;
    for (uint64_t source = FIRST; source <= LAST; source++) {
        int error = xive_set(vm, SOURCE, source, &msi);
        if (error)
            return error;
    }
    child_lack("this machine has an interrupt for every source that a VM can have");
}

static const struct action exhausting = {"sources one after the other", exhaust};

const struct errno_row errnos_source[] = {
    {"source.msi", INIT, {ONE, SET(SOURCE, FIRST, MSI)}, 0},
    {"source.lsi", INIT, {ONE, SET(SOURCE, FIRST, LSI)}, 0},
    {"source.lsi-asserted", INIT, {ONE, SET(SOURCE, FIRST, LSI_ASSERTED)}, 0},
    {"source.last", INIT, {ONE, SET(SOURCE, LAST, MSI)}, 0},
    {"source.again", INIT, {ONE, SET(SOURCE, FIRST, MSI), SET(SOURCE, FIRST, LSI)}, 0},
    {"source.bare", INIT, {XIVE, SET(SOURCE, FIRST, MSI)}, 0},
    {"source.unused-bits", BITS, {ONE, SET(SOURCE, FIRST, ~UINT64_C(3))}, 0},
    {"source.range", RANGE, {ONE, SET(SOURCE, OVER, MSI)}, E2BIG},
    {"source.range-far", RANGE, {ONE, SET(SOURCE, UINT64_MAX, MSI)}, E2BIG},
    {"source.range-truncated", RANGE, {ONE, SET(SOURCE, TRUNCATED, MSI)}, E2BIG},
    {"source.fault", FAULT, {ONE, SET_FAULT(SOURCE, FIRST)}, EFAULT},
    {"source.fault-leaves-none",
     UNKNOWN,
     {ONE, STEP(STEP_SET_FAULT, .attribute = ATTRIBUTE(SOURCE, FIRST), .fails = EFAULT),
      SET(SOURCE_CONFIG, FIRST, TARGET(0, 6, 1))},
     ENOENT,
     .known = &(const struct known){MEASURED, EINVAL,
                                    "the source's block was created before the pointer was read"}},
    {"source.exhausted", EXHAUSTED, {ONE, ACT(exhausting, 0, 5000)}, ENXIO, .only = ROW_SLOW},
    {"source.get", WRITE_ONLY, {ONE, GET(SOURCE, FIRST, 0)}, ENXIO},
    {"source.has", HAS_SOURCE, {XIVE, HAS(SOURCE, LAST)}, 0},
    {"source.has-range", HAS_SOURCE, {XIVE, HAS(SOURCE, OVER)}, ENXIO},
    {0},
};

#define SYNC           "xive.rst 5: Synchronize the source to flush event notifications"
#define SYNC_UNKNOWN   "xive.rst 5: ENOENT: Unknown source number"
#define SYNC_UNSET     "xive.rst 5: EINVAL: Not initialized source number"
#define SYNC_TRUNCATED "a source's number is cut to 32 bits"

const struct errno_row errnos_sync[] = {
    {"sync.source", SYNC, {READY, SET(SOURCE_SYNC, FIRST, 0)}, 0},
    {"sync.masked", SYNC, {ONE, SET(SOURCE, FIRST, MSI), SET(SOURCE_SYNC, FIRST, 0)}, 0},
    {"sync.unknown", SYNC_UNKNOWN, {ONE, SET(SOURCE_SYNC, FIRST, 0)}, ENOENT},
    {"sync.other-block", SYNC_UNKNOWN, {READY, SET(SOURCE_SYNC, LAST, 0)}, ENOENT},
    {"sync.not-initialised", SYNC_UNSET, {READY, SET(SOURCE_SYNC, 1, 0)}, EINVAL},
    {"sync.truncated",
     SYNC_UNKNOWN,
     {READY, SET(SOURCE_SYNC, TRUNCATED, 0)},
     ENOENT,
     .known = &(const struct known){MEASURED, 0, SYNC_TRUNCATED}},
    {"sync.get", "xive.rst 5: (write only)", {READY, GET(SOURCE_SYNC, FIRST, 0)}, ENXIO},
    {"sync.has", HAS_SOURCE, {XIVE, HAS(SOURCE_SYNC, LAST)}, 0},
    {0},
};
