/* SPDX-License-Identifier: MIT */
/* A thread's context, and its interrupts. */
#include "host/ppc64/lies.h"

#define TIMA(check, which, sentence_, ...)                                                         \
    DO("tima-" check which, HOST("xive.tima"), "xive.tima." check, sentence_, __VA_ARGS__)
#define IRQ(check, which, sentence_, ...)                                                          \
    DO("irq-" check which, HOST("xive.irq"), "xive.irq." check, sentence_, __VA_ARGS__)

#define NOTHING "nothing is pending any more"

const struct scenario lies_thread[] = {
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
    TELL("irq-external-priority", HOST("xive.irq.external"), "xive.irq.external",
         "it has another priority", "xive.eq=0:5:16:0xd00000 xive.target=0:0:5:0x1000:16"),
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
    {0},
};
