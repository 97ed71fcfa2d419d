/* SPDX-License-Identifier: MIT */
/* Arm ARM D8.3: 4 KiB granule, 48-bit addresses; blocks of 1 GiB at level 1, of 2 MiB at level 2.
 */
#include "arch/arm64/mmu.h"
#include "arch/arm64/cpu_slot.h"
#include "arch/arm64/sysreg.h"

#include <stddef.h>

enum {
    ENTRIES = 512,
    TABLES = 16, /* one a level-1 or level-2 table: enough for RAM and devices in 15 places */
    LEVEL_BLOCKS = 2,
};

#define DESCRIPTOR_VALID  BIT(0)
#define DESCRIPTOR_TABLE  BIT(1)
#define BLOCK_ATTR(index) PUT(index, FIELD(4, 2))
#define BLOCK_SH_INNER    PUT(3, FIELD(9, 8))
#define BLOCK_AF          BIT(10)
#define BLOCK_PXN         BIT(53)
#define BLOCK_UXN         BIT(54)
#define BLOCK_MEMORY      (BLOCK_ATTR(MAIR_NORMAL) | BLOCK_SH_INNER | BLOCK_UXN)
#define BLOCK_DEVICE      (BLOCK_ATTR(MAIR_DEVICE) | BLOCK_PXN | BLOCK_UXN)
#define DESCRIPTOR_NEXT   FIELD(47, 12)

#define BLOCK (1ULL << 21)
#define LIMIT (1ULL << 48)

/* Read by boot/arm64/entry.S. */
uint64_t mmu_root[ENTRIES] __attribute__((aligned(4096)));
uint64_t mmu_registers[3] __attribute__((aligned(64)));
uint64_t mmu_tables[TABLES][ENTRIES] __attribute__((aligned(4096), section(".mmu_tables")));

static unsigned tables_used;

static unsigned level_shift(unsigned level) {
    return 39 - 9 * level;
}

/* The table below `entry`, made if there is none; NULL if a block is there or tables ran out. */
static uint64_t *next_table(uint64_t *entry) {
    if (!*entry) {
        if (tables_used == TABLES)
            return NULL;
        uint64_t *table = mmu_tables[tables_used++];
        for (unsigned i = 0; i < ENTRIES; i += 8) /* eight at once: this is much of a boot */
            table[i] = table[i + 1] = table[i + 2] = table[i + 3] = table[i + 4] = table[i + 5] =
                table[i + 6] = table[i + 7] = 0;
        *entry = (uint64_t)table | DESCRIPTOR_TABLE | DESCRIPTOR_VALID;
    }
    if (!(*entry & DESCRIPTOR_TABLE))
        return NULL;
    return (uint64_t *)(*entry & DESCRIPTOR_NEXT);
}

/* Maps one block at `address`, as large as alignment and `size` allow; returns its size, 0 if it
 * cannot be mapped. */
static uint64_t map_block(uint64_t address, uint64_t size, uint64_t attributes) {
    uint64_t *table = mmu_root;
    for (unsigned level = 0;; level++) {
        uint64_t span = 1ULL << level_shift(level);
        uint64_t *entry = &table[address >> level_shift(level) & (ENTRIES - 1)];
        bool block = *entry && !(*entry & DESCRIPTOR_TABLE);
        bool fits = level > 0 && !*entry && (address & (span - 1)) == 0 && size >= span;
        if (fits)
            *entry = address | attributes | BLOCK_AF | DESCRIPTOR_VALID;
        if (fits || block)
            return span - (address & (span - 1));
        if (level == LEVEL_BLOCKS || !(table = next_table(entry)))
            return 0;
    }
}

static bool map(uint64_t base, uint64_t size, uint64_t attributes) {
    if (size == 0 || base >= LIMIT || size > LIMIT - base)
        return false;
    uint64_t end = (base + size + BLOCK - 1) & ~(BLOCK - 1);
    for (uint64_t at = base & ~(BLOCK - 1); at < end;) {
        uint64_t mapped = map_block(at, end - at, attributes);
        if (!mapped)
            return false;
        at += mapped;
    }
    dsb();
    isb();
    return true;
}

bool mmu_map_memory(uint64_t base, uint64_t size) {
    return map(base, size, BLOCK_MEMORY);
}

bool mmu_map_device(uint64_t base, uint64_t size) {
    return map(base, size, BLOCK_DEVICE);
}

extern const uint64_t _start[]; /* the Image header; its third word is image_size */

/* Called once with the MMU off: maps this image and the device tree, and chooses what
 * mmu_registers holds. A tree is at most 2 MiB (booting.rst section 2). */
void mmu_prepare(uint64_t device_tree) {
    mmu_map_memory((uint64_t)_start, _start[2]);
    mmu_map_memory(device_tree, BLOCK);
    uint64_t range = GET(read_sysreg(id_aa64mmfr0_el1), ID_AA64MMFR0_PARANGE);
    mmu_registers[0] = MAIR_VALUE;
    mmu_registers[1] = TCR_T0SZ_48 | TCR_IRGN0_WB | TCR_ORGN0_WB | TCR_SH0_IS | TCR_EPD1 |
                       PUT(range < 5 ? range : 5, TCR_IPS); /* 5: 48 bits */
    mmu_registers[2] = SCTLR_RES1 | SCTLR_M | SCTLR_C | SCTLR_I;
}
