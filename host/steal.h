/* SPDX-License-Identifier: MIT */
/* Stolen time: busy threads that compete with a vCPU's thread for its CPU, and what the scheduler
 * says of it. */
#ifndef HOST_STEAL_H
#define HOST_STEAL_H

#include <stdint.h>

enum {
    STEAL_THREADS = 8, /* at most */
};

/* Keeps the calling thread on the CPU it is on, with this many busy threads, which have come when
 * this returns; or, with 0, makes them go and sets it free. One thread at a time may do this. */
void steal(unsigned threads);

/* Nanoseconds for which the calling thread could have run and did not: run_delay
 * (Documentation/scheduler/sched-stats.rst). 0 where the kernel does not tell. */
uint64_t steal_run_delay(void);

#endif
