/* SPDX-License-Identifier: MIT */
/* ACPI tables of any bytes, the root pointer at the first of them, give no tree or one without
 * harm. */
#include "core/acpi.h"
#include "core/devicetree.h"
#include "tests/fuzz/fuzz.h"

enum { SUM = 9, RSDP_SIZE = 36 };
static uint8_t *memory;
static size_t memory_size;

/* Whatever is asked for sums up: bytes of any kind seldom do. */
static const void *read_memory(uint64_t address, uint64_t size) {
    if (size > memory_size || address > memory_size - size)
        return NULL;
    uint8_t *table = memory + address, sum = 0;
    for (uint64_t i = 0; i < size; i++)
        sum += table[i];
    if (address >= RSDP_SIZE)
        table[SUM] -= sum;
    return table;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    enum { TREE = 16384 };
    static _Alignas(8) char tree[TREE];
    static struct claims claims;
    static const struct acpi_range ram = {0x40000000, 0x1000000};
    memory = malloc(size + 1);
    memory_size = size;
    memcpy(memory, bytes, size);
    if (acpi_tree(&(struct acpi_machine){0, read_memory, &ram, 1}, tree, TREE)) {
        if (dt_fault(tree, TREE))
            abort();
        memset(&claims, 0, sizeof claims);
        dt_claims(tree, &claims);
        dt_stdout(tree);
    }
    free(memory);
    return 0;
}
