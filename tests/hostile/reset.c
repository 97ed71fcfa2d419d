/* SPDX-License-Identifier: MIT */
/* All results, as they should be, and then a reset instead of the end. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims\nok 2 - boot.memory\nok 3 - boot.cpus\n# END vouch 0.1\n");
    reset();
}
