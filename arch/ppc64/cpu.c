/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/cpu.h"
#include "arch/ppc64/clock.h"
#include "arch/ppc64/rtas.h"

extern char secondary_entry[]; /* boot/ppc64/entry.S */

uint64_t clock_frequency;

/* boot/ppc64/entry.S has put the slot into r13. */
void cpu_begin(struct cpu *cpu) {
    (void)cpu;
    decrementer_quiet();
}

long cpu_power_on(const struct cpu *cpu) {
    return rtas_start_cpu((uint32_t)cpu->id, (uint64_t)secondary_entry, (uint64_t)cpu);
}

bool cpu_is_off(const struct cpu *cpu) {
    uint32_t state;
    return rtas_query_cpu_stopped_state((uint32_t)cpu->id, &state) == RTAS_SUCCESS &&
           state == RTAS_CPU_STOPPED;
}

_Noreturn void cpu_power_off(void) {
    for (;;)
        rtas_stop_self();
}

_Noreturn void cpu_power_off_system(void) {
    rtas_power_off();
}
