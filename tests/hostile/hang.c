/* SPDX-License-Identifier: MIT */
/* Never ends its first check, and never leaves the vCPU. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN);
    for (;;)
        __asm__ volatile("");
}
