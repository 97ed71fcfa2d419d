/* SPDX-License-Identifier: MIT */
/* The data caches, by address, to the point of coherency; and all of them off. */
#include "arch/arm64/sysreg.h"

/* From x0 to x1, line by line; uses x0, x3, x4. */
    .macro  each_line operation
    mrs     x3, ctr_el0
    ubfx    x3, x3, #16, #4             /* CTR_EL0.DminLine: log2 of words */
    mov     x4, #4
    lsl     x3, x4, x3
9:  dc      \operation, x0
    add     x0, x0, x3
    cmp     x0, x1
    b.lo    9b
    dsb     sy
    .endm

    .text                               /* not .boot: UEFI executes nothing of the header's page */

/* caches_drop(from, to): drops what they hold of this memory. Uses x0, x3, x4. */
    .global caches_drop
caches_drop:
    each_line ivac
    ret

/* caches_off(from, to): who is entered with the MMU on leaves it off. This memory is cleaned and
 * invalidated, then MMU and caches of the current exception level are turned off; where the MMU is
 * off, nothing is done. Uses x0-x4. */
    .global caches_off
caches_off:
    mrs     x4, CurrentEL
    cmp     x4, #(2 << 2)
    mrs     x2, sctlr_el1
    b.ne    1f
    mrs     x2, sctlr_el2
1:  tbz     x2, #0, 3f                  /* SCTLR_M */
    each_line civac
    mov     x0, #(SCTLR_M | SCTLR_C | SCTLR_I)
    bic     x2, x2, x0
    mrs     x4, CurrentEL
    cmp     x4, #(2 << 2)
    b.eq    1f
    msr     sctlr_el1, x2
    isb
    b       2f
1:  msr     sctlr_el2, x2
    isb
2:  ic      iallu
    dsb     sy
    isb
3:  ret
