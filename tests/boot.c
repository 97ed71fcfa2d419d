/* SPDX-License-Identifier: MIT */
/* The machine the guest was booted on, as far as it is the same on every architecture. */
#include "core/not_zeroed.h"
#include "drivers/mmio.h"
#include "mmu.h"
#include "tests/check.h"

#include <inttypes.h>

CHECK(boot_claims, "boot.claims",
      "README.md: a word in one of our areas that is no claim is an error") {
    if (claims.errors)
        fail("errors=%u first: %s", claims.errors, claims.error);
}

CHECK(boot_tree, "boot.tree",
      "Devicetree Specification 5: the tree is sound; and what it describes is there") {
    if (tree_fault)
        fail("device tree: %s", tree_fault);
}

enum {
    STRIDE = 2 << 20,
    PROBES = 1024, /* places tried in a region at most, spread evenly */
};

/* Each place holds its own address while all are read back, so that two that are one memory are
 * seen. What was there is put back: it may be this program. */
static void probe_region(uint64_t base, uint64_t size) {
    static uint64_t saved[PROBES + 1] NOT_ZEROED;
    uint64_t first = (base + 7) & ~7ull, last = (base + size - 8) & ~7ull;
    uint64_t step = STRIDE;
    while ((last - first) / step >= PROBES)
        step *= 2;
    unsigned places = (unsigned)((last - first) / step) + 2;
#define PLACE(i) ((i) + 1 == places ? last : first + (i)*step)
    uint64_t wrong = 0, seen = 0;
    for (unsigned i = 0; i < places; i++)
        saved[i] = mmio_read64(PLACE(i));
    for (unsigned i = 0; i < places; i++)
        mmio_write64(PLACE(i), ~PLACE(i));
    for (unsigned i = 0; i < places; i++)
        if (mmio_read64(PLACE(i)) != ~PLACE(i) && !wrong) {
            wrong = PLACE(i);
            seen = mmio_read64(wrong);
        }
    for (unsigned i = places; i--;)
        mmio_write64(PLACE(i), saved[i]);
#undef PLACE
    if (wrong)
        fail("address=0x%" PRIx64 " expected=0x%" PRIx64 " actual=0x%" PRIx64, wrong, ~wrong, seen);
    note("base=0x%" PRIx64 " size=0x%" PRIx64 " places=%u", base, size, places);
}

CHECK(boot_memory, "boot.memory",
      "Devicetree Specification 3.4: /memory describes the physical memory layout") {
    need_claim(CLAIM_BOOT_MEMORY);
    const struct claim *memory = &claims.of[CLAIM_BOOT_MEMORY];
    for (unsigned i = 0; i < memory->items; i++) {
        uint64_t base = memory->value[i][0], size = memory->value[i][1];
        if (size < 16 || !mmu_map_memory(base, size))
            fail("base=0x%" PRIx64 " size=0x%" PRIx64 " cannot be mapped", base, size);
        probe_region(base, size);
    }
}
