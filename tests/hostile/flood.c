/* SPDX-License-Identifier: MIT */
/* Notes, each as a note should be, without end. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN);
    for (;;)
        print("# boot.claims: a note that is as it should be, once more\n");
}
