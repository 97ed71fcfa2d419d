/* SPDX-License-Identifier: MIT */
/*
 * What stays at EL2 when a VMM entered us there: the timers of EL2, for arch/arm64/el2.h to ask for.
 * An HVC from EL1 carries the service's number in x0 and a value in x1, and gets its result in x0.
 */
#include "arch/arm64/el2.h"
#include "arch/arm64/sysreg.h"

#define CNTHV_CTL_EL2  S3_4_C14_C3_1
#define CNTHV_CVAL_EL2 S3_4_C14_C3_2

    .section .vectors, "ax"
    .balign 2048
    .global el2_vectors
el2_vectors:
    .rept   8                           /* from EL2 itself: never */
    b       power_off
    .balign 128
    .endr
    mrs     x2, esr_el2                 /* from EL1, synchronous: an HVC, or nothing we expect */
    lsr     x2, x2, #ESR_EC_SHIFT
    cmp     x2, #ESR_EC_HVC64
    b.ne    power_off
    cmp     x0, #EL2_READ_HVIRT_CTL
    b.hi    1f
    adr     x2, services
    add     x2, x2, x0, lsl #3
    br      x2
1:  mov     x0, #-1
    eret
services:                               /* two instructions each, in the order of el2.h */
    msr     cnthp_cval_el2, x1
    eret
    msr     cnthp_ctl_el2, x1
    eret
    mrs     x0, cnthp_ctl_el2
    eret
    msr     CNTHV_CVAL_EL2, x1
    eret
    msr     CNTHV_CTL_EL2, x1
    eret
    mrs     x0, CNTHV_CTL_EL2
    eret
    .balign 128
    .rept   7
    b       power_off
    .balign 128
    .endr

    .text
/* There is no console at EL2, but whoever reads ours misses its END. */
power_off:
    ldr     w0, =0x84000008             /* PSCI SYSTEM_OFF */
    smc     #0
    b       power_off
    .ltorg
