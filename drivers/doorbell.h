/* SPDX-License-Identifier: MIT */
/* The way to our own host program (core/doorbell.h); under any other VMM it is not there. */
#ifndef DRIVERS_DOORBELL_H
#define DRIVERS_DOORBELL_H

#include <stdbool.h>
#include <stdint.h>

/* Finds the doorbell in the device tree. */
void doorbell_init(const void *fdt);

/* A check begins: the place in the catalogue that the rings of it carry. */
void doorbell_check_begins(unsigned check);

/* Without a doorbell, neither of the two below may be called. */
bool doorbell_present(void);

/* Lets `threads` busy threads compete with this CPU from now on, or ends it with 0. */
void doorbell_steal(unsigned threads);

/* Nanoseconds for which this CPU's thread has waited for a CPU, as its host counts them. */
uint64_t doorbell_run_delay(void);

/* Asserts or deasserts the level of an interrupt; returns the errno that KVM answered, or 0. */
unsigned doorbell_level(uint32_t interrupt, bool asserted);

/* This CPU listens for interrupts from now on; rings only where the host asked to know. */
void doorbell_listen(unsigned cpu);

#endif
