/* SPDX-License-Identifier: MIT */
/* A loader that leaves the MMU and the caches on, with the first 512 GiB mapped where they are: RAM, from
 * the second GiB on, as Normal memory. Jumps to BASE with x0 = TREE. */
    .globl _start
_start:
    adr     x0, table
    mov     x1, #0x401                  /* a block of device memory, AF */
    mov     x2, #0x705                  /* a block of Normal memory, inner shareable */
    mov     x3, #0
1:  lsl     x4, x3, #30
    cmp     x3, #0
    csel    x5, x1, x2, eq
    orr     x4, x4, x5
    str     x4, [x0, x3, lsl #3]
    add     x3, x3, #1
    cmp     x3, #512
    b.lo    1b
    ldr     x1, =0xff00                 /* MAIR: 0 device, 1 Normal write-back */
    ldr     x2, =0x200803519            /* TCR: 39 bits, write-back, inner shareable, 40-bit addresses */
    mrs     x3, CurrentEL
    cmp     x3, #(2 << 2)
    b.eq    2f
    msr     mair_el1, x1
    msr     tcr_el1, x2
    msr     ttbr0_el1, x0
    isb
    tlbi    vmalle1
    dsb     sy
    mrs     x3, sctlr_el1
    ldr     x4, =0x1005                 /* SCTLR: M, C, I */
    orr     x3, x3, x4
    msr     sctlr_el1, x3
    b       3f
2:  msr     mair_el2, x1
    ldr     x2, =0x80823519             /* TCR_EL2: the same fields, where EL2 has them */
    msr     tcr_el2, x2
    msr     ttbr0_el2, x0
    isb
    tlbi    alle2
    dsb     sy
    mrs     x3, sctlr_el2
    ldr     x4, =0x1005
    orr     x3, x3, x4
    msr     sctlr_el2, x3
3:  isb
    ldr     x0, =TREE
    ldr     x1, =BASE
    br      x1
    .ltorg
    .balign 4096
table:
    .skip   4096
