/* SPDX-License-Identifier: MIT */
/* xive.rst 4, KVM_DEV_XIVE_GRP_EQ_CONFIG. */
#include "host/ppc64/errnos.h"

#define CONFIG   "xive.rst 4: Configures an event queue of a CPU"
#define READ     "xive.rst 4: (read-write): flags, then qshift"
#define SERVER   "xive.rst 4: ENOENT: Invalid CPU number"
#define PRIORITY "xive.rst 4: EINVAL: Invalid priority"
#define FLAGS    "xive.rst 4: EINVAL: Invalid flags"
#define SIZE     "xive.rst 4: EINVAL: Invalid queue size"
#define ADDRESS  "xive.rst 4: EINVAL: Invalid queue address"
#define FAULT    "xive.rst 4: EFAULT: Invalid user pointer for attr->addr"
#define HAS_EQ   "api.rst 4.80: Tests whether a device supports a particular attribute"

#define NOTHING_WHY "of a queue that was never configured KVM tells nothing, and says so by success"

#define SHIFT             XIVE_PAGE_SHIFT
#define FLAGS_AND_SHIFT   (KVM_XIVE_EQ_ALWAYS_NOTIFY | (uint64_t)SHIFT << 32)
#define SIZED(shift)      QUEUE(EQ(0, 6), 1, shift, 0, 1, 0)
#define FLAGGED(flags)    QUEUE(EQ(0, 6), flags, SHIFT, 0, 1, 0)
#define PLACED(address)   QUEUE(EQ(0, 6), 1, SHIFT, address, 1, 0)
#define BEGUN(toggle, at) QUEUE(EQ(0, 6), 1, SHIFT, 0, toggle, at)

const struct errno_row errnos_queue[] = {
    {"queue.set", CONFIG, {ONE, RAM, GOOD_QUEUE}, 0},
    {"queue.again", CONFIG, {ONE, RAM, GOOD_QUEUE, GOOD_QUEUE}, 0},
    {"queue.second",
     CONFIG,
     {ONE, RAM, GOOD_QUEUE, STEP(STEP_MEMORY, .value = XIVE_PAGE),
      QUEUE(EQ(0, 5), 1, SHIFT, XIVE_PAGE, 1, 0)},
     0,
     .known = &(const struct known){MEASURED, EBUSY, "a server has queues of one priority"},
     .only = ROW_MAY_CRASH_HOST},
    {"queue.begun", CONFIG, {ONE, RAM, BEGUN(0, 0x3fff)}, 0},
    {"queue.server", SERVER, {ONE, RAM, QUEUE(EQ(1, 6), 1, SHIFT, 0, 1, 0)}, ENOENT},
    {"queue.server-far", SERVER, {ONE, RAM, QUEUE(EQ(16383, 6), 1, SHIFT, 0, 1, 0)}, ENOENT},
    {"queue.server-unconnected", SERVER, {VCPU, XIVE, RAM, GOOD_QUEUE}, ENOENT},
    {"queue.priority", PRIORITY, {ONE, RAM, QUEUE(EQ(0, 7), 1, SHIFT, 0, 1, 0)}, EINVAL},
    {"queue.flags-0", FLAGS, {ONE, RAM, FLAGGED(0)}, EINVAL},
    {"queue.flags-more", FLAGS, {ONE, RAM, FLAGGED(3)}, EINVAL},
    {"queue.flags-other", FLAGS, {ONE, RAM, FLAGGED(2)}, EINVAL},
    {"queue.size-12", SIZE, {ONE, RAM, SIZED(12)}, EINVAL},
    {"queue.size-15", SIZE, {ONE, RAM, SIZED(15)}, EINVAL},
    {"queue.size-17", SIZE, {ONE, RAM, SIZED(17)}, EINVAL},
    {"queue.size-21", SIZE, {ONE, RAM, SIZED(21)}, EINVAL},
    {"queue.size-24", SIZE, {ONE, RAM, SIZED(24)}, EINVAL},
    {"queue.size-64", SIZE, {ONE, RAM, SIZED(64)}, EINVAL},
    {"queue.address-misaligned", ADDRESS, {ONE, RAM, PLACED(0x1000)}, EINVAL},
    {"queue.address-no-ram", ADDRESS, {ONE, RAM, PLACED(0x10000)}, EINVAL},
    {"queue.address-far", ADDRESS, {ONE, RAM, PLACED(UINT64_C(1) << 60)}, EINVAL},
    {"queue.fault", FAULT, {ONE, RAM, SET_FAULT(EQ_CONFIG, EQ(0, 6))}, EFAULT},
    {"queue.get", READ, {ONE, RAM, GOOD_QUEUE, GET(EQ_CONFIG, EQ(0, 6), FLAGS_AND_SHIFT)}, 0},
    {"queue.get-unset", READ, {ONE, RAM, GET(EQ_CONFIG, EQ(0, 6), 0)}, 0},
    {"queue.get-server", SERVER, {ONE, GET(EQ_CONFIG, EQ(1, 6), 0)}, ENOENT},
    {"queue.get-priority", PRIORITY, {ONE, GET(EQ_CONFIG, EQ(0, 7), 0)}, EINVAL},
    {"queue.get-fault", FAULT, {ONE, RAM, GOOD_QUEUE, GET_FAULT(EQ_CONFIG, EQ(0, 6))}, EFAULT},
    {"queue.get-fault-unset",
     FAULT,
     {ONE, GET_FAULT(EQ_CONFIG, EQ(0, 6))},
     EFAULT,
     .known = &(const struct known){MEASURED, 0, NOTHING_WHY}},
    {"queue.has", HAS_EQ, {XIVE, HAS(EQ_CONFIG, EQ(0, 6))}, 0},
    {0},
};
