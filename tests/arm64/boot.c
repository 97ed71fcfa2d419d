/* SPDX-License-Identifier: MIT */
/* What an arm64 guest is booted with, before any device: its exception level and its CPUs. */
#include "arch/arm64/cpu.h"
#include "arch/arm64/el2.h"
#include "arch/arm64/psci.h"
#include "drivers/doorbell.h"
#include "tests/check.h"

#include <inttypes.h>

CHECK(boot_el, "boot.el", "booting.rst 4: the CPU must be in either EL2 or non-secure EL1") {
    need_claim(CLAIM_BOOT_EL);
    expect_equal("el", claim_value(&claims, CLAIM_BOOT_EL), entry_level, "");
}

/* Listens again, so that a host that lies about MPIDR_EL1 can stop: PSCI finds a vCPU by it. */
static void tell_mpidr(void *mpidr) {
    doorbell_listen(this_cpu()->index);
    *(volatile uint64_t *)mpidr = read_sysreg(mpidr_el1) & MPIDR_AFFINITY;
    doorbell_listen(this_cpu()->index);
}

CHECK(boot_cpus, "boot.cpus",
      "DEN0022 5.6 CPU_ON: powers up the core whose MPIDR affinity is target_cpu") {
    need_claim(CLAIM_BOOT_CPUS);
    expect_equal("cpus", claim_value(&claims, CLAIM_BOOT_CPUS), cpu_count(), "in the device tree");
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++) {
        enum { WITHIN_US = 2000000 };
        uint64_t mpidr = cpu_slot(cpu)->id;
        enum cpu_outcome outcome = cpu_run(cpu, tell_mpidr, &mpidr, WITHIN_US);
        if (outcome == CPU_REFUSED)
            fail("vcpu=%u mpidr=0x%" PRIx64 " psci=CPU_ON result=%ld", cpu, cpu_slot(cpu)->id,
                 cpu_slot(cpu)->result);
        if (outcome == CPU_SILENT)
            fail("vcpu=%u was started and has not run within %u us", cpu, WITHIN_US);
        if (mpidr != cpu_slot(cpu)->id)
            fail("vcpu=%u mpidr expected=0x%" PRIx64 " actual=0x%" PRIx64, cpu, cpu_slot(cpu)->id,
                 mpidr);
    }
    expect_equal("psci=CPU_ON of this vcpu", (uint64_t)PSCI_ALREADY_ON,
                 (uint64_t)psci_cpu_on(cpu_slot(0)->id, 0, 0), "");
}
