/* SPDX-License-Identifier: MIT */
/* RAM that nobody should write to: all but this program, as far as it is looked at. Event queues
 * are part of it: what listen() takes out of them is cleared. */
#ifndef TESTS_PPC64_GUEST_MEMORY_H
#define TESTS_PPC64_GUEST_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

enum { GUEST_PAGE = 0x1000 };

/* Calls look(page) for every page, until that returns true; returns whether it did. */
bool each_page(bool (*look)(uint64_t page));

/* A number that changes when any of it changes. */
uint64_t memory_digest(void);

#endif
