/* SPDX-License-Identifier: MIT */
/*
 * From the VMM's jump to C, on arm64. Any VMM that follows Documentation/arch/arm64/booting.rst can
 * boot this: x0 = device tree, EL1 or EL2, at any 2 MiB-aligned address; with the MMU off, or on and all
 * memory mapped where it is.
 */
#include "arch/arm64/cpu_slot.h"
#include "arch/arm64/sysreg.h"

    .section .boot, "ax"
    .global primary, primary_efi
primary_efi:
    mov     x23, x0                     /* struct efi_handover */
    b       1f
primary:
    mov     x23, #0
1:  mov     x19, x0                     /* the device tree, or the handover */
    adr     x0, _start
    adrp    x1, image_end
    add     x1, x1, :lo12:image_end
    bl      caches_off
    mrs     x20, CurrentEL
    lsr     x20, x20, #2                /* the exception level we were entered at */
    mov     x22, #0                     /* MDCR_EL2 as we found it */
    bl      to_el1

    /* Relocate: every word named gets our address added. The names are packed (SHT_RELR, ELF gABI):
     * an even entry is the address of a word; each bit of an odd one stands for one of the 63 words
     * behind the last that was named. */
    adr     x0, _start
    adrp    x1, relr_start
    add     x1, x1, :lo12:relr_start
    adrp    x2, relr_end
    add     x2, x2, :lo12:relr_end
1:  cmp     x1, x2
    b.hs    2f
    ldr     x3, [x1], #8
    tbnz    x3, #0, 3f
    add     x4, x0, x3
    ldr     x5, [x4]
    add     x5, x5, x0
    str     x5, [x4], #8
    b       1b
3:  mov     x6, x4
    add     x4, x4, #(63 * 8)
    b       6f
4:  tbz     x3, #0, 5f
    ldr     x5, [x6]
    add     x5, x5, x0
    str     x5, [x6]
5:  add     x6, x6, #8
6:  lsr     x3, x3, #1
    cbnz    x3, 4b
    b       1b

2:  adrp    x1, zero_start
    add     x1, x1, :lo12:zero_start
    adrp    x2, zero_end
    add     x2, x2, :lo12:zero_end
