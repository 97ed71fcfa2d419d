/* SPDX-License-Identifier: MIT */
/* What a terminal would obey: title, colours, cursor, answers, in notes, results and noise. */
    .include "doorbell.inc"
main:
    print "TAP version 13\n1..4\n# boot.claims: \033]0;owned\007 \033[31m\n\033[2J\033[H\033[6n\n"
    print "ok 1 - boot.claims # \033[8m hidden\nok 2 - boot.memory # SKIP \033c\n# \033P$q\033\\\n"
    power_off
