/* SPDX-License-Identifier: MIT */
/* Writes over all that it can reach: every device page but the doorbell, the device tree, RAM from
 * its end to its start, itself. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\n");
    for (unsigned i = 0; i < sizeof devices / sizeof *devices; i++)
        for (uint64_t page = devices[i].base; page < devices[i].end; page += 0x1000)
            mmio_write64(page, page);
    for (uint64_t place = RAM_END - 8; place > RAM_BASE; place -= 8)
        mmio_write64(place, place);
    for (;;)
        __asm__ volatile("");
}
