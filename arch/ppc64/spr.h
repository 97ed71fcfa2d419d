/* SPDX-License-Identifier: MIT */
/*
 * Special purpose registers and the machine state register, by the names of the Power ISA (3.0B and
 * 3.1, Book III), which counts bits from the left: PPC_BIT(63) is 1. Shared by C and assembly.
 */
#ifndef ARCH_SPR_H
#define ARCH_SPR_H

#define SPR_DSISR 18
#define SPR_DAR   19
#define SPR_DEC   22
#define SPR_SRR0  26
#define SPR_SRR1  27
#define SPR_SPRG0 272
#define SPR_SPRG1 273
#define SPR_PVR   287

#define MSR_SF_SHIFT 63 /* 64-bit mode */
#define MSR_EE       0x8000
#define MSR_ME       0x1000
#define MSR_RI       0x2
#define MSR_LE       0x1

#ifndef __ASSEMBLER__
#include <stdint.h>

#define PPC_BIT(n) (1ull << (63 - (n)))

#define STRING_(x) #x
#define STRING(x)  STRING_(x)

#define mfspr(number)                                                                              \
    ({                                                                                             \
        uint64_t value_;                                                                           \
        __asm__ volatile("mfspr %0, " STRING(number) : "=r"(value_)::"memory");                    \
        value_;                                                                                    \
    })
#define mtspr(number, value)                                                                       \
    __asm__ volatile("mtspr " STRING(number) ", %0" ::"r"((uint64_t)(value)) : "memory")

static inline uint64_t mftb(void) {
    uint64_t value;
    __asm__ volatile("mftb %0" : "=r"(value)::"memory");
    return value;
}

static inline void sync(void) {
    __asm__ volatile("sync" ::: "memory");
}

/* mtmsrd with L=1 changes EE and RI alone. */
static inline void irq_unmask(void) {
    __asm__ volatile("mtmsrd %0, 1" ::"r"((uint64_t)(MSR_EE | MSR_RI)) : "memory");
}
static inline void irq_mask(void) {
    __asm__ volatile("mtmsrd %0, 1" ::"r"((uint64_t)MSR_RI) : "memory");
}

#endif /* !__ASSEMBLER__ */
#endif
