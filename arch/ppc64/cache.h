/* SPDX-License-Identifier: MIT */
/* Cache blocks (Power ISA Book II 4), as large on every POWER. Shared by C and assembly. */
#ifndef ARCH_CACHE_H
#define ARCH_CACHE_H

#define CACHE_BLOCK 128

#ifndef __ASSEMBLER__
#include <stdint.h>

/* Clears whole blocks, one an instruction; memset() goes by bytes. */
static inline void cache_zero(uint64_t at, uint64_t size) {
    for (uint64_t end = at + size; at < end; at += CACHE_BLOCK)
        __asm__ volatile("dcbz 0, %0" ::"r"(at) : "memory");
}

/* What was written there is what the CPU executes from here on. */
static inline void cache_make_code(uint64_t at, uint64_t size) {
    for (uint64_t end = at + size; at < end; at += CACHE_BLOCK)
        __asm__ volatile("dcbst 0, %0\n\tsync\n\ticbi 0, %0" ::"r"(at) : "memory");
    __asm__ volatile("sync\n\tisync" ::: "memory");
}

#endif /* !__ASSEMBLER__ */
#endif
