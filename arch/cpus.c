/* SPDX-License-Identifier: MIT */
#include "arch/cpus.h"
#include "clock.h"
#include "cpu.h"

extern char cpu_slots[][CPU_SLOT_SIZE]; /* linker/ARCH.ld */

static unsigned count;
static void (*prepare_cpu)(void);

struct cpu *cpu_slot(unsigned index) {
    return (struct cpu *)cpu_slots[CPU_SLOT_STEP * (int)index];
}

unsigned cpu_count(void) {
    return count;
}

void cpu_on_start(void (*prepare)(void)) {
    prepare_cpu = prepare;
}

/* Called by boot/ARCH/entry.S on the first CPU, before guest_main(). */
void cpu_init_first(struct cpu *cpu) {
    *cpu = (struct cpu){.index = count++};
    cpu_begin(cpu);
}

void cpu_set_list(const uint64_t *id, unsigned listed, uint64_t boot_id) {
    cpu_slot(0)->id = boot_id;
    for (unsigned i = 0; i < listed && count < MAX_CPUS; i++)
        if (id[i] != boot_id)
            *cpu_slot(count) = (struct cpu){.index = count, .id = id[i]}, count++;
}

_Noreturn void cpu_give_up(void) {
    struct cpu *cpu = this_cpu();
    if (cpu->recover)
        longjmp(*cpu->recover, 1);
    cpu_power_off_system();
}

/* Called by boot/ARCH/entry.S on every other CPU, each time the firmware starts it. */
_Noreturn void cpu_main(struct cpu *cpu) {
    jmp_buf recover;
    cpu_begin(cpu);
    cpu->recover = &recover;
    if (setjmp(recover) == 0) {
        prepare_cpu();
        cpu->run(cpu->argument);
    } else {
        cpu->failed = true;
    }
    irq_mask();
    cpu_barrier();
    cpu->finished = true;
    cpu_wake_others();
    cpu_power_off();
}

bool cpu_start(unsigned index, void (*run)(void *), void *argument) {
    struct cpu *cpu = cpu_slot(index);
    *cpu = (struct cpu){.index = index, .id = cpu->id, .run = run, .argument = argument};
    cpu_barrier();
    cpu->result = cpu_power_on(cpu);
    return cpu->result == 0;
}

enum cpu_outcome cpu_finish(unsigned index, uint64_t microseconds) {
    const struct cpu *cpu = cpu_slot(index);
    if (!wait_for(cpu->finished && cpu_is_off(cpu), microseconds))
        return CPU_SILENT;
    return cpu->failed ? CPU_FAILED : CPU_DONE;
}

enum cpu_outcome cpu_run(unsigned index, void (*run)(void *), void *argument,
                         uint64_t microseconds) {
    return cpu_start(index, run, argument) ? cpu_finish(index, microseconds) : CPU_REFUSED;
}
