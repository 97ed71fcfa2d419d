/* SPDX-License-Identifier: MIT */
/* Whether vCPUs run: started and stopped by RTAS, paused while one of them migrates all. */
#include "host/ppc64/machine.h"

#include <pthread.h>
#include <signal.h>

/* --- started and stopped */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER; /* of all vCPUs, but for who starts */
static struct {
    pthread_t thread;
    pthread_cond_t started;
    bool runs;
    bool paused;
    bool stops;    /* seen by itself alone: once it has its results, it does not run any more */
    bool migrates; /* as well: all do, before it runs again */
    uint64_t forgotten;
    uint64_t entry, argument;
} power[VM_CPUS] = {[0 ... VM_CPUS - 1] = {.started = PTHREAD_COND_INITIALIZER}};

void vcpu_begins(const struct vcpu *cpu) {
    power[cpu->index].runs = true;
}

void vcpu_wait_for_start(const struct vcpu *cpu) {
    pthread_mutex_lock(&lock);
    while (!power[cpu->index].runs)
        pthread_cond_wait(&power[cpu->index].started, &lock);
    pthread_mutex_unlock(&lock);
    vcpu_enter(cpu, power[cpu->index].entry, power[cpu->index].argument);
}

bool vcpu_start(const struct vcpu *cpu, uint64_t entry, uint64_t argument) {
    pthread_mutex_lock(&lock);
    bool was_stopped = !power[cpu->index].runs;
    if (was_stopped) {
        power[cpu->index].runs = true;
        power[cpu->index].entry = entry;
        power[cpu->index].argument = argument;
        pthread_cond_signal(&power[cpu->index].started);
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&lock);
    return was_stopped;
}

void vcpu_stop(const struct vcpu *cpu) {
    power[cpu->index].stops = true;
}

void vcpu_stop_if_asked(const struct vcpu *cpu) {
    if (!power[cpu->index].stops)
        return;
    pthread_mutex_lock(&lock);
    power[cpu->index].stops = power[cpu->index].runs = false;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    vcpu_wait_for_start(cpu);
}

bool vcpu_stopped(const struct vcpu *cpu) {
    pthread_mutex_lock(&lock);
    bool stopped = !power[cpu->index].runs;
    pthread_mutex_unlock(&lock);
    return stopped;
}

/* --- paused, while one of them migrates all */

static bool migrating;

void vcpu_has_thread(const struct vcpu *cpu) {
    power[cpu->index].thread = pthread_self();
}

/* Only to interrupt KVM_RUN. */
static void on_signal(int number) {
    (void)number;
}

/* Ends its KVM_RUN, or the next one, which completes the exit that it was in first (api.rst 5,
 * immediate_exit). */
static void interrupt(const struct vcpu *cpu) {
    cpu->run->immediate_exit = 1;
    pthread_kill(power[cpu->index].thread, SIGUSR1);
}

/* Interrupts the others, and tells whether they all have paused. */
static bool all_paused(const struct vcpu *cpu) {
    bool paused = true;
    for (unsigned i = 0; i < cpu->vm->cpus; i++) {
        if (i == cpu->index || !power[i].runs || power[i].paused)
            continue;
        interrupt(&cpu->vm->cpu[i]);
        paused = false;
    }
    return paused;
}

/* False if another one is at it. */
static bool pause_others(const struct vcpu *cpu) {
    pthread_mutex_lock(&lock);
    bool others_turn = migrating;
    migrating = true;
    while (!others_turn && !all_paused(cpu))
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    return !others_turn;
}

static void resume_others(void) {
    pthread_mutex_lock(&lock);
    migrating = false;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

void vcpu_pause_if_asked(const struct vcpu *cpu) {
    pthread_mutex_lock(&lock);
    power[cpu->index].paused = true;
    pthread_cond_broadcast(&changed);
    while (migrating)
        pthread_cond_wait(&changed, &lock);
    power[cpu->index].paused = false;
    pthread_mutex_unlock(&lock);
}

void vcpu_migrates(const struct vcpu *cpu, uint64_t forgotten) {
    power[cpu->index].migrates = true;
    power[cpu->index].forgotten = forgotten;
}

void vcpu_migrate_if_asked(const struct vcpu *cpu, const struct machine *machine) {
    if (!power[cpu->index].migrates)
        return;
    const struct sigaction interrupts = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &interrupts, NULL);
    power[cpu->index].migrates = false;
    if (!pause_others(cpu))
        return;
    vcpu_enter_and_leave(cpu);
    migrate(cpu->vm, machine->applied, power[cpu->index].forgotten);
    resume_others();
}
