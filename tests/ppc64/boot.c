/* SPDX-License-Identifier: MIT */
/* The CPUs of the machine the guest was booted on. */
#include "arch/ppc64/cpu.h"
#include "drivers/doorbell.h"
#include "tests/check.h"

#include <inttypes.h>

static void come(void *unused) {
    (void)unused;
    doorbell_listen(this_cpu()->index);
}

CHECK(
    boot_cpus, "boot.cpus",
    "LoPAR 7.3.8.2 start-cpu: removes the thread from the stopped state, to begin at the location "
    "indicated, with r3 set") {
    enum { WITHIN_US = 2000000 };
    need_claim(CLAIM_BOOT_CPUS);
    expect_equal("cpus", claim_value(&claims, CLAIM_BOOT_CPUS), cpu_count(), "in the device tree");
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++) {
        enum cpu_outcome outcome = cpu_run(cpu, come, NULL, WITHIN_US);
        if (outcome == CPU_REFUSED)
            fail("vcpu=%u server=%" PRIu64 " rtas=start-cpu result=%ld", cpu, cpu_slot(cpu)->id,
                 cpu_slot(cpu)->result);
        if (outcome == CPU_SILENT) /* in its own slot, which r3 is */
            fail("vcpu=%u was started and has not run and stopped within %u us", cpu, WITHIN_US);
    }
}
