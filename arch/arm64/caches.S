/* SPDX-License-Identifier: MIT */
/*
 * caches_off(from, to): who is entered with the MMU on leaves it off. This memory is cleaned and
 * invalidated to the point of coherency, then MMU and caches of the current exception level are
 * turned off; where the MMU is off, nothing is done. Uses x0-x4.
 */
#include "arch/arm64/sysreg.h"

    .text
    .global caches_off
caches_off:
    mrs     x4, CurrentEL
    cmp     x4, #(2 << 2)
    mrs     x2, sctlr_el1
    b.ne    1f
    mrs     x2, sctlr_el2
1:  tbz     x2, #0, 4f                  /* SCTLR_M */
    mrs     x3, ctr_el0
    ubfx    x3, x3, #16, #4             /* CTR_EL0.DminLine: log2 of words */
    mov     x4, #4
    lsl     x3, x4, x3
2:  dc      civac, x0
    add     x0, x0, x3
    cmp     x0, x1
    b.lo    2b
    dsb     sy
    mov     x0, #(SCTLR_M | SCTLR_C | SCTLR_I)
    bic     x2, x2, x0
    mrs     x4, CurrentEL
    cmp     x4, #(2 << 2)
    b.eq    3f
    msr     sctlr_el1, x2
    isb
    b       5f
3:  msr     sctlr_el2, x2
    isb
5:  ic      iallu
    dsb     sy
    isb
4:  ret
