/* SPDX-License-Identifier: MIT */
#include "arch/arm64/cpu.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/psci.h"

extern char secondary_entry[]; /* boot/arm64/entry.S */

void cpu_begin(struct cpu *cpu) {
    write_sysreg(tpidr_el1, (uint64_t)cpu);
    clock_init_cpu();
}

long cpu_power_on(const struct cpu *cpu) {
    return psci_cpu_on(cpu->id, (uint64_t)secondary_entry, (uint64_t)cpu);
}

bool cpu_is_off(const struct cpu *cpu) {
    return psci_affinity_info(cpu->id) == PSCI_AFFINITY_OFF;
}

_Noreturn void cpu_power_off(void) {
    for (;;)
        psci_cpu_off();
}

_Noreturn void cpu_power_off_system(void) {
    psci_system_off();
}
