/* SPDX-License-Identifier: MIT */
/* XIVE's sources, and an LSI's level. */
#include "host/ppc64/lies.h"

#define H_INT_ESB 0x3c8

#define LSI(level) "xive.source=0:16,16:1:lsi:" #level

/* About these checks, in the company of those beside them. */
#define SOURCE(check, which, sentence_, ...)                                                       \
    DO("source-" check which, HOST("xive.source"), "xive.source." check, sentence_, __VA_ARGS__)
#define LEVEL(which, when, ...)                                                                    \
    DO("lsi-level" which, ASK("xive.lsi"), "xive.lsi.level", OTHER_SENDS when, __VA_ARGS__)

const struct scenario lies_source[] = {
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
    {0},
};
