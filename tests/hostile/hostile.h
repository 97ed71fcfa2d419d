/* SPDX-License-Identifier: MIT */
/*
 * Payloads that mean no good, or that die: each is one file here, its hostile() entered in place of
 * our payload. 'make hostile' builds them; each is run by
 *
 *     vouch run --payload NAME.img --set guest.checks=boot.claims,boot.memory,boot.cpus
 *
 * which has to fail within its --timeout, with every planned check accounted for.
 */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include <stdint.h>

#include "core/doorbell.h"
#include "machine.h" /* tests/hostile/ARCH */
#include "mmio_access.h"

#define BEGIN "TAP version 13\n1..3\n"

_Noreturn void hostile(void);

/* Writes to a register of the doorbell (core/doorbell.h). */
static inline void ring(uint64_t offset, uint64_t value) {
    mmio_write64(DOORBELL_BASE + offset, value);
}

static inline void print_bytes(const void *bytes, uint64_t length) {
    ring(DOORBELL_PRINT, (uintptr_t)bytes | length << DOORBELL_PRINT_LENGTH_SHIFT);
}

#define print(text) print_bytes(text, sizeof text - 1)

static inline uint64_t random64(void) { /* xorshift64 */
    static uint64_t state = 0x9e37;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

#endif
