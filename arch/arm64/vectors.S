/* SPDX-License-Identifier: MIT */
/*
 * Exception vectors, Arm ARM D1.3.1.5. Every entry saves the general registers as a struct frame
 * (exception.h) and calls exception(vector, frame), then returns to what that left in the frame.
 */
#define FRAME (34 * 8)

    .macro vector number
    .balign 128
    sub     sp, sp, #FRAME
    stp     x0, x1, [sp]
    mov     x0, #\number
    b       save_and_call
    .endm

    .macro each_pair instruction
    .irp first, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28
    move_pair \instruction, \first
    .endr
    .endm

    /* \instruction x<first>, x<first + 1> at their place in the frame */
    .macro move_pair instruction, first
    .altmacro
    move_numbered \instruction, \first, %(\first + 1)
    .noaltmacro
    .endm

    .macro move_numbered instruction, first, second
    \instruction x\first, x\second, [sp, #(8 * \first)]
    .endm

    .section .vectors, "ax"
    .balign 2048
    .global vectors
vectors:
    .irp number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    vector \number
    .endr

    .text
save_and_call:
    each_pair stp
    mrs     x2, elr_el1
    mrs     x3, spsr_el1
    stp     x30, x2, [sp, #(8 * 30)]
    str     x3, [sp, #(8 * 32)]
    mov     x1, sp
    bl      exception
    ldp     x30, x2, [sp, #(8 * 30)]
    ldr     x3, [sp, #(8 * 32)]
    msr     elr_el1, x2
    msr     spsr_el1, x3
    each_pair ldp
    ldp     x0, x1, [sp]
    add     sp, sp, #FRAME
    eret
