/* SPDX-License-Identifier: MIT */
/* The CPUs of the machine the guest was booted on. */
#include "arch/ppc64/cpu.h"
#include "arch/ppc64/rtas.h"
#include "tests/check.h"

#include <inttypes.h>

static void tell_slot(void *slot) {
    *(struct cpu *volatile *)slot = this_cpu();
}

CHECK(
    boot_cpus, "boot.cpus",
    "LoPAR 7.3.8.2 start-cpu: removes the thread from the stopped state, to begin at the location "
    "indicated, with r3 set") {
    enum { WITHIN_US = 2000000 };
    need_claim(CLAIM_BOOT_CPUS);
    expect_equal("cpus", claim_value(&claims, CLAIM_BOOT_CPUS), cpu_count(), "in the device tree");
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++) {
        struct cpu *slot = NULL;
        enum cpu_outcome outcome = cpu_run(cpu, tell_slot, &slot, WITHIN_US);
        if (outcome == CPU_REFUSED)
            fail("vcpu=%u server=%" PRIu64 " rtas=start-cpu result=%ld", cpu, cpu_slot(cpu)->id,
                 cpu_slot(cpu)->result);
        if (outcome == CPU_SILENT)
            fail("vcpu=%u was started and has not run and stopped within %u us", cpu, WITHIN_US);
        expect_equal("slot", (uint64_t)cpu_slot(cpu), (uint64_t)slot, "as r3 of start-cpu");
    }
}
