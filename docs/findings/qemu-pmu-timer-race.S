/* SPDX-License-Identifier: MIT */
/*
 * How often does a PMU counter of QEMU's TCG lose its count? Counter 1 overflows every few
 * microseconds, 100,000 times; counter 0 counts on from 0x80000000, so that its overflow flag may
 * not be set within the next two seconds of counting. Prints in hexadecimal how often it was.
 * qemu-pmu-timer-race.md tells how to run this, and what it finds.
 */
#define PERIOD 3000

    .text
    .global _start
_start:
    adr     x0, vectors
    msr     vbar_el1, x0
    mov     x0, #0x46                   /* PMCR_EL0: LC, C, P; all counters off and zero */
    msr     pmcr_el0, x0
    mov     x0, #0x11                   /* CPU_CYCLES */
    msr     pmevtyper0_el0, x0
    msr     pmevtyper1_el0, x0
    mov     x21, #0x80000000
    msr     pmevcntr0_el0, x21
    mov     w22, #-PERIOD
    msr     pmevcntr1_el0, x22
    mov     x0, #0xffffffff
    msr     pmovsclr_el0, x0
    mov     x0, #3
    msr     pmcntenset_el0, x0
    mov     x0, #0x41                   /* PMCR_EL0: LC, E */
    msr     pmcr_el0, x0
    ldr     w19, =100000
    mov     x20, #0

again:
    svc     #0                          /* there and back: the return is where it happens */
    isb
    mrs     x0, pmovsset_el0
    tbz     x0, #0, 1f
    add     x20, x20, #1
    mov     x1, #1
    msr     pmovsclr_el0, x1
    msr     pmevcntr0_el0, x21
1:  tbz     x0, #1, again
    mov     x1, #2
    msr     pmovsclr_el0, x1
    msr     pmevcntr1_el0, x22
    subs    x19, x19, #1
    b.ne    again

    mov     x1, #0x09000000             /* the PL011 of -M virt */
    mov     x2, #28
2:  lsr     x0, x20, x2
    and     x0, x0, #0xf
    add     x3, x0, #'0'
    add     x4, x0, #('a' - 10)
    cmp     x0, #10
    csel    x0, x3, x4, lo
    str     w0, [x1]
    subs    x2, x2, #4
    b.pl    2b
    mov     x0, #'\n'
    str     w0, [x1]
    ldr     w0, =0x84000008             /* PSCI SYSTEM_OFF */
    hvc     #0
    b       .
    .ltorg

    .balign 2048
vectors:
    .rept   16
    .balign 128
    eret
    .endr
