/* SPDX-License-Identifier: MIT */
/*
 * drivers/mmio.h on ppc64: single, plain loads and stores, which a hypervisor that emulates a
 * register can decode, in program order with all others: nothing overtakes them before (sync), and
 * nothing is done before what was loaded is here (twi, isync). Interrupt hardware is big-endian,
 * and the CPU can load like that whatever its mode: mmio_readN_be().
 */
#ifndef ARCH_MMIO_ACCESS_H
#define ARCH_MMIO_ACCESS_H

#include <stdint.h>

#define MMIO_READ(name, type, load)                                                                \
    static inline type name(uint64_t address) {                                                    \
        uint64_t value;                                                                            \
        __asm__ volatile("sync\n\t" load "\n\ttwi 0, %0, 0\n\tisync"                               \
                         : "=r"(value)                                                             \
                         : "b"(address)                                                            \
                         : "memory");                                                              \
        return (type)value;                                                                        \
    }
#define MMIO_WRITE(name, type, store)                                                              \
    static inline void name(uint64_t address, type value) {                                        \
        __asm__ volatile("sync\n\t" store ::"r"((uint64_t)value), "b"(address) : "memory");        \
    }

MMIO_READ(mmio_read8, uint8_t, "lbz %0, 0(%1)")
MMIO_READ(mmio_read64, uint64_t, "ld %0, 0(%1)")
MMIO_READ(mmio_read16_be, uint16_t, "lhbrx %0, 0, %1")
MMIO_READ(mmio_read32_be, uint32_t, "lwbrx %0, 0, %1")
MMIO_READ(mmio_read64_be, uint64_t, "ldbrx %0, 0, %1")

MMIO_WRITE(mmio_write8, uint8_t, "stb %0, 0(%1)")
MMIO_WRITE(mmio_write64, uint64_t, "std %0, 0(%1)")

#undef MMIO_READ
#undef MMIO_WRITE

#endif
