/* SPDX-License-Identifier: MIT */
/* What a terminal would obey: title, colours, cursor, answers, in notes, results and noise. */
#include "tests/hostile/hostile.h"

void hostile(void) {
    print(BEGIN "# boot.claims: \033]0;owned\007 \033[31m\n\033[2J\033[H\033[6n\n");
    print("ok 1 - boot.claims # \033[8m hidden\nok 2 - boot.memory # SKIP \033c\n# "
          "\033P$q\033\\\n");
    power_off();
}
