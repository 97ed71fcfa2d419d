/* SPDX-License-Identifier: MIT */
/* The firmware calls this with its MMU and caches on: x0 = image handle, x1 = system table. */

    .text
    .global efi_entry
efi_entry:
    stp     x29, x30, [sp, #-16]!
    bl      efi_main
    cbz     x0, 1f
    msr     daifset, #0xf
    mov     x19, x0                     /* struct efi_handover: the copy and its end come first */
    ldp     x0, x1, [x19]
    bl      caches_off
    ldr     x1, [x19]
    adr     x0, _start
    sub     x1, x1, x0
    adr     x0, primary_efi
    add     x1, x1, x0
    mov     x0, x19
    br      x1
1:  mov     x0, #3                      /* EFI_UNSUPPORTED, an error */
    movk    x0, #0x8000, lsl #48
    ldp     x29, x30, [sp], #16
    ret
