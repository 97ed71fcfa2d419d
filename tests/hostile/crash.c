/* SPDX-License-Identifier: MIT */
/* Does what ends KVM_RUN with an error. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\n");
    crash();
    for (;;)
        __asm__ volatile("");
}
