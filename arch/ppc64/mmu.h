/* SPDX-License-Identifier: MIT */
/* There is none: the payload runs in real mode, where every guest-physical address is itself (Power
 * ISA Book III 5.7.3). This is for the code that all architectures share. */
#ifndef ARCH_MMU_H
#define ARCH_MMU_H

#include <stdbool.h>
#include <stdint.h>

static inline bool mmu_map_memory(uint64_t base, uint64_t size) {
    return size <= UINT64_MAX - base;
}

static inline bool mmu_map_device(uint64_t base, uint64_t size) {
    return mmu_map_memory(base, size);
}

#endif
