/* SPDX-License-Identifier: MIT */
#include "boot/ppc64/openfirmware.h"
#include "core/not_zeroed.h"

#include <libfdt.h>

enum {
    CELLS = 5,         /* arguments and results of the longest call we make */
    WORDS = 128 << 10, /* more than Linux passes in one argument, as QEMU's -append is */
};

/* What is passed, all of it big-endian: 1275 PowerPC binding, 8.2.1. */
struct of_call {
    fdt32_t service, arguments, results, cell[CELLS];
};

uint32_t of_enter(struct of_call *call, uint64_t entry); /* entry.S */

static uint64_t entry;

/* Calls a service; its result, or -1. Pointers of ours fit in a cell: QEMU loads us below 4 GiB. */
static uint32_t call(const char *service, unsigned arguments, uint32_t a, uint32_t b, uint32_t c,
                     uint32_t d) {
    const uint32_t argument[] = {a, b, c, d};
    struct of_call call = {cpu_to_fdt32((uint32_t)(uintptr_t)service), cpu_to_fdt32(arguments),
                           cpu_to_fdt32(1)};
    for (unsigned i = 0; i < arguments; i++)
        call.cell[i] = cpu_to_fdt32(argument[i]);
    if (of_enter(&call, entry) != 0)
        return UINT32_MAX;
    return fdt32_to_cpu(call.cell[arguments]);
}

static uint32_t pointer(const void *object) {
    return (uint32_t)(uintptr_t)object;
}

const char *of_take_over(uint64_t client_entry) {
    static char words[WORDS] NOT_ZEROED;
    entry = client_entry;
    uint32_t chosen = call("finddevice", 1, pointer("/chosen"), 0, 0, 0);
    uint32_t length =
        call("getprop", 4, chosen, pointer("bootargs"), pointer(words), sizeof words - 1);
    words[length < sizeof words ? length : 0] = '\0';
    call("quiesce", 0, 0, 0, 0, 0);
    return words;
}
