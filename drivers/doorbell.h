/* SPDX-License-Identifier: MIT */
/* The way to our own host program (core/doorbell.h); under any other VMM it is not there. */
#ifndef DRIVERS_DOORBELL_H
#define DRIVERS_DOORBELL_H

#include <stdint.h>

/* Finds the doorbell in the device tree. */
void doorbell_init(const void *fdt);

/* A check begins: the place in the catalogue that the rings of it carry. */
void doorbell_check_begins(unsigned check);

/* This CPU listens for interrupts from now on; rings only where the host asked to know. */
void doorbell_listen(unsigned cpu);

#endif