7:  stp     xzr, xzr, [x1]              /* the last turn may go on into what is not zeroed */
    stp     xzr, xzr, [x1, #16]
    stp     xzr, xzr, [x1, #32]
    stp     xzr, xzr, [x1, #48]
    add     x1, x1, #64
    cmp     x1, x2
    b.lo    7b

    adrp    x21, cpu_slots
    add     x21, x21, :lo12:cpu_slots
    add     sp, x21, #CPU_SLOT_SIZE
    mov     x0, x19
    bl      mmu_prepare

    /* All that was written with the caches off: drop what the caches may still hold of it, or the
     * loader's clean old lines would hide it from now on (booting.rst cleans them to memory). */
    adrp    x0, checks_start
    add     x0, x0, :lo12:checks_start
    adrp    x1, zero_end
    add     x1, x1, :lo12:zero_end
    bl      caches_drop
    adrp    x0, mmu_tables
    add     x0, x0, :lo12:mmu_tables
    add     x1, x21, #CPU_SLOT_SIZE
    bl      caches_drop

    bl      mmu_enable
    bl      vectors_install
    mov     x0, x21
    bl      cpu_init_first
    adrp    x0, entry_level
    str     w20, [x0, :lo12:entry_level]
    adrp    x0, entry_mdcr_el2
    str     x22, [x0, :lo12:entry_mdcr_el2]
    mov     x0, x19
    cbz     x23, 8f
    bl      efi_tree
8:  b       guest_main

/* PSCI CPU_ON enters here; x0 = the CPU's slot. Memory is only read once the caches are on. */
    .global secondary_entry
secondary_entry:
    mov     x21, x0
    bl      to_el1
    bl      mmu_enable
    bl      vectors_install
    add     sp, x21, #CPU_SLOT_SIZE
    mov     x0, x21
    b       cpu_main

/* Turns the MMU on with the one set of tables; uses x0-x3. */
mmu_enable:
    adrp    x0, mmu_root
    add     x0, x0, :lo12:mmu_root
    msr     ttbr0_el1, x0
    adrp    x1, mmu_registers           /* MAIR, TCR, SCTLR, as mmu_prepare() chose them */
    add     x1, x1, :lo12:mmu_registers
    ldp     x2, x3, [x1]
    ldr     x1, [x1, #16]
    msr     mair_el1, x2
    msr     tcr_el1, x3
    isb
    tlbi    vmalle1
    ic      iallu
    dsb     sy
    isb
    msr     sctlr_el1, x1
    isb
    ret

vectors_install:
    adrp    x0, vectors
    add     x0, x0, :lo12:vectors
    msr     vbar_el1, x0
    mov     x0, #(3 << 20)              /* CPACR_EL1.FPEN: newlib's printf saves FP registers */
    msr     cpacr_el1, x0
    isb
    ret

/* Entered at EL2, hands EL1 what a hypervisor would and goes there; uses x0-x3, x22. Where HCR_EL2.E2H is
 * fixed at 1 (ID_AA64MMFR4_EL1.E2H0 is negative, as in a nested KVM guest; the bit itself need not
 * read as 1) some registers have other layouts, and SCTLR_EL1 another name. */
to_el1:
    mrs     x0, CurrentEL
    cmp     x0, #(2 << 2)
    b.ne    4f
    adrp    x0, el2_vectors
    add     x0, x0, :lo12:el2_vectors
    msr     vbar_el2, x0
    mrs     x3, ID_AA64MMFR4_EL1
    ubfx    x3, x3, #ID_AA64MMFR4_E2H0_SIGN, #1
    mov     x0, #(1 << HCR_RW_BIT)
    orr     x0, x0, x3, lsl #HCR_E2H_BIT
    msr     hcr_el2, x0
    isb
    mov     x0, #0xc03                  /* CNTHCTL_EL2: no trap on counter and timer, either layout */
    msr     cnthctl_el2, x0
    msr     cntvoff_el2, xzr
    mov     x0, #0x33ff                 /* CPTR_EL2: RES1, no trap on FP */
    mov     x1, #(3 << 20)              /* the same with E2H: FPEN */
    cmp     x3, #0
    csel    x0, x0, x1, eq
    msr     cptr_el2, x0
    msr     hstr_el2, xzr
    msr     vttbr_el2, xzr
    mrs     x0, midr_el1
    msr     vpidr_el2, x0
    mrs     x0, mpidr_el1
    msr     vmpidr_el2, x0
    mrs     x0, id_aa64dfr0_el1         /* MDCR_EL2.HPMN: all counters belong to EL1 */
    ubfx    x0, x0, #8, #4
    sub     x0, x0, #1
    cmp     x0, #0xe                    /* PMUVer 0: none, 15: not architected */
    mov     x1, #0
    b.hs    1f
    mrs     x1, pmcr_el0
    ubfx    x1, x1, #11, #5
1:  mrs     x22, mdcr_el2
    msr     mdcr_el2, x1
    mrs     x0, id_aa64pfr0_el1
    ubfx    x0, x0, #24, #4
    cbz     x0, 2f
    mov     x0, #0xf                    /* ICC_SRE_EL2: Enable, DIB, DFB, SRE */
    msr     icc_sre_el2, x0
    isb
    msr     ich_hcr_el2, xzr
2:  ldr     w0, =0x30d00800             /* SCTLR_EL1: RES1 alone, MMU and caches off */
    cbnz    x3, 3f
    msr     sctlr_el1, x0
    b       5f
3:  msr     SCTLR_EL12, x0
5:  mov     x0, #SPSR_EL1H_MASKED
    msr     spsr_el2, x0
    msr     elr_el2, x30
    eret
4:  ret
    .ltorg
