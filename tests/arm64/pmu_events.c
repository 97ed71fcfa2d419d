/* SPDX-License-Identifier: MIT */
/* Real event counts, where the machine counts them: at least what was done for certain. */
#include "arch/arm64/cpu.h"
#include "drivers/doorbell.h"
#include "drivers/pmuv3.h"
#include "tests/arm64/pmu.h"
#include "tests/check.h"

#include <inttypes.h>

enum { ROUNDS = 10000, INSTRUCTIONS_A_ROUND = 2 };

/* Exactly ROUNDS times two instructions, whatever the compiler does around them. */
static void spin(void) {
    uint64_t rounds = ROUNDS;
    __asm__ volatile("1: subs %0, %0, #1\n\tb.ne 1b" : "+r"(rounds)::"cc");
}

/* Counts `event` while the CPU does what is known, at least `least` of them. */
static void expect_at_least(unsigned event, uint64_t least) {
    need_pmu(1);
    need_event(event);
    pmu_reset();
    pmu_program(0, event, 0);
    pmu_start(BIT(0), 0);
    spin();
    pmu_stop();
    doorbell_listen(this_cpu()->index);
    if (pmu_read(0) < least)
        fail("event=0x%x counted expected>=%" PRIu64 " actual=%" PRIu64, event, least, pmu_read(0));
    measured("value=%" PRIu64 " events", pmu_read(0));
}

/* A filter that hides the event is pmu.filter.denied's. */
CHECK(instructions, "pmu.events.instructions",
      "Arm ARM D13.11 INST_RETIRED: counts every architecturally executed instruction") {
    if (claim_made(&claims, CLAIM_PMU_FILTER))
        skip("a filter is claimed");
    expect_at_least(PMU_INST_RETIRED, (uint64_t)ROUNDS * INSTRUCTIONS_A_ROUND);
}

CHECK(cycles, "pmu.events.cycles", "Arm ARM D13.11 CPU_CYCLES: counts every cycle") {
    if (claim_made(&claims, CLAIM_PMU_FILTER))
        skip("a filter is claimed");
    expect_at_least(PMU_CPU_CYCLES, 1);
}
