/* SPDX-License-Identifier: MIT */
/* Prints random bytes, without end. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    static uint64_t buffer[512];
    for (;;) {
        for (unsigned i = 0; i < 512; i++)
            buffer[i] = random64();
        print_bytes(buffer, sizeof buffer);
    }
}
