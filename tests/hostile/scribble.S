/* SPDX-License-Identifier: MIT */
/* Writes over all that it can reach: every device page but the doorbell, the device tree, RAM from
 * its end to its start, itself. */
    .include "doorbell.inc"
main:
    print "TAP version 13\n1..4\nok 1 - boot.claims\n"
    mov x3, #0x08000000                 /* GIC, UARTs; beyond them nothing is there */
1:  str x3, [x3]
    add x3, x3, #0x1000
    mov x4, #0x0a000000
    cmp x3, x4
    b.lo 1b
    mov x3, #0x41000000                 /* RAM's end */
2:  sub x3, x3, #8
    str x3, [x3]
    b 2b
