/* SPDX-License-Identifier: MIT */
/* What the PMU counts: overflows, events, counters. */
#include "host/arm64/lies.h"

#define OVERFLOW "guest.checks=boot,pmu.present,pmu.overflow "
#define EVENTS   "guest.checks=boot,pmu.present,pmu.events "
#define COUNTERS "guest.checks=boot,pmu.present,pmu.counters "

/* Claims that several checks verify: each of them alone. */
#define COUNTERS_LIE(check, applied_, sentence_, told_)                                            \
    TELL("pmu-counters-" check, "guest.checks=boot,pmu.present,pmu.counters." check " " applied_,  \
         "pmu.counters." check, sentence_, told_)

const struct scenario lies_pmu_counters[] = {
    DO("pmu-overflow-clean", OVERFLOW, "pmu.overflow.clean", "its counter is marked as overflowed",
       WRITE(PMOVSSET_EL0, COUNTER_0)),
    DO("pmu-overflow-wrap", OVERFLOW, "pmu.overflow.wrap", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-overflow-chain", OVERFLOW, "pmu.overflow.chain", "the upper counter is moved on",
       WRITE_LATER(PMEVCNTR1_EL0, 9)),
    DO("pmu-overflow-chain-early", OVERFLOW, "pmu.overflow.chain", "and it is set back in time",
       WRITE(PMEVCNTR1_EL0, 9), WRITE_LATER(PMEVCNTR1_EL0, 5)),
    DO("pmu-overflow-long", OVERFLOW, "pmu.overflow.long", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-overflow-long-64", OVERFLOW, "pmu.overflow.long", "its counter is set back",
       WRITE_LATER(PMEVCNTR0_EL0, 5)),
    DO("pmu-events-instructions", EVENTS, "pmu.events.instructions", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-events-cycles", EVENTS, "pmu.events.cycles", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 0)),
    COUNTERS_LIE("number", "pmu.counters=3", "there is one counter less", "pmu.counters=4"),
    COUNTERS_LIE("cpus", "boot.cpus=2 pmu.counters=3", "there is one counter less, on any vCPU",
                 "pmu.counters=4"),
    COUNTERS_LIE("hpmn", "boot.el=2 pmu.counters=3", "there is one counter less", "pmu.counters=4"),
    COUNTERS_LIE("masks", "pmu.counters=3", "there is one counter less", "pmu.counters=4"),
    COUNTERS_LIE("absent", "pmu.counters=4", "there is one counter more", "pmu.counters=3"),
    DO("pmu-counters-present", COUNTERS, "pmu.counters.present", "the first counter is set back",
       WRITE(PMEVCNTR0_EL0, 0)),
    {0},
};
