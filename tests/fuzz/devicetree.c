/* SPDX-License-Identifier: MIT */
/* A device tree of any bytes is refused, or read without harm. */
#include "core/devicetree.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static struct claims claims;
    static uint64_t reg[16];
    void *tree = aligned_alloc(8, (size + 8) & ~(size_t)7);
    memcpy(tree, bytes, size);
    /* Its own header says how long it is: no longer than what there is. A broken one is still asked
     * for a console. */
    if (size >= 40 && dt_readable(tree, (uint32_t)size)) {
        uint64_t base, length;
        int node = dt_stdout(tree);
        dt_string(tree, node, "compatible");
        for (node = -1; (node = dt_next(tree, node, "arm,pl011")) >= 0;)
            dt_reg(tree, node, 0, &base, &length);
    }
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
