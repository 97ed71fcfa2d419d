/* SPDX-License-Identifier: MIT */
/* Prints random bytes (xorshift64), without end. */
    .include "doorbell.inc"
main:
    mov x3, #0x9e37
    adr x4, buffer
fill:
    mov x5, #0
1:  eor x3, x3, x3, lsl #13
    eor x3, x3, x3, lsr #7
    eor x3, x3, x3, lsl #17
    str x3, [x4, x5]
    add x5, x5, #8
    cmp x5, #4096
    b.ne 1b
    mov x0, x4
    mov x1, #4096
    bl ring
    b fill
    .balign 8
buffer: /* the RAM behind the image */
