/* SPDX-License-Identifier: MIT */
/* Event queues. */
#include "host/ppc64/lies.h"

#define H_INT_GET_QUEUE_CONFIG 0x3bc

#define ENTRY_OLD 0x00100000 /* EISN 0x1000 and toggle 0, big-endian */

const struct scenario lies_queue[] = {
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
    {0},
};
