/* SPDX-License-Identifier: MIT */
/*
 * The lies of ppc64: for every check at least one row that makes it fail, and no other. Either the
 * guest is told other claims than were applied, or it is told the truth and then the host does some
 * mischief while the check listens: it owns the ESB pages, too, and the memory of the queues.
 */
#include "host/arch.h"
#include "host/ppc64/xive.h"

/* What a lie is about, and what that rests on; configured by the host, or by the guest. */
#define BOOT         "guest.checks=boot "
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
#define FAILS(hcall)                                                                               \
    { .kind = MISCHIEF_FAIL_CALL, .id = hcall, .times = AT_START }
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

#define H_INT_SET_SOURCE_CONFIG 0x3ac
#define H_INT_GET_SOURCE_CONFIG 0x3b0
#define H_INT_GET_QUEUE_CONFIG  0x3bc
#define H_INT_ESB               0x3c8
#define H_INT_SYNC              0x3cc
#define H_INT_RESET             0x3d0

#define LSI(level) "xive.source=0:16,16:1:lsi:" #level

/* The plan that arch_complete() makes for two sources and one or two servers, in parts. */
#define SOURCE_0  "0:0:6:0x1000"
#define SOURCE_1  "1:1:6:0x1001"
#define QUEUE_0   0xd00000
#define QUEUE_1   0xd10000
#define ENTRY_OLD 0x00100000 /* EISN 0x1000 and toggle 0, big-endian */
/* Two entries of toggle 1, big-endian. */
#define TWO(eisn) ((0x80 | (eisn) >> 8 << 16 | (eisn) % 256 << 24) * UINT64_C(0x100000001))
#define TWO_SERVERS                                                                                \
    "boot.cpus=2 xive.source=0:3 xive.target=" SOURCE_0 "," SOURCE_1 ",2:0:6:0x1002 "

/* About these checks, in the company of those beside them. */
#define SOURCE(check, which, sentence_, ...)                                                       \
    DO("source-" check which, HOST("xive.source"), "xive.source." check, sentence_, __VA_ARGS__)
#define TIMA(check, which, sentence_, ...)                                                         \
    DO("tima-" check which, HOST("xive.tima"), "xive.tima." check, sentence_, __VA_ARGS__)
#define IRQ(check, which, sentence_, ...)                                                          \
    DO("irq-" check which, HOST("xive.irq"), "xive.irq." check, sentence_, __VA_ARGS__)
#define LEVEL(which, when, ...)                                                                    \
    DO("lsi-level" which, ASK("xive.lsi"), "xive.lsi.level", OTHER_SENDS when, __VA_ARGS__)

#define OTHER_SENDS "another source sends"
#define NOTHING     "nothing is pending any more"

