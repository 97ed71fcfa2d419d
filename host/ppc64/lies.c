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
#define THREAD(state)                                                                              \
    { .kind = MISCHIEF_REGISTER, .id = KVM_REG_PPC_VP_STATE, .value = state }
#define THREAD_AT_START(state)                                                                     \
    { .kind = MISCHIEF_REGISTER, .id = KVM_REG_PPC_VP_STATE, .value = state, .times = AT_START }
#define IDLE(hcall)                                                                                \
    { .kind = MISCHIEF_IDLE_CALL, .id = hcall, .times = AT_START }

#define FORGET(what)                                                                               \
    { .kind = MISCHIEF_MIGRATE, .value = what }

#define IDLE_AT(hcall, times_)                                                                     \
    { .kind = MISCHIEF_IDLE_CALL, .id = hcall, .times = times_ }

/* A thread context: NSR, CPPR, IPB and PIPR, as in the TIMA. */
#define STATE(nsr, cppr, ipb, pipr)                                                                \
    ((uint64_t)(nsr) << 56 | (uint64_t)(cppr) << 48 | (uint64_t)(ipb) << 40 | (pipr))
#define NOTHING_PENDING(cppr) STATE(0, cppr, 0, 0xff)
#define ADMIT_ALL             0xff

#define H_INT_SET_SOURCE_CONFIG 0x3ac
#define H_INT_ESB               0x3c8
#define H_INT_RESET             0x3d0

#define LSI(level) "xive.source=0:16,16:1:lsi:" #level

/* The plan that arch_complete() makes for two sources and one or two servers, in parts. */
#define SOURCE_0  "0:0:6:0x1000"
#define SOURCE_1  "1:1:6:0x1001"
#define QUEUE_0   0xd00000
#define ENTRY_OLD 0x00100000 /* EISN 0x1000 and toggle 0, big-endian */
#define TWO_SERVERS                                                                                \
    "boot.cpus=2 xive.source=0:3 xive.target=" SOURCE_0 "," SOURCE_1 ",2:0:6:0x1002 "

const struct scenario arch_lies[] = {
    TELL("claims", BOOT, "boot.claims", "a claim is not a number", "xive.eq=banana"),
    DO("tree", BOOT, "boot.tree", "the tree has no end", TREE),
    TELL("memory", BOOT, "boot.memory", "half of the RAM is not there", "boot.memory=0:0x2000000"),
    TELL("cpus", BOOT, "boot.cpus", "vCPU 1 is not there", "boot.cpus=2"),

    DO("source-masked", HOST("xive.source"), "xive.source.masked", "it is turned on and triggered",
       RAISE(0)),
    DO("source-trigger", HOST("xive.source"), "xive.source.trigger", "it is triggered before",
       RAISE(0)),
    DO("source-coalesce", HOST("xive.source"), "xive.source.coalesce",
       "an event is sent while one is pending", RAISE_AT(0, 1)),
    DO("source-eoi", HOST("xive.source"), "xive.source.eoi", "it is triggered after its EOI",
       RAISE_AT(0, 1)),
    DO("source-off", HOST("xive.source"), "xive.source.off", "it is turned on and triggered",
       RAISE(0)),
    TELL("source-pages", ASK("xive.source"), "xive.source.pages", "they are elsewhere",
         "xive.esb=0x200020000"),
    DO("source-pages-once", HOST("xive.source"), "xive.source.pages", "one sends a second event",
       RAISE(3)),
    TELL("source-initialised", ASK("xive.source"), "xive.source.initialised",
         "there is one source more", "xive.source=0:15"),
    TELL("source-type", ASK("xive.source"), "xive.source.type", "it is an MSI",
         "xive.source=0:16:lsi,16:1:lsi"),

    TELL("lsi-start", ASK("xive.lsi") LSI(1), "xive.lsi.start", "it is not asserted", LSI(0)),
    DO("lsi-level", ASK("xive.lsi"), "xive.lsi.level", "it is triggered before", RAISE(16)),
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
    DO("target-flow", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "another source sends, too", RAISE_AT(1, 1)),
    DO("target-flow-idle", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "the target does not change", IDLE_AT(H_INT_SET_SOURCE_CONFIG, 0)),
    DO("target-mask", ASK("xive.target"), "xive.target.mask", "another source sends", RAISE(1)),
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
    DO("eq-order", HOST("xive.eq"), "xive.eq.order", "another source sends, too", RAISE(1)),
    TELL("eq-wrap", HOST("xive.eq.wrap"), "xive.eq.wrap", "it is larger",
         "xive.eq=0:6:12:0xd00000"),
    DO("eq-count", HOST("xive.eq"), "xive.eq.count", "another source sends, too", RAISE_AT(1, 1)),
    DO("eq-together", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       "a source sends a second event", RAISE(1)),
    TELL("eq-told", ASK("xive.eq.told"), "xive.eq.told", "it is elsewhere",
         "xive.eq=0:6:16:0x100000"),

    TELL("tima-address", HOST("xive.tima"), "xive.tima.address", "it is elsewhere",
         "xive.tima=0x100030000"),
    DO("tima-start", HOST("xive.tima"), "xive.tima.start", "CPPR lets something in",
       THREAD_AT_START(NOTHING_PENDING(5))),
    DO("tima-pending", HOST("xive.tima"), "xive.tima.pending", "nothing is pending any more",
       THREAD(NOTHING_PENDING(0))),
    DO("tima-cppr", HOST("xive.tima"), "xive.tima.cppr", "nothing is pending any more",
       THREAD(NOTHING_PENDING(0))),
    DO("tima-acknowledge", HOST("xive.tima"), "xive.tima.acknowledge",
       "nothing is pending any more", THREAD(NOTHING_PENDING(0))),

    DO("irq-external", HOST("xive.irq"), "xive.irq.external", "another source sends, too",
       RAISE(1)),
    DO("irq-masked", HOST("xive.irq"), "xive.irq.masked", "nothing is pending any more",
       THREAD(NOTHING_PENDING(ADMIT_ALL))),
    DO("irq-cede", HOST("xive.irq"), "xive.irq.cede", "nothing is pending any more",
       THREAD(NOTHING_PENDING(ADMIT_ALL))),
    DO("irq-cpus", HOST("xive.irq") "boot.cpus=2", "xive.irq.cpus",
       "an event goes to the other server, too", RAISE_ON_1(0)),

    DO("migrated-queues", HOST("xive.eq.together") "boot.cpus=2", "xive.eq.together",
       "the queues of the new VM begin at their first entry", FORGET(FORGET_QUEUES)),
    DO("migrated-targets", HOST("xive.source.eoi"), "xive.source.eoi",
       "the sources of the new VM have no target", FORGET(FORGET_TARGETS)),
    DO("migrated-threads", HOST("xive.tima.pending"), "xive.tima.pending",
       "nothing is pending in the new VM", FORGET(FORGET_THREADS)),
    DO("migrated-sources", HOST("xive.source.coalesce"), "xive.source.coalesce",
       "the sources of the new VM are off", FORGET(FORGET_SOURCES)),

    DO("sync-source", ASK("xive.sync"), "xive.sync.source", "another source sends, too", RAISE(1)),
    DO("ctrl-reset", ASK("xive.ctrl"), "xive.ctrl.reset", "it is not done", IDLE(H_INT_RESET)),
    {0},
};
