/* SPDX-License-Identifier: MIT */
/* The PMU's event filter. */
#include "host/arm64/lies.h"

#define FILTER "guest.checks=boot,pmu.present,pmu.filter "

#define FILTER_LIE(check, applied_, sentence_, told_)                                              \
    TELL("pmu-filter-" check,                                                                      \
         "guest.checks=boot,pmu.present,pmu.filter." check " pmu.filter=" applied_,                \
         "pmu.filter." check, sentence_, "pmu.filter=" told_)

const struct scenario lies_pmu_filter[] = {
    FILTER_LIE("denied", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("silent", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("cycle-counter", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("pmceid", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("allowed", "deny:0x11:1", "CPU_CYCLES does not pass the filter", "deny:0x3ff:1"),
    TELL("pmu-filter", FILTER "pmu.filter=deny:0x11:1",
         "pmu.filter.allowed,pmu.filter.cycle-counter,pmu.filter.pmceid",
         "CPU_CYCLES does not pass the filter", "pmu.filter=deny:0x3ff:1"),
    DO("pmu-filter-sw-incr", FILTER "pmu.filter=deny:0:1", "pmu.filter.sw-incr",
       "its counter is moved on", WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-filter-chain", FILTER "pmu.filter=deny:0x1e:1", "pmu.filter.chain",
       "its counter is moved on", WRITE(PMEVCNTR1_EL0, 5)),
    DO("pmu-filter-cpus", FILTER "boot.cpus=2 pmu.filter=deny:0x11:1", "pmu.filter.cpus",
       "the counter of what is denied is moved on, on vCPU 1",
       {.kind = MISCHIEF_REGISTER, .id = PMEVCNTR0_EL0, .value = 5, .cpu = 1, .times = 1}),
    DO("pmu-filter-cpus-sw-incr", FILTER "boot.cpus=2 pmu.filter=deny:0x11:1", "pmu.filter.cpus",
       "the counter of SW_INCR is moved on, on vCPU 1",
       {.kind = MISCHIEF_REGISTER, .id = PMEVCNTR0_EL0, .value = 5, .cpu = 1, .times = 2}),
    TELL("pmu-filter-cpus-cycles",
         "guest.checks=boot,pmu.present,pmu.filter.cpus boot.cpus=2 pmu.filter=deny:0x11:1",
         "pmu.filter.cpus", "CPU_CYCLES does not pass the filter", "pmu.filter=deny:0x3ff:1"),
    {0},
};
