/* SPDX-License-Identifier: MIT */
/* An exception without a handler, without end. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\n");
    fault();
    for (;;)
        __asm__ volatile("");
}
