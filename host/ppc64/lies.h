/* SPDX-License-Identifier: MIT */
/*
 * The lies of ppc64: for every check at least one row that makes it fail, and no other. Either the
 * guest is told other claims than were applied, or it is told the truth and then the host does some
 * mischief while the check listens: it owns the ESB pages, too, and the memory of the queues. Here
 * is what the tables are written in.
 */
#ifndef HOST_PPC64_LIES_H
#define HOST_PPC64_LIES_H

#include "host/arch.h"
#include "host/ppc64/xive.h"

extern const struct scenario lies_boot[], lies_source[], lies_target[], lies_queue[], lies_thread[],
    lies_ctrl[];

/* What a lie is about; configured by the host, or by the guest. */
#define HOST(checks) "guest.checks=boot," checks " xive.setup=host "
#define ASK(checks)  "guest.checks=boot," checks " "

/* Mischief, the first time that vCPU 0 listens in this check, or later. */
#define RAISE(source)                                                                              \
    { .kind = MISCHIEF_RAISE, .id = source }
#define RAISE_AT(source, times_)                                                                   \
    { .kind = MISCHIEF_RAISE, .id = source, .times = times_ }
#define RAISE_ON_1(source)                                                                         \
    { .kind = MISCHIEF_RAISE, .id = source, .cpu = 1, .times = EVERY_TIME }
#define TREE                                                                                       \
    { .kind = MISCHIEF_TREE, .times = AT_START }
#define POKE(address, number)                                                                      \
    { .kind = MISCHIEF_MEMORY, .id = address, .value = number }
#define THREAD_AT(state, times_)                                                                   \
    { .kind = MISCHIEF_REGISTER, .id = KVM_REG_PPC_VP_STATE, .value = state, .times = times_ }
#define THREAD(state) THREAD_AT(state, 0)
#define THREAD_ON_1(state)                                                                         \
    {                                                                                              \
        .kind = MISCHIEF_REGISTER, .id = KVM_REG_PPC_VP_STATE, .value = state, .cpu = 1,           \
        .times = EVERY_TIME                                                                        \
    }
#define POKE_ON_1(address, number)                                                                 \
    { .kind = MISCHIEF_MEMORY, .id = address, .value = number, .cpu = 1, .times = EVERY_TIME }
#define PQ_AT(source, pq, times_)                                                                  \
    { .kind = MISCHIEF_PQ, .id = source, .value = pq, .times = times_ }
#define IDLE_AT(hcall, times_)                                                                     \
    { .kind = MISCHIEF_IDLE_CALL, .id = hcall, .times = times_ }
#define IDLE(hcall) IDLE_AT(hcall, AT_START)
#define FAILS_AT(hcall, times_)                                                                    \
    { .kind = MISCHIEF_FAIL_CALL, .id = hcall, .times = times_ }
#define FAILS(hcall) FAILS_AT(hcall, AT_START)
#define FORGET_AT(what, times_)                                                                    \
    { .kind = MISCHIEF_MIGRATE, .value = what, .times = times_ }
#define FORGET(what) FORGET_AT(what, 0)
#define UNMASK_AT(times_)                                                                          \
    { .kind = MISCHIEF_UNMASK, .times = times_ }
#define DELAY_ON_1(us)                                                                             \
    { .kind = MISCHIEF_DELAY, .value = us, .cpu = 1, .times = EVERY_TIME }

/* A thread context: NSR, CPPR, IPB and PIPR, as in the TIMA. */
#define STATE(nsr, cppr, ipb, pipr)                                                                \
    ((uint64_t)(nsr) << 56 | (uint64_t)(cppr) << 48 | (uint64_t)(ipb) << 40 | (pipr))
#define NOTHING_PENDING(cppr) STATE(0, cppr, 0, 0xff)
#define SIGNALLED(cppr)       STATE(0x80, cppr, 0x02, 6) /* priority 6, as in our plan */
#define ADMIT_ALL             0xff

/* PQ bits. */
#define RESET   0
#define OFF     1
#define PENDING 2
#define QUEUED  3

/* The plan that arch_complete() makes. */
#define QUEUE_0 0xd00000
#define QUEUE_1 0xd10000

/* Two entries of toggle 1, big-endian. */
#define TWO(eisn) ((0x80 | (eisn) >> 8 << 16 | (eisn) % 256 << 24) * UINT64_C(0x100000001))

#define OTHER_SENDS "another source sends"

#endif
