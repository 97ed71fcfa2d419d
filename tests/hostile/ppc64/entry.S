/* SPDX-License-Identifier: MIT */
    .global _start
_start:
    lis     %r2, .TOC.@ha
    addi    %r2, %r2, .TOC.@l
    lis     %r1, _start@h               /* the stack, in RAM behind the image */
    ori     %r1, %r1, 0xff80
    b       hostile
