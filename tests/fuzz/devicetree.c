/* SPDX-License-Identifier: MIT */
/* A device tree of any bytes is refused, or read without harm. */
#include "core/devicetree.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static struct claims claims;
    static uint64_t reg[16];
    void *tree = aligned_alloc(8, (size + 8) & ~(size_t)7);
    memcpy(tree, bytes, size);
    /* Its own header says how long it is: no longer than what there is. */
    if (size >= 40 && !dt_fault(tree, (uint32_t)size)) {
        memset(&claims, 0, sizeof claims);
        dt_claims(tree, &claims);
        dt_stdout(tree);
        dt_cpus(tree, reg, 16);
        dt_reserved(tree, 0x40000000, 64);
    }
    free(tree);
    return 0;
}
