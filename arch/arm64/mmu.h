/* SPDX-License-Identifier: MIT */
/*
 * One identity map for all CPUs. Only what is asked for is mapped, so that a stray access is an
 * exception with an address, not a silent read of somebody's device.
 */
#ifndef ARCH_MMU_H
#define ARCH_MMU_H

#include <stdbool.h>
#include <stdint.h>

/* Maps a region, rounded out to 2 MiB, as Normal write-back memory or as a device. What is mapped
 * already stays as it is. False if the region is beyond 48 bits, or the tables are used up. */
bool mmu_map_memory(uint64_t base, uint64_t size);
bool mmu_map_device(uint64_t base, uint64_t size);

#endif
