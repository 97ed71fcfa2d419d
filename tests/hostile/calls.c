/* SPDX-License-Identifier: MIT */
/* Calls the hypervisor with anything. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\n");
    for (unsigned i = 0; i < 500; i++)
        call(some_call(random64()), random64() >> random64() % 64, random64() >> random64() % 64,
             random64() >> random64() % 64);
    power_off();
}
