/* SPDX-License-Identifier: MIT */
#include "arch/arm64/cpu.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/psci.h"

#include <string.h>

extern char cpu_slots[][CPU_SLOT_SIZE]; /* linker/arm64.ld */
extern char secondary_entry[];          /* boot/arm64/entry.S */

static unsigned count = 1;
static void (*prepare_cpu)(void);

struct cpu *cpu_slot(unsigned index) {
    return (struct cpu *)cpu_slots[index];
}

unsigned cpu_count(void) {
    return count;
}

void cpu_on_start(void (*prepare)(void)) {
    prepare_cpu = prepare;
}

/* Called by boot/arm64/entry.S on the first CPU, before guest_main(). */
void cpu_init_first(struct cpu *cpu) {
    *cpu = (struct cpu){.mpidr = read_sysreg(mpidr_el1) & MPIDR_AFFINITY};
    write_sysreg(tpidr_el1, (uint64_t)cpu);
    clock_init_cpu();
}

void cpu_set_list(const uint64_t *mpidr, unsigned listed) {
    for (unsigned i = 0; i < listed && count < MAX_CPUS; i++)
        if (mpidr[i] != cpu_slot(0)->mpidr)
            *cpu_slot(count) = (struct cpu){.index = count, .mpidr = mpidr[i]}, count++;
}

_Noreturn void cpu_give_up(void) {
    struct cpu *cpu = this_cpu();
    if (cpu->recover)
        longjmp(*cpu->recover, 1);
    psci_system_off();
}

/* Called by boot/arm64/entry.S on every other CPU, each time CPU_ON starts it. */
_Noreturn void cpu_main(struct cpu *cpu) {
    jmp_buf recover;
    write_sysreg(tpidr_el1, (uint64_t)cpu);
    clock_init_cpu();
    cpu->recover = &recover;
    if (setjmp(recover) == 0) {
        prepare_cpu();
        cpu->run(cpu->argument);
    } else {
        cpu->failed = true;
    }
    irq_mask();
    dsb();
    cpu->finished = true;
    sev();
    for (;;)
        psci_cpu_off();
}

enum cpu_outcome cpu_run(unsigned index, void (*run)(void *), void *argument,
                         uint64_t microseconds) {
    struct cpu *cpu = cpu_slot(index);
    *cpu = (struct cpu){.index = index, .mpidr = cpu->mpidr, .run = run, .argument = argument};
    dsb();
    cpu->result = psci_cpu_on(cpu->mpidr, (uint64_t)secondary_entry, (uint64_t)cpu);
    if (cpu->result != PSCI_SUCCESS)
        return CPU_REFUSED;
    if (!wait_for(cpu->finished && psci_affinity_info(cpu->mpidr) == PSCI_AFFINITY_OFF,
                  microseconds))
        return CPU_SILENT;
    return cpu->failed ? CPU_FAILED : CPU_DONE;
}
