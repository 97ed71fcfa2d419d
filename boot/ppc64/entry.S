/* SPDX-License-Identifier: MIT */
/*
 * From the VMM's jump to C, on ppc64. Entered at its first byte, in whichever byte order and width
 * the firmware happens to be in, with the MMU off and, as an ePAPR or an Open Firmware client is:
 * r3 = device tree and r5 = 0, or r5 = the client interface's entry.
 */
#include "arch/ppc64/cache.h"
#include "arch/ppc64/cpu_slot.h"
#include "arch/ppc64/spr.h"

#define LINKED_AT 0x400000 /* linker/ppc64.ld */

/* An instruction for a CPU that is in big-endian mode. */
    .macro  big instruction
    .long   (\instruction >> 24 & 0xff) | (\instruction >> 8 & 0xff00) | (\instruction << 8 & 0xff0000) | (\instruction << 24 & 0xff000000)
    .endm

/* Goes on little-endian and in 64-bit mode; uses r10, r11, LR. The first word traps never when read
 * in little-endian order, and in big-endian order is a branch to the word after the next. */
    .macro  to_little_endian_64
    tdi     0, %r0, 0x48
    b       1f
    big     0x429f0005                  /* bcl 20, 31, .+4: the address of the next word to LR */
    big     0x7d4802a6                  /* mflr r10 */
    big     0x394a001c                  /* addi r10, r10, 1f - (that word) */
    big     0x7d6000a6                  /* mfmsr r11 */
    big     0x616b0001                  /* ori r11, r11, MSR_LE */
    big     0x7d5a03a6                  /* mtsrr0 r10 */
    big     0x7d7b03a6                  /* mtsrr1 r11 */
    big     0x4c000024                  /* rfid */
1:  mfmsr   %r11
    li      %r10, 1
    rldimi  %r11, %r10, MSR_SF_SHIFT, 0
    mtmsrd  %r11
    isync
    .endm

/* r12 = where this line is, r2 = the TOC pointer; uses LR. */
    .macro  find_ourselves
    bcl     20, 31, 1f
1:  mflr    %r12
    addis   %r2, %r12, (.TOC. - 1b)@ha
    addi    %r2, %r2, (.TOC. - 1b)@l
    .endm

    .macro  address register, symbol
    addis   \register, %r2, \symbol@toc@ha
    addi    \register, \register, \symbol@toc@l
    .endm

    .section .boot, "ax"
    .global _start
_start:
    to_little_endian_64
    find_ourselves
    mr      %r30, %r3
    mr      %r31, %r5

    /* Relocate, unless it is where it was linked to be, by packed relocations: an even word is the
     * address of a relocated doubleword, an odd one a bitmap of which of the 63 that follow it are
     * relocated too. */
    address %r3, _start
    addis   %r3, %r3, -(LINKED_AT >> 16)
    cmpdi   %r3, 0
    beq     4f
    address %r4, relr_start
    address %r5, relr_end
1:  cmpld   %r4, %r5
    bge     4f
    ld      %r6, 0(%r4)
    addi    %r4, %r4, 8
    andi.   %r0, %r6, 1
    bne     2f
    add     %r7, %r6, %r3
    li      %r6, 3                      /* as a bitmap: this one */
    li      %r9, 8                      /* after which the next bitmap begins */
    b       3f
2:  li      %r9, 63 * 8
3:  add     %r9, %r9, %r7
5:  srdi.   %r6, %r6, 1
    beq     7f
    andi.   %r0, %r6, 1
    beq     6f
    ld      %r8, 0(%r7)
    add     %r8, %r8, %r3
    std     %r8, 0(%r7)
6:  addi    %r7, %r7, 8
    b       5b
7:  mr      %r7, %r9
    b       1b

4:  address %r3, zero_start
    address %r4, zero_end
8:  dcbz    0, %r3
    addi    %r3, %r3, CACHE_BLOCK
    cmpld   %r3, %r4
    blt     8b

    address %r13, cpu_slots
    bl      enter_slot
    mr      %r3, %r13
    bl      cpu_init_first
    mr      %r3, %r30
    mr      %r4, %r31
    bl      machine_start

/* RTAS start-cpu enters here; r3 = the CPU's slot. */
    .global secondary_entry
secondary_entry:
    to_little_endian_64
    find_ourselves
    mr      %r13, %r3
    bl      enter_slot
    mr      %r3, %r13
    bl      cpu_main

/* uint32_t of_enter(struct of_call *call, uint64_t entry): into the client interface of Open Firmware
 * as it expects its clients, 32-bit and big-endian (IEEE 1275 PowerPC binding, 8.2.1), and back. It
 * may leave half of any register. */
#define OF_FRAME (32 + 8 * 21)
    .global of_enter
of_enter:
    mflr    %r0
    std     %r0, 16(%r1)
    stdu    %r1, -OF_FRAME(%r1)
    .irp    number, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    std     \number, (32 + 8 * (\number - 13))(%r1)
    .endr
    std     %r2, (32 + 8 * 19)(%r1)
    mfcr    %r0
    std     %r0, (32 + 8 * 20)(%r1)
    address %r5, 1f
    mtlr    %r5
    mtspr   SPR_SRR0, %r4
    mfmsr   %r5
    clrldi  %r5, %r5, 1                 /* no MSR_SF */
    clrrdi  %r5, %r5, 1                 /* no MSR_LE */
    mtspr   SPR_SRR1, %r5
    rfid
1:  to_little_endian_64
    clrldi  %r1, %r1, 32
    .irp    number, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    ld      \number, (32 + 8 * (\number - 13))(%r1)
    .endr
    ld      %r2, (32 + 8 * 19)(%r1)
    ld      %r0, (32 + 8 * 20)(%r1)
    mtcr    %r0
    addi    %r1, %r1, OF_FRAME
    ld      %r0, 16(%r1)
    mtlr    %r0
    clrldi  %r3, %r3, 32
    blr

/* r13 = this CPU's slot, for all its life; the stack comes down from its top. */
enter_slot:
    addi    %r1, %r13, CPU_SLOT_SIZE - 128
    li      %r0, 0
    std     %r0, 0(%r1)
    blr
