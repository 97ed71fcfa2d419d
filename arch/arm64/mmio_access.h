/* SPDX-License-Identifier: MIT */
/*
 * drivers/mmio.h on arm64. A hypervisor that emulates a device register learns register and
 * direction from the exception's syndrome, which only single, plain loads and stores have (Arm ARM
 * ESR_ELx.ISV): so these are assembly, and no compiler may make a post-indexed or paired access of
 * them.
 */
#ifndef ARCH_MMIO_ACCESS_H
#define ARCH_MMIO_ACCESS_H

#include <stdint.h>

static inline uint8_t mmio_read8(uint64_t address) {
    uint32_t value;
    __asm__ volatile("ldrb %w0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return (uint8_t)value;
}

static inline void mmio_write8(uint64_t address, uint8_t value) {
    __asm__ volatile("strb %w0, [%1]" ::"rZ"(value), "r"(address) : "memory");
}

static inline uint32_t mmio_read32(uint64_t address) {
    uint32_t value;
    __asm__ volatile("ldr %w0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

static inline void mmio_write32(uint64_t address, uint32_t value) {
    __asm__ volatile("str %w0, [%1]" ::"rZ"(value), "r"(address) : "memory");
}

static inline uint64_t mmio_read64(uint64_t address) {
    uint64_t value;
    __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

static inline void mmio_write64(uint64_t address, uint64_t value) {
    __asm__ volatile("str %x0, [%1]" ::"rZ"(value), "r"(address) : "memory");
}

#endif
