/* SPDX-License-Identifier: MIT */
/* The machine the guest was booted on, before any device: claims, exception level, RAM, CPUs. */
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/el2.h"
#include "arch/arm64/mmu.h"
#include "arch/arm64/psci.h"
#include "drivers/mmio.h"
#include "tests/check.h"

#include <inttypes.h>

CHECK(boot_claims, "boot.claims",
      "README.md: a word in one of our areas that is no claim is an error") {
    if (claims.errors)
        fail("errors=%u first: %s", claims.errors, claims.error);
}

CHECK(boot_el, "boot.el", "booting.rst 4: the CPU must be in either EL2 or non-secure EL1") {
    need_claim(CLAIM_BOOT_EL);
    expect_equal("el", claim_value(&claims, CLAIM_BOOT_EL), entry_level, "");
}

enum {
    STRIDE = 2 << 20,
    PROBES = 1024, /* places tried in a region at most, spread evenly */
};

/* Each place holds its own address while all are read back, so that two that are one memory are
 * seen. What was there is put back: it may be this program. */
static void probe_region(uint64_t base, uint64_t size) {
    static uint64_t saved[PROBES + 1];
    uint64_t first = (base + 7) & ~7ull, last = (base + size - 8) & ~7ull;
    uint64_t step = STRIDE;
    while ((last - first) / step >= PROBES)
        step *= 2;
    unsigned places = (unsigned)((last - first) / step) + 2;
#define PLACE(i) ((i) + 1 == places ? last : first + (i)*step)
    uint64_t wrong = 0, seen = 0;
    for (unsigned i = 0; i < places; i++)
        saved[i] = mmio_read64(PLACE(i));
    for (unsigned i = 0; i < places; i++)
        mmio_write64(PLACE(i), ~PLACE(i));
    for (unsigned i = 0; i < places; i++)
        if (mmio_read64(PLACE(i)) != ~PLACE(i) && !wrong) {
            wrong = PLACE(i);
            seen = mmio_read64(wrong);
        }
    for (unsigned i = places; i--;)
        mmio_write64(PLACE(i), saved[i]);
#undef PLACE
    if (wrong)
        fail("address=0x%" PRIx64 " expected=0x%" PRIx64 " actual=0x%" PRIx64, wrong, ~wrong, seen);
    note("base=0x%" PRIx64 " size=0x%" PRIx64 " places=%u", base, size, places);
}

CHECK(boot_memory, "boot.memory",
      "Devicetree Specification 3.4: /memory describes the physical memory layout") {
    need_claim(CLAIM_BOOT_MEMORY);
    const struct claim *memory = &claims.of[CLAIM_BOOT_MEMORY];
    for (unsigned i = 0; i < memory->items; i++) {
        uint64_t base = memory->value[i][0], size = memory->value[i][1];
        if (size < 16 || !mmu_map_memory(base, size))
            fail("base=0x%" PRIx64 " size=0x%" PRIx64 " cannot be mapped", base, size);
        probe_region(base, size);
    }
}

static void tell_mpidr(void *mpidr) {
    *(volatile uint64_t *)mpidr = read_sysreg(mpidr_el1) & MPIDR_AFFINITY;
}

CHECK(boot_cpus, "boot.cpus",
      "DEN0022 5.6 CPU_ON: powers up the core whose MPIDR affinity is target_cpu") {
    need_claim(CLAIM_BOOT_CPUS);
    expect_equal("cpus", claim_value(&claims, CLAIM_BOOT_CPUS), cpu_count(), "in the device tree");
    for (unsigned cpu = 1; cpu < cpu_count(); cpu++) {
        enum { WITHIN_US = 2000000 };
        uint64_t mpidr = ~0ull;
        enum cpu_outcome outcome = cpu_run(cpu, tell_mpidr, &mpidr, WITHIN_US);
        if (outcome == CPU_REFUSED)
            fail("vcpu=%u mpidr=0x%" PRIx64 " psci=CPU_ON result=%ld", cpu, cpu_slot(cpu)->mpidr,
                 cpu_slot(cpu)->result);
        if (outcome == CPU_SILENT)
            fail("vcpu=%u was started and has not run within %u us", cpu, WITHIN_US);
        if (mpidr != cpu_slot(cpu)->mpidr)
            fail("vcpu=%u mpidr expected=0x%" PRIx64 " actual=0x%" PRIx64, cpu,
                 cpu_slot(cpu)->mpidr, mpidr);
    }
    expect_equal("psci=CPU_ON of this vcpu", (uint64_t)PSCI_ALREADY_ON,
                 (uint64_t)psci_cpu_on(cpu_slot(0)->mpidr, 0, 0), "");
}
