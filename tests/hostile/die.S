/* SPDX-License-Identifier: MIT */
/* Powers off after two of its four results. */
    .include "doorbell.inc"
main:
    print "TAP version 13\n1..4\nok 1 - boot.claims\nok 2 - boot.el\n"
    power_off
