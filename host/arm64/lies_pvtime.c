/* SPDX-License-Identifier: MIT */
/* Stolen time. */
#include "host/arm64/lies.h"

#define PVTIME "guest.checks=boot,pvtime pvtime.ipa=0x40f00000 "

/* Documentation/virt/kvm/arm/pvtime.rst, where PVTIME has it. */
#define PV_TIME_FEATURES 0xc5000020
#define PV_TIME_ST       0xc5000021
#define PVTIME_REVISION  0x40f00000
#define PVTIME_STOLEN    0x40f00008
#define PVTIME_RESERVED  0x40f00010
#define PVTIME_BEHIND    0x40f00040

const struct scenario lies_pvtime[] = {
    TELL("pvtime-features", "guest.checks=boot,pvtime ", "pvtime.features", "there is none",
         "pvtime=1 pvtime.ipa=0x40f00000"),
    DO("pvtime-features-address", "guest.checks=boot,pvtime.features", "pvtime.features",
       "there is none, but its address is given", IDLE(PV_TIME_ST)),
    DO("pvtime-calls", PVTIME, "pvtime.calls", "whatever is asked for is supported",
       IDLE(PV_TIME_FEATURES)),
    TELL("pvtime-address", "guest.checks=boot,pvtime.features,pvtime.address pvtime.ipa=0x40f00000",
         "pvtime.address", "it is elsewhere", "pvtime.ipa=0x40f00040"),
    TELL("pvtime-region", "guest.checks=boot,pvtime.features,pvtime.region pvtime.ipa=0x40f00000",
         "pvtime.region", "what the device tree reserves is elsewhere", "pvtime.ipa=0x40f00040"),
    TELL(
        "pvtime-cpus",
        "guest.checks=boot,pvtime.features,pvtime.address,pvtime.cpus boot.cpus=2 pvtime.ipa=0x40f00000,0x40f00040",
        "pvtime.cpus", "that of vCPU 1 is elsewhere", "pvtime.ipa=0x40f00000,0x40f00080"),
    TELL("pvtime-cpus-shared",
         "guest.checks=boot,pvtime.cpus boot.cpus=2 pvtime.ipa=0x40f00000,0x40f00000",
         "pvtime.cpus", "all vCPUs share one", ""),
    DO("pvtime-cpus-header",
       "guest.checks=boot,pvtime.cpus boot.cpus=2 pvtime.ipa=0x40f00000,0x40f00040", "pvtime.cpus",
       "that of vCPU 1 has revision 1",
       {.kind = MISCHIEF_MEMORY, .id = PVTIME_BEHIND, .value = 1, .cpu = 1, .times = EVERY_TIME}),
    DO("pvtime-header", PVTIME, "pvtime.header", "it has revision 1", POKE(PVTIME_REVISION, 1)),
    DO("pvtime-header-attributes", PVTIME, "pvtime.header", "it has an attribute",
       POKE(PVTIME_REVISION, UINT64_C(1) << 32)),
    DO("pvtime-reserved", PVTIME, "pvtime.reserved", "a reserved byte is 1",
       POKE(PVTIME_RESERVED, 1)),
    DO("pvtime-monotonic", PVTIME, "pvtime.monotonic", "it goes back",
       POKE(PVTIME_STOLEN, UINT64_C(1) << 40),
       {.kind = MISCHIEF_MEMORY, .id = PVTIME_STOLEN, .times = 1}),
    DO("pvtime-idle", PVTIME, "pvtime.idle", "it grows by 18 minutes",
       POKE(PVTIME_STOLEN, UINT64_C(1) << 40)),
    DO("pvtime-stolen", PVTIME, "pvtime.stolen", "the host says that nothing was stolen",
       WAITED(0)),
    DO("pvtime-stolen-less", PVTIME, "pvtime.stolen", "the host says that twice as much was stolen",
       WAITED(2)),
    DO("pvtime-stolen-none", PVTIME, "pvtime.stolen", "nothing is stolen",
       {.kind = MISCHIEF_NO_STEAL}),
    DO("pvtime-canary", PVTIME, "pvtime.canary", "something behind it is written",
       {.kind = MISCHIEF_MEMORY, .id = PVTIME_BEHIND, .times = 9}),
    {0},
};
