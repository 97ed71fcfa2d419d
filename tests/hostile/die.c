/* SPDX-License-Identifier: MIT */
/* Powers off after two of its three results. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\nok 2 - boot.memory\n");
    power_off();
}
