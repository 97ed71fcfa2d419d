/* SPDX-License-Identifier: MIT */
#include "host/steal.h"

#include "host/child.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_t thread[STEAL_THREADS];
static unsigned running;
static cpu_set_t before; /* where the calling thread was free to run */
static atomic_uint come;
static atomic_bool go;

static void *be_busy(void *nothing) {
    atomic_fetch_add(&come, 1);
    while (!atomic_load_explicit(&go, memory_order_relaxed))
        ;
    return nothing;
}

static void begin(unsigned threads) {
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET(sched_getcpu(), &here);
    child_must(-pthread_getaffinity_np(pthread_self(), sizeof before, &before),
               "sched_getaffinity");
    child_must(-pthread_setaffinity_np(pthread_self(), sizeof here, &here), "sched_setaffinity");
    atomic_store(&go, false);
    atomic_store(&come, 0);
    /* New threads inherit the CPU. */
    for (; running < threads; running++)
        child_must(-pthread_create(&thread[running], NULL, be_busy, NULL), "a busy thread");
    while (atomic_load(&come) < running)
        sched_yield();
}

static void end(void) {
    atomic_store(&go, true);
    while (running)
        pthread_join(thread[--running], NULL);
    pthread_setaffinity_np(pthread_self(), sizeof before, &before);
}

void steal(unsigned threads) {
    if (running)
        end();
    if (threads)
        begin(threads < STEAL_THREADS ? threads : STEAL_THREADS);
}

uint64_t steal_run_delay(void) {
    char text[64] = "";
    FILE *file = fopen("/proc/thread-self/schedstat", "r");
    if (!file)
        return 0;
    const char *second = fgets(text, sizeof text, file) ? strchr(text, ' ') : NULL;
    fclose(file);
    return second ? strtoull(second, NULL, 10) : 0;
}
