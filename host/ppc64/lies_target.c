/* SPDX-License-Identifier: MIT */
/* Where events go. */
#include "host/ppc64/lies.h"

#define H_INT_SET_SOURCE_CONFIG 0x3ac
#define H_INT_GET_SOURCE_CONFIG 0x3b0

/* The plan that arch_complete() makes for two sources and one or two servers, in parts. */
#define SOURCE_0 "0:0:6:0x1000"
#define SOURCE_1 "1:1:6:0x1001"
#define TWO_SERVERS                                                                                \
    "boot.cpus=2 xive.source=0:3 xive.target=" SOURCE_0 "," SOURCE_1 ",2:0:6:0x1002 "

const struct scenario lies_target[] = {
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
    DO("target-change-fails", ASK("xive.target.change"), "xive.target.change",
       "the target changes, and the call fails", FAILS_AT(H_INT_SET_SOURCE_CONFIG, 0)),
    DO("target-change-queued", ASK("xive.target"), "xive.target.change",
       "Q is set after the last event", PQ_AT(0, QUEUED, 15)),
    DO("target-flow-before", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       OTHER_SENDS " before", RAISE(1)),
    DO("target-flow", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "another source sends, too", RAISE_AT(1, 2)),
    DO("target-flow-late", ASK("xive.target.flow") "boot.cpus=2", "xive.target.flow",
       "the other vCPU does not run", DELAY_ON_1(3200000)),
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
    {0},
};
