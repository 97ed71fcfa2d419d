/* SPDX-License-Identifier: MIT */
#include "core/doorbell.h"
#include "core/devicetree.h"
#include "drivers/console.h"
#include "drivers/doorbell.h"
#include "drivers/mmio.h"
#include "mmu.h"

static uint64_t doorbell; /* its base, 0: there is none */
static bool watched;      /* the host asked to know when we listen */
static uint64_t current_check, times;

void doorbell_init(const void *fdt) {
    int node = dt_find(fdt, DOORBELL_COMPATIBLE);
    int length;
    uint64_t base, size;
    if (node < 0 || !dt_reg(fdt, node, 0, &base, &size) || !mmu_map_device(base, DOORBELL_SIZE))
        return;
    doorbell = base;
    watched = dt_property(fdt, node, DOORBELL_WATCH, &length);
}

bool doorbell_present(void) {
    return doorbell;
}

void doorbell_check_begins(unsigned check) {
    current_check = check;
    times = 0;
}

void doorbell_listen(unsigned cpu) {
    if (watched)
        mmio_write64(doorbell + DOORBELL_LISTEN, current_check |
                                                     (uint64_t)cpu << DOORBELL_LISTEN_CPU_SHIFT |
                                                     times++ << DOORBELL_LISTEN_TIMES_SHIFT);
}

void doorbell_steal(unsigned threads) {
    mmio_write64(doorbell + DOORBELL_STEAL, threads);
}

unsigned doorbell_level(uint32_t interrupt, bool asserted) {
    mmio_write64(doorbell + DOORBELL_LEVEL, interrupt | (uint64_t)asserted << DOORBELL_LEVEL_SHIFT);
    return (unsigned)mmio_read64(doorbell + DOORBELL_LEVEL);
}

uint64_t doorbell_run_delay(void) {
    return mmio_read64(doorbell + DOORBELL_RUN_DELAY);
}

static void write(const struct place *place, const char *text, size_t length) {
    mmio_write64(place->base + DOORBELL_PRINT,
                 (uint64_t)text | (uint64_t)length << DOORBELL_PRINT_LENGTH_SHIFT);
}

const struct console doorbell_console = {.compatible = DOORBELL_COMPATIBLE, .write = write};
