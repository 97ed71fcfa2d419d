/* SPDX-License-Identifier: MIT */
/* The controller as a whole: what migration forgets, SYNC, RESET. */
#include "host/ppc64/lies.h"

#define H_INT_SET_SOURCE_CONFIG 0x3ac
#define H_INT_SYNC              0x3cc
#define H_INT_RESET             0x3d0

const struct scenario lies_ctrl[] = {
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
    DO("ctrl-reset-setup-fails", ASK("xive.ctrl"), "xive.ctrl.reset",
       "the calls after it fail, and do what they should", FAILS_AT(H_INT_SET_SOURCE_CONFIG, 0)),
    {0},
};
