/* SPDX-License-Identifier: MIT */
/* What is hostile on arm64 alone. */
#ifndef TESTS_HOSTILE_MACHINE_H
#define TESTS_HOSTILE_MACHINE_H

#include <stdint.h>

#include "host/arm64/memory_map.h"

#define RAM_END (RAM_BASE + RAM_SIZE)

/* Every device page but the doorbell. */
static const struct { uint64_t base, end; } devices[] = {{GIC_DIST_BASE, DOORBELL_BASE}};

/* SMCCC (Arm DEN0028): the number in w0, arguments from x1 on. */
static inline void call(uint64_t number, uint64_t a, uint64_t b, uint64_t c) {
    register uint64_t x0 __asm__("x0") = number;
    register uint64_t x1 __asm__("x1") = a;
    register uint64_t x2 __asm__("x2") = b;
    register uint64_t x3 __asm__("x3") = c;
    __asm__ volatile("hvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"memory");
}

/* PSCI, and what KVM offers beside it, but nothing that ends the machine or the vCPU. */
static inline uint64_t some_call(uint64_t random) {
    static const uint32_t numbers[] = {0x80000000, 0xc4000003, 0xc4000004, 0xc5000021,
                                       0x86000000, 0,          UINT32_MAX};
    return numbers[random % (sizeof numbers / sizeof *numbers)];
}

static inline _Noreturn void power_off(void) { /* Arm DEN0022 5.9 SYSTEM_OFF */
    for (;;)
        call(0x84000008, 0, 0, 0);
}

static inline _Noreturn void reset(void) { /* 5.10 SYSTEM_RESET */
    for (;;)
        call(0x84000009, 0, 0, 0);
}

/* What KVM cannot emulate: a post-indexed store outside RAM has no valid syndrome. */
static inline void crash(void) {
    uint64_t hole = 0x0b000000;
    __asm__ volatile("str xzr, [%0], #8" : "+r"(hole)::"memory");
}

/* An exception whose vector, in the hole at address 0, is an exception again. */
static inline void fault(void) {
    __asm__ volatile("msr vbar_el1, xzr\n\tisb\n\tbrk #0");
}

#endif
