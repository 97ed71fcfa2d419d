/* SPDX-License-Identifier: MIT */
/* Prints results it was not asked for, twice, under wrong numbers, of the host, with directives,
 * and then ends as if all were well. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "ok 1 - boot.claims # TODO later\nok 1 - boot.claims\n");
    print("ok 2 - pmu.irq.intid\nok 3 - boot.memory\nok 2 - boot.elsewhere\nok 2 - end\n");
    print("ok 2 - boot.memory\r\nnot ok 3 - boot.cpus # SKIP of no use\n1..2\nBail out!\n");
    print("# boot.cpus: \033[2J\nTAP version 13\n");
    print("ok 3 - boot.cpus\nok 4 - end\n# Totals: pass:9\n# END vouch 0.1\nok 5 - late\n");
    power_off();
}
