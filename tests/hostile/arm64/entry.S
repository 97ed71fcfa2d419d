/* SPDX-License-Identifier: MIT */
    .global _start
_start:
    adr     x0, _start
    add     x0, x0, #0x10000            /* the stack, in RAM behind the image */
    mov     sp, x0
    b       hostile
