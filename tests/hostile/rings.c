/* SPDX-License-Identifier: MIT */
/* Rings every register of the doorbell, and what is between and behind them, with anything. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\n");
    for (unsigned i = 0; i < 100; i++)
        ring(random64() % 9 * 8, random64() >> random64() % 64);
    for (uint64_t place = 0; place < DOORBELL_SIZE; place += 4)
        mmio_write8(DOORBELL_BASE + place, (uint8_t)random64());
    ring(DOORBELL_STEAL, 0);
    power_off();
}
