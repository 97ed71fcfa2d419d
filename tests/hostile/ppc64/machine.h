/* SPDX-License-Identifier: MIT */
/* What is hostile on ppc64 alone. */
#ifndef TESTS_HOSTILE_MACHINE_H
#define TESTS_HOSTILE_MACHINE_H

#include <stdint.h>

#include "hcall.h"
#include "host/ppc64/memory_map.h"

#define RAM_END (RAM_BASE + RAM_SIZE)

/* Every page that the OS may touch: two of each source, and its view of the TIMA. */
static const struct {
    uint64_t base, end;
} devices[] = {{ESB_BASE, ESB_BASE + 2 * 17 * XIVE_PAGE},
               {TIMA_BASE + TIMA_OS_PAGE * XIVE_PAGE, TIMA_BASE + TIMA_USER_PAGE *XIVE_PAGE}};

static inline void call(uint64_t number, uint64_t a, uint64_t b, uint64_t c) {
    register uint64_t r3 __asm__("r3") = number;
    register uint64_t r4 __asm__("r4") = a;
    register uint64_t r5 __asm__("r5") = b;
    register uint64_t r6 __asm__("r6") = c;
    __asm__ volatile("sc 1"
                     : "+r"(r3), "+r"(r4), "+r"(r5), "+r"(r6)::"r0", "r7", "r8", "r9", "r10", "r11",
                       "r12", "ctr", "lr", "xer", "cr0", "cr1", "cr5", "cr6", "cr7", "memory");
}

/* Those that KVM leaves to its user, and others. */
static inline uint64_t some_call(uint64_t random) {
    static const uint32_t numbers[] = {H_PUT_TERM_CHAR,
                                       H_SET_MODE,
                                       H_INT_GET_SOURCE_INFO,
                                       H_INT_SET_SOURCE_CONFIG,
                                       H_INT_GET_SOURCE_CONFIG,
                                       H_INT_ESB,
                                       H_INT_SYNC,
                                       H_INT_GET_QUEUE_CONFIG,
                                       H_INT_SET_QUEUE_CONFIG,
                                       H_RTAS,
                                       H_CAS,
                                       H_CONFER,
                                       H_INT_RESET,
                                       1,
                                       0xffffffff};
    return numbers[random % (sizeof numbers / sizeof *numbers)];
}

static inline _Noreturn void power_off(void) { /* LoPAR 7.3.9.1, with the token of our host */
    static const uint32_t buffer[] = {
        __builtin_bswap32(4), __builtin_bswap32(2), __builtin_bswap32(1), 0, 0, 0};
    for (;;)
        call(H_RTAS, (uintptr_t)buffer, 0, 0);
}

/* Our host offers no reset: starts again at its first byte, again and again. */
static inline _Noreturn void reset(void) {
    __asm__ volatile("b _start");
    __builtin_unreachable();
}

/* What the CPU may not touch, and KVM's user would be killed for: another view of the TIMA. */
static inline void crash(void) {
    __asm__ volatile("std %0, 0(%0)" ::"b"(TIMA_BASE) : "memory");
}

/* An exception whose vector, zeroes, is an exception again. */
static inline void fault(void) {
    __asm__ volatile("trap");
}

#endif
