/* SPDX-License-Identifier: MIT */
/*
 * The scenarios of ppc64, in the order they run. A new one is one row: its claims are applied on
 * top of what arch_complete() assumes, and guest.checks keeps it to the checks it is about.
 */
#include "host/arch.h"

#define HCALLS       "xive.rst 1 to 5, each asked for by the guest through an H_INT_... call"
#define HOST         "xive.rst 2 to 4: what the host configures is what the guest has"
#define PRIORITY     "xive.rst 3: priority: 0-7 interrupt priority level; 7 is nobody's"
#define BEGUN        "xive.rst 4: qtoggle, qindex: a queue goes on where it is said to be"
#define EVERY_SOURCE "xive.rst Device Mappings 2: each source has its pair of pages, and sends"
#define MIGRATION                                                                                  \
    "xive.rst Migration: in that order, as often as the guest listens, no event is lost"
#define CONSOLE "the payload finds its console by stdout-path"

#define SOURCES  "guest.checks=boot,xive.source "
#define TOGETHER "guest.checks=boot,xive.eq.together,xive.irq "
#define APART                                                                                      \
    "xive.source=5:3,1024:2,65000:4 "                                                              \
    "xive.target=5:0:6:0x1000:3,1024:0:6:0x2000:2,65000:0:6:0x3000:4 "

/* Whichever vCPU listens, while others run. */
#define MIGRATE MISCHIEF({.kind = MISCHIEF_MIGRATE, .cpu = EVERY_CPU, .times = EVERY_TIME})

/* A server for each priority: KVM cannot be given two on one. */
#define PRIORITIES                                                                                 \
    "xive.eq=0:0:16:0xd00000,1:1:16:0xd10000,2:2:16:0xd20000,3:3:16:0xd30000,"                     \
    "4:4:16:0xd40000,5:5:16:0xd50000,6:6:16:0xd60000 "                                             \
    "xive.target=0:0:0:0x1000,1:1:1:0x1001,2:2:2:0x1002,3:3:3:0x1003,"                             \
    "4:4:4:0x1004,5:5:5:0x1005,6:6:6:0x1006,7:0:0:0x1007 "

const char *const arch_timed_checks = NULL;

/* In an emulated host on a busy machine, none took half of that. */
const struct budget arch_budgets[] = {
    {"xive.eq.count,xive.target.flow,xive.source", 5000},
    {"", 2000},
};

const struct scenario arch_scenarios[] = {
    {"defaults", "", HCALLS},
    {"guest-2", "boot.cpus=2", HCALLS},
    {"guest-8", "boot.cpus=8", HCALLS},

    {"host-1", "xive.setup=host", HOST},
    {"host-2", "xive.setup=host boot.cpus=2", HOST},
    {"host-8", "xive.setup=host boot.cpus=8", HOST},

    {"host-16", "xive.setup=host boot.cpus=16", HOST},
    {"host-priorities", PRIORITIES "xive.setup=host boot.cpus=7", PRIORITY},
    {"host-begun",
     "xive.setup=host boot.cpus=2 xive.eq=1:6:16:0xd10000:1:100,0:6:16:0xd00000:0:16380", BEGUN},

    {"sources-guest", SOURCES "xive.source=0:1024", EVERY_SOURCE},
    {"sources-host", SOURCES "xive.source=0:4096 xive.setup=host", EVERY_SOURCE},
    {"sources-apart", SOURCES APART "xive.setup=host", EVERY_SOURCE},
    {"lsi-asserted", "guest.checks=boot,xive.source,xive.lsi xive.source=0:16,16:1:lsi:1",
     "xive.rst 2: level: assertion level in case of an LSI"},
    {"events-million", "guest.checks=boot,xive.eq.count xive.setup=host xive.events=1000000",
     "xive.rst 4: of a million events through one queue, all are there, in order"},

    {"migrated-host-2", "xive.setup=host boot.cpus=2", MIGRATION, .mischief = MIGRATE},
    {"migrated-host-8", TOGETHER "xive.setup=host boot.cpus=8", MIGRATION, .mischief = MIGRATE},
    {"migrated-guest-1", "", MIGRATION, .mischief = MIGRATE},
    {"migrated-guest-2", "boot.cpus=2", MIGRATION, .mischief = MIGRATE},
    {"migrated-guest-8", TOGETHER "boot.cpus=8", MIGRATION, .mischief = MIGRATE},

    {"console-hvterm", "guest.checks=boot guest.console=hvterm:0", CONSOLE},
    {0},
};
