/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/cpu.h"
#include "arch/ppc64/clock.h"
#include "arch/ppc64/rtas.h"

extern char cpu_slots[][CPU_SLOT_SIZE]; /* linker/ppc64.ld */
extern char secondary_entry[];          /* boot/ppc64/entry.S */

uint64_t clock_frequency = 512000000; /* what every POWER since the 7th has */

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

/* Called by boot/ppc64/entry.S on the first CPU. */
void cpu_init_first(struct cpu *cpu) {
    *cpu = (struct cpu){.index = 0};
}

void cpu_set_list(const uint64_t *server, unsigned listed, uint64_t boot_server) {
    cpu_slot(0)->server = (uint32_t)boot_server;
    for (unsigned i = 0; i < listed && count < MAX_CPUS; i++)
        if (server[i] != boot_server)
            *cpu_slot(count) = (struct cpu){.index = count, .server = (uint32_t)server[i]}, count++;
}

_Noreturn void cpu_give_up(void) {
    struct cpu *cpu = this_cpu();
    if (cpu->recover)
        longjmp(*cpu->recover, 1);
    rtas_power_off();
}

/* Called by boot/ppc64/entry.S on every other CPU, each time RTAS starts it. */
_Noreturn void cpu_main(struct cpu *cpu) {
    jmp_buf recover;
    cpu->recover = &recover;
    decrementer_quiet();
    if (setjmp(recover) == 0) {
        prepare_cpu();
        cpu->run(cpu->argument);
    } else {
        cpu->failed = true;
    }
    irq_mask();
    sync();
    cpu->finished = true;
    for (;;)
        rtas_stop_self();
}

bool cpu_start(unsigned index, void (*run)(void *), void *argument) {
    struct cpu *cpu = cpu_slot(index);
    *cpu = (struct cpu){.index = index, .server = cpu->server, .run = run, .argument = argument};
    sync();
    cpu->result = rtas_start_cpu(cpu->server, (uint64_t)secondary_entry, (uint64_t)cpu);
    return cpu->result == RTAS_SUCCESS;
}

static bool stopped(const struct cpu *cpu) {
    uint32_t state;
    return cpu->finished && rtas_query_cpu_stopped_state(cpu->server, &state) == RTAS_SUCCESS &&
           state == RTAS_CPU_STOPPED;
}

enum cpu_outcome cpu_finish(unsigned index, uint64_t microseconds) {
    const struct cpu *cpu = cpu_slot(index);
    if (!wait_for(stopped(cpu), microseconds))
        return CPU_SILENT;
    return cpu->failed ? CPU_FAILED : CPU_DONE;
}

enum cpu_outcome cpu_run(unsigned index, void (*run)(void *), void *argument,
                         uint64_t microseconds) {
    return cpu_start(index, run, argument) ? cpu_finish(index, microseconds) : CPU_REFUSED;
}
