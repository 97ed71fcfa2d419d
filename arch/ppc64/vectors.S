/* SPDX-License-Identifier: MIT */
/*
 * Every exception saves the registers as a struct frame (exception.h) and calls exception(vector,
 * frame), then returns to what that left in the frame.
 */
#include "arch/ppc64/spr.h"

#define FRAME      (38 * 8)
#define NIP        (32 * 8)
#define MSR        (33 * 8)
#define LR         (34 * 8)
#define CTR        (35 * 8)
#define CR         (36 * 8)
#define XER        (37 * 8)

/* Below the interrupted stack pointer: 288 bytes that ELFv2 lets any function use, then the frame,
 * then what ELFv2 wants above a stack pointer. */
#define HEADER     32
#define STACK      (HEADER + FRAME + 288)

    .section .rodata
    .balign 4
    .global vector_template
vector_template:                        /* exception_init() copies it to each vector */
    mtspr   SPR_SPRG0, %r3
    mfctr   %r3
    mtspr   SPR_SPRG1, %r3
    ld      %r3, 0x80(0)                /* VECTOR_COMMON */
    mtctr   %r3
    li      %r3, 0                      /* the vector is put in here */
    bctr
    nop

    .global vector_number
vector_number:
    .long   5

    .macro  each_register instruction, registers:vararg
    .irp    number, \registers
    \instruction \number, (HEADER + 8 * \number)(%r1)
    .endr
    .endm

    .text
    .global vector_common
vector_common:
    stdu    %r1, -STACK(%r1)
    each_register std, 0, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    addi    %r4, %r1, STACK
    std     %r4, (HEADER + 8 * 1)(%r1)
    mfspr   %r4, SPR_SPRG0
    std     %r4, (HEADER + 8 * 3)(%r1)
    mfspr   %r4, SPR_SPRG1
    std     %r4, (HEADER + CTR)(%r1)
    mfspr   %r4, SPR_SRR0
    std     %r4, (HEADER + NIP)(%r1)
    mfspr   %r4, SPR_SRR1
    std     %r4, (HEADER + MSR)(%r1)
    mflr    %r4
    std     %r4, (HEADER + LR)(%r1)
    mfcr    %r4
    std     %r4, (HEADER + CR)(%r1)
    mfxer   %r4
    std     %r4, (HEADER + XER)(%r1)
    addi    %r4, %r1, HEADER
    bl      exception
    ld      %r4, (HEADER + XER)(%r1)
    mtxer   %r4
    ld      %r4, (HEADER + CR)(%r1)
    mtcr    %r4
    ld      %r4, (HEADER + LR)(%r1)
    mtlr    %r4
    ld      %r4, (HEADER + CTR)(%r1)
    mtctr   %r4
    ld      %r4, (HEADER + MSR)(%r1)
    mtspr   SPR_SRR1, %r4
    ld      %r4, (HEADER + NIP)(%r1)
    mtspr   SPR_SRR0, %r4
    each_register ld, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    addi    %r1, %r1, STACK
    rfid
