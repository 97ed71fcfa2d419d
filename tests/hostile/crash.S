/* SPDX-License-Identifier: MIT */
/* Does what KVM cannot emulate: a post-indexed store outside RAM has no valid syndrome. */
    .include "doorbell.inc"
main:
    print "TAP version 13\n1..4\nok 1 - boot.claims\n"
    mov x0, #0x0b000000
    str x1, [x0], #8
    b .
