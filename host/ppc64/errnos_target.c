/* SPDX-License-Identifier: MIT */
/* xive.rst 3, KVM_DEV_XIVE_GRP_SOURCE_CONFIG. */
#include "host/ppc64/errnos.h"

#define CONFIG     "xive.rst 3: Configures source targeting"
#define UNKNOWN    "xive.rst 3: ENOENT: Unknown source number"
#define UNSET      "xive.rst 3: EINVAL: Not initialized source number"
#define PRIORITY   "xive.rst 3: EINVAL: Invalid priority"
#define SERVER     "xive.rst 3: EINVAL: Invalid CPU number"
#define FAULT      "xive.rst 3: EFAULT: Invalid user pointer for attr->addr"
#define NO_QUEUE   "xive.rst 3: ENXIO: CPU event queues not configured"
#define BUSY       "xive.rst 3: EBUSY: No CPU available to serve interrupt"
#define WRITE_ONLY "xive.rst 3: (write only)"
#define HAS_SOURCE "api.rst 4.80: Tests whether a device supports a particular attribute"

#define NO_QUEUE_WHY                                                                               \
    "a server without the queue counts as busy, not as not configured (and the kernel warns)"

/* Every change is one from a server to the other, until one is refused. */
static int retarget(struct vm *vm, unsigned cpu, uint64_t times) {
    int error = 0;
    (void)cpu;
    for (uint64_t i = 0; i < times && !error; i++) {
        uint64_t value = xive_target_value(i % 2, 6, 1, 0);
        error = xive_set(vm, SOURCE_CONFIG, 0, &value);
    }
    return error;
}

static const struct action retargeting = {"changes of a target", retarget};

#define TWO_QUEUES                                                                                 \
    SEQUENCE(VCPU, VCPU, XIVE, CONNECT, RAM, STEP(STEP_MEMORY, .value = XIVE_PAGE), GOOD_QUEUE,    \
             QUEUE(EQ(1, 6), 1, XIVE_PAGE_SHIFT, XIVE_PAGE, 1, 0), SET(SOURCE, 0, MSI))

#define TARGETED SET(SOURCE_CONFIG, 0, TARGET(0, 6, 1))

const struct errno_row errnos_target[] = {
    {"target.set", CONFIG, {READY, TARGETED}, 0},
    {"target.again", CONFIG, {READY, TARGETED, TARGETED}, 0},
    {"target.eisn", CONFIG, {READY, TARGETED, SET(SOURCE_CONFIG, 0, TARGET(0, 6, 2))}, 0},
    {"target.masked",
     CONFIG,
     {READY, TARGETED, SET(SOURCE_CONFIG, 0, TARGET(0, 6, 2) | TARGET_MASK)},
     0},
    {"target.unknown", UNKNOWN, {ONE, TARGETED}, ENOENT},
    {"target.other-block", UNKNOWN, {READY, SET(SOURCE_CONFIG, 0xfffff, TARGET(0, 6, 1))}, ENOENT},
    {"target.truncated",
     UNKNOWN,
     {READY, SET(SOURCE_CONFIG, TRUNCATED, TARGET(0, 6, 1))},
     ENOENT,
     .known = &(const struct known){MEASURED, 0, "a source's number is cut to 32 bits"}},
    {"target.not-initialised", UNSET, {READY, SET(SOURCE_CONFIG, 1, TARGET(0, 6, 1))}, EINVAL},
    {"target.priority", PRIORITY, {READY, SET(SOURCE_CONFIG, 0, TARGET(0, 7, 1))}, EINVAL},
    {"target.server", SERVER, {READY, SET(SOURCE_CONFIG, 0, TARGET(1, 6, 1))}, EINVAL},
    {"target.server-far", SERVER, {READY, SET(SOURCE_CONFIG, 0, TARGET(16383, 6, 1))}, EINVAL},
    {"target.fault", FAULT, {READY, SET_FAULT(SOURCE_CONFIG, 0)}, EFAULT},
    {"target.no-queue",
     NO_QUEUE,
     {ONE, SET(SOURCE, 0, MSI), TARGETED},
     ENXIO,
     .known = &(const struct known){MEASURED, EBUSY, NO_QUEUE_WHY}},
    {"target.many", CONFIG, {TWO_QUEUES, ACT(retargeting, 0, 32000)}, 0},
    {"target.busy", BUSY, {TWO_QUEUES, ACT(retargeting, 0, 70000)}, EBUSY, .only = ROW_SLOW},
    {"target.get", WRITE_ONLY, {READY, GET(SOURCE_CONFIG, 0, 0)}, ENXIO},
    {"target.has", HAS_SOURCE, {XIVE, HAS(SOURCE_CONFIG, 0xfffff)}, 0},
    {0},
};
