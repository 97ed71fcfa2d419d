/* SPDX-License-Identifier: MIT */
#include "core/doorbell.h"
#include "mmu.h"
#include "core/devicetree.h"
#include "drivers/console.h"
#include "drivers/doorbell.h"
#include "drivers/mmio.h"

#include <libfdt.h>

static uint64_t watched_base; /* 0: nobody wants to know when we listen */
static uint64_t current_check, times;

void doorbell_init(const void *fdt) {
    int node = dt_find(fdt, DOORBELL_COMPATIBLE);
    uint64_t base, size;
    if (node >= 0 && fdt_getprop(fdt, node, DOORBELL_WATCH, NULL) &&
        dt_reg(fdt, node, 0, &base, &size) && mmu_map_device(base, DOORBELL_SIZE))
        watched_base = base;
}

void doorbell_check_begins(unsigned check) {
    current_check = check;
    times = 0;
}

void doorbell_listen(unsigned cpu) {
    if (watched_base)
        mmio_write64(watched_base + DOORBELL_LISTEN,
                     current_check | (uint64_t)cpu << DOORBELL_LISTEN_CPU_SHIFT |
                         times++ << DOORBELL_LISTEN_TIMES_SHIFT);
}

static void write(uint64_t base, const char *text, size_t length) {
    mmio_write64(base + DOORBELL_PRINT,
                 (uint64_t)text | (uint64_t)length << DOORBELL_PRINT_LENGTH_SHIFT);
}

const struct console doorbell_console = {.compatible = DOORBELL_COMPATIBLE, .write = write};
