/* SPDX-License-Identifier: MIT */
#include "tests/ppc64/guest_memory.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

enum { LOOKED_AT = 64 << 20 }; /* bytes, from the start of each range of RAM */

extern char _start[], image_end[]; /* linker/ppc64.ld */

static bool ours(uint64_t page) {
    return page + GUEST_PAGE > (uint64_t)_start && page < (uint64_t)image_end;
}

bool each_page(bool (*look)(uint64_t page)) {
    const struct claim *memory = &tree_claims.of[CLAIM_BOOT_MEMORY];
    for (unsigned i = 0; i < memory->items; i++) {
        uint64_t base = memory->value[i][0], size = memory->value[i][1];
        for (uint64_t at = 0; at + GUEST_PAGE <= size && at < LOOKED_AT; at += GUEST_PAGE)
            if (!ours(base + at) && look(base + at))
                return true;
    }
    return false;
}

static uint64_t digest;

static bool digest_page(uint64_t page) {
    const volatile uint64_t *word = (const volatile uint64_t *)page;
    for (unsigned i = 0; i < GUEST_PAGE / sizeof *word; i++)
        digest = (digest << 1 | digest >> 63) ^ word[i];
    return false;
}

uint64_t memory_digest(void) {
    digest = 0;
    each_page(digest_page);
    return digest;
}