const struct scenario arch_lies[] = {
    TELL("claims", BOOT, "boot.claims", "a claim is not a number", "xive.eq=banana"),
    DO("tree", BOOT, "boot.tree", "the tree has no end", TREE),
    TELL("memory", BOOT, "boot.memory", "half of the RAM is not there", "boot.memory=0:0x2000000"),
    TELL("cpus", BOOT, "boot.cpus", "vCPU 1 is not there", "boot.cpus=2"),
    DO("cpus-late", BOOT "boot.cpus=2", "boot.cpus", "vCPU 1 is stopped for 2.5 s",
       DELAY_ON_1(2500000)),

    SOURCE("masked", "", OTHER_SENDS, RAISE(1)),
    SOURCE("masked", "-on", "it is turned on", PQ_AT(0, RESET, 0)),
    SOURCE("masked", "-start", "one is on", PQ_AT(3, RESET, AT_START)),
    SOURCE("trigger", "", OTHER_SENDS " before", RAISE(1)),
    SOURCE("trigger", "-other", OTHER_SENDS, RAISE_AT(1, 1)),
    SOURCE("trigger", "-queued", "Q is set", PQ_AT(0, QUEUED, 1)),
    SOURCE("coalesce", "", OTHER_SENDS " while one is pending", RAISE_AT(1, 1)),
    SOURCE("coalesce", "-other", OTHER_SENDS, RAISE(1)),
    SOURCE("coalesce", "-forgets", "Q is cleared, and the event sent later", PQ_AT(0, PENDING, 1),
           RAISE_AT(0, 2)),
    SOURCE("coalesce", "-eoi", OTHER_SENDS " at EOI", RAISE_AT(1, 2)),
    SOURCE("coalesce", "-pending", "P is cleared after EOI", PQ_AT(0, RESET, 2)),
    SOURCE("coalesce", "-end", OTHER_SENDS " at the second EOI", RAISE_AT(1, 3)),
    SOURCE("eoi", "", OTHER_SENDS " after EOI", RAISE_AT(1, 1)),
    SOURCE("eoi", "-other", OTHER_SENDS, RAISE(1)),
    SOURCE("eoi", "-off", "it is turned off after the last event", PQ_AT(0, OFF, 4)),
    SOURCE("off", "", OTHER_SENDS " while it is off", RAISE(1)),
    SOURCE("off", "-on", "it is turned on", PQ_AT(0, PENDING, 0)),
    SOURCE("off", "-other", OTHER_SENDS " when it is on", RAISE_AT(1, 1)),
    SOURCE("off", "-twice", OTHER_SENDS ", too", RAISE_AT(1, 2)),
    TELL("source-pages", ASK("xive.source"), "xive.source.pages", "they are elsewhere",
         "xive.esb=0x200020000"),
    DO("source-pages-once", HOST("xive.source"), "xive.source.pages", "one sends a second event",
       RAISE(3)),
    DO("source-pages-unknown", HOST("xive.source.pages"), "xive.source.pages", "two send as nobody",
       POKE(QUEUE_0 + 40, TWO(0x1100))),
    TELL("source-initialised", ASK("xive.source"), "xive.source.initialised",
         "there is one source more", "xive.source=0:15"),
    TELL("source-initialised-less", ASK("xive.source.initialised"), "xive.source.initialised",
         "there is one source less", "xive.source=0:16,17:1"),
    TELL("source-type", ASK("xive.source"), "xive.source.type", "it is an MSI",
         "xive.source=0:16:lsi,16:1:lsi"),

    TELL("lsi-start", ASK("xive.lsi") LSI(1), "xive.lsi.start", "it is not asserted", LSI(0)),
    LEVEL("", " before", RAISE(1)),
    LEVEL("-asserted", " when it is asserted", RAISE_AT(1, 1)),
    LEVEL("-again", " at EOI", RAISE_AT(1, 2)),
    LEVEL("-deasserted", " when it is deasserted", RAISE_AT(1, 3)),
    LEVEL("-ends", " at the last EOI", RAISE_AT(1, 4)),
    LEVEL("-off", " while it is off", RAISE_AT(1, 5)),
    LEVEL("-on", " when it is turned on", RAISE_AT(1, 6)),
    DO("lsi-level-eoi", ASK("xive.lsi"), "xive.lsi.level", "there is no EOI",
       IDLE_AT(H_INT_ESB, 1)),

    TELL("target-eisn", HOST("xive.target") TWO_SERVERS, "xive.target.eisn", "it has another EISN",
         "xive.target=0:0:6:0x2000,1:1:6:0x1001,2:0:6:0x1002"),
    TELL("target-server", HOST("xive.target") TWO_SERVERS, "xive.target.server",
         "it goes to another server", "xive.target=0:0:6:0x1000,1:1:6:0x1001,2:1:6:0x1002"),
    TELL("target-priority", HOST("xive.target") TWO_SERVERS, "xive.target.priority",
         "it has another priority", "xive.target=0:0:5:0x1000,1:1:6:0x1001,2:0:6:0x1002"),
    DO("target-change", ASK("xive.target"), "xive.target.change", "another source sends, too",
       RAISE(1)),
    DO("target-change-idle", ASK("xive.target.change"), "xive.target.change",
       "the target does not change the last time", IDLE_AT(H_INT_SET_SOURCE_CONFIG, 14)),
    DO("target-change-queued", ASK("xive.target"), "xive.target.change",
       "Q is set after the last event", PQ_AT(0, QUEUED, 15)),
    DO("target-flow-before", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       OTHER_SENDS " before", RAISE(1)),
    DO("target-flow", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "another source sends, too", RAISE_AT(1, 2)),
    DO("target-flow-late", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "the other vCPU does not run", DELAY_ON_1(1200000)),
    DO("target-flow-idle", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "the target does not change", IDLE_AT(H_INT_SET_SOURCE_CONFIG, 0)),
    DO("target-mask", ASK("xive.target"), "xive.target.mask", OTHER_SENDS, RAISE(1)),
    DO("target-mask-queued", ASK("xive.target"), "xive.target.mask", "Q is set",
       PQ_AT(0, QUEUED, 0)),
    DO("target-mask-ends", ASK("xive.target"), "xive.target.mask", OTHER_SENDS " when unmasked",
       RAISE_AT(1, 1)),
    DO("target-mask-twice", ASK("xive.target"), "xive.target.mask", OTHER_SENDS ", too",
       RAISE_AT(1, 2)),
    TELL("target-told-server", ASK("xive.target.told"), "xive.target.told",
         "it goes to another server", "xive.target=0:1:6:0xe150000:16"),
    TELL("target-told-priority", ASK("xive.target.told"), "xive.target.told",
         "it has another priority", "xive.target=0:0:5:0xe150000:16"),
    DO("target-told-fails", ASK("xive.target.told"), "xive.target.told", "the call fails",
       FAILS(H_INT_GET_SOURCE_CONFIG)),
    TELL("target-told", ASK("xive.target.told"), "xive.target.told", "it has another EISN",
         "xive.target=0:0:6:0x1000:16"),

    TELL("eq-address", HOST("xive.eq.address"), "xive.eq.address", "it is elsewhere",
         "xive.eq=0:6:16:0xd10000"),
    TELL("eq-index", HOST("xive.eq") "xive.eq=0:6:16:0xd00000:1:100", "xive.eq.index",
         "it began at another entry", "xive.eq=0:6:16:0xd00000:1:99"),
    TELL("eq-toggle", HOST("xive.eq") "xive.eq=0:6:16:0xd00000:0", "xive.eq.toggle",
         "it began with the other generation", "xive.eq=0:6:16:0xd00000:1"),
    DO("eq-address-elsewhere", HOST("xive.eq.address"), "xive.eq.address",
       "something else is written, too", POKE(0xe80000, 1)),
    DO("eq-toggle-entry", HOST("xive.eq.toggle"), "xive.eq.toggle",
       "the entry is of the other generation", POKE(QUEUE_0, ENTRY_OLD)),
    DO("eq-order-skipped", HOST("xive.eq.order"), "xive.eq.order", "two entries are missing",
       POKE(QUEUE_0 + 40, 0)),
    DO("eq-order-gap", HOST("xive.eq.order"), "xive.eq.order", "two entries are at the end instead",
       POKE(QUEUE_0 + 40, 0), POKE(QUEUE_0 + 192, TWO(0x1000))),
    DO("eq-order-eisn", HOST("xive.eq.order"), "xive.eq.order", "two entries have another EISN",
       POKE(QUEUE_0 + 40, TWO(0x1001))),
    DO("eq-order", HOST("xive.eq"), "xive.eq.order", "another source sends, too", RAISE(1)),
    TELL("eq-wrap", HOST("xive.eq.wrap"), "xive.eq.wrap", "it is larger",
         "xive.eq=0:6:12:0xd00000"),
    DO("eq-count", HOST("xive.eq"), "xive.eq.count", OTHER_SENDS " at the end", RAISE_AT(1, 2)),
    DO("eq-count-lost", HOST("xive.eq"), "xive.eq.count", "its first event is lost",
       PQ_AT(0, OFF, 1)),
    DO("eq-count-twice", HOST("xive.eq"), "xive.eq.count", "it sends once more", RAISE_AT(0, 1)),
    TELL("eq-count-size", HOST("xive.eq.count"), "xive.eq.count", "its queue is larger",
         "xive.eq=0:6:12:0xd00000"),
    DO("eq-together-end", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       OTHER_SENDS " at the end", RAISE_AT(0, 10)),
    DO("eq-together-twice", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       "there is an entry more", POKE_ON_1(QUEUE_1 + 4 * 500, TWO(0x1001))),
    DO("eq-together-irq", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       "there is an interrupt more", THREAD_ON_1(SIGNALLED(ADMIT_ALL))),
    DO("eq-together", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       "a source sends a second event", RAISE(1)),
    DO("eq-told-index", ASK("xive.eq.told"), "xive.eq.told", "another source sends, too", RAISE(1)),
    DO("eq-told-fails", ASK("xive.eq.told"), "xive.eq.told", "the call fails",
       FAILS(H_INT_GET_QUEUE_CONFIG)),
    TELL("eq-told", ASK("xive.eq.told"), "xive.eq.told", "it is elsewhere",
         "xive.eq=0:6:16:0x100000"),

    TELL("tima-address", HOST("xive.tima"), "xive.tima.address", "it is elsewhere",
         "xive.tima=0x100030000"),
    DO("tima-start", HOST("xive.tima"), "xive.tima.start", "CPPR lets something in",
       THREAD_AT(NOTHING_PENDING(5), AT_START)),
    TIMA("pending", "", NOTHING, THREAD_AT(NOTHING_PENDING(0), 1)),
    TIMA("pending", "-before", "another event is pending before", THREAD(STATE(0, 0, 0x02, 6))),
    TIMA("cppr", "", NOTHING, THREAD(NOTHING_PENDING(0))),
    TIMA("cppr", "-open", "CPPR lets it in", THREAD(SIGNALLED(ADMIT_ALL))),
    TIMA("cppr", "-urgent", "a more favoured one is pending", THREAD(STATE(0, 0, 0x06, 5))),
    TIMA("acknowledge", "", NOTHING, THREAD(NOTHING_PENDING(0)), THREAD_AT(NOTHING_PENDING(6), 1)),
    TIMA("acknowledge", "-more", "another event is pending for a while",
         THREAD(STATE(0, 0, 0x03, 6)), THREAD_AT(NOTHING_PENDING(6), 1)),
    TIMA("acknowledge", "-twice", "it is signalled again", THREAD_AT(SIGNALLED(7), 1)),
    TIMA("acknowledge", "-later", "another event is pending later",
         THREAD_AT(STATE(0, 6, 0x01, 7), 1)),

    IRQ("external", "", OTHER_SENDS ", too", RAISE_AT(1, 2)),
    IRQ("external", "-early", "it comes before the event", THREAD(SIGNALLED(ADMIT_ALL)),
        THREAD_AT(NOTHING_PENDING(6), 1)),
    IRQ("external", "-urgent", "it is of another priority", THREAD_AT(STATE(0, 0, 0x04, 5), 1)),
    IRQ("masked", "", NOTHING ", for a while", THREAD(NOTHING_PENDING(ADMIT_ALL)),
        THREAD_AT(SIGNALLED(ADMIT_ALL), 1)),
    IRQ("masked", "-taken", "it is taken although EE=0", UNMASK_AT(1)),
    IRQ("masked", "-lost", NOTHING, THREAD_AT(NOTHING_PENDING(ADMIT_ALL), 1)),
    IRQ("cede", "", NOTHING, THREAD_AT(NOTHING_PENDING(ADMIT_ALL), 1)),
    IRQ("cede", "-early", "it comes before the event", THREAD(SIGNALLED(ADMIT_ALL))),
    DO("irq-cede-late", HOST("xive.irq.cede") "boot.cpus=2", "xive.irq.cede",
       "it comes after the sleep", DELAY_ON_1(1500000)),
    DO("irq-cpus", HOST("xive.irq") "boot.cpus=2", "xive.irq.cpus",
       "an event goes to the other server, too", RAISE_ON_1(0)),

    DO("migrated-queues", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       "the queues of the new VM begin at their first entry", FORGET(FORGET_QUEUES)),
    DO("migrated-targets", HOST("xive.source.eoi"), "xive.source.eoi",
       "the sources of the new VM have no target", FORGET(FORGET_TARGETS)),
    DO("migrated-threads", HOST("xive.tima.pending"), "xive.tima.pending",
       "nothing is pending in the new VM", FORGET_AT(FORGET_THREADS, 1)),
    DO("migrated-sources", HOST("xive.source.coalesce"), "xive.source.coalesce",
       "the sources of the new VM are off", FORGET(FORGET_SOURCES)),

    DO("sync-source", ASK("xive.sync"), "xive.sync.source", "another source sends, too", RAISE(1)),
    DO("sync-source-fails", ASK("xive.sync"), "xive.sync.source", "the call fails",
       FAILS(H_INT_SYNC)),
    DO("ctrl-reset", ASK("xive.ctrl"), "xive.ctrl.reset", "it is not done", IDLE(H_INT_RESET)),
    DO("ctrl-reset-fails", ASK("xive.ctrl"), "xive.ctrl.reset", "the call fails",
       FAILS(H_INT_RESET)),
    {0},
};
