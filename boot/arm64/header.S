/* SPDX-License-Identifier: MIT */
/*
 * The first bytes of the payload's file, which make it two things at once: a Linux Image
 * (Documentation/arch/arm64/booting.rst section 4) and, for firmware that starts nothing else, an
 * EFI application (Microsoft's PE Format; UEFI Specification 2.1.1). Firmware is told of one section
 * that is only read and executed: efi_entry copies it to where it may be written.
 */
#define PE_ALIGNMENT 0x1000

    .section .header, "ax"
    .global _start
_start:
    ccmp    x18, #0, #0xd, pl           /* does nothing that matters, and its bytes begin with MZ */
    b       primary
    .quad   0                           /* text_offset */
    .quad   image_size
    .quad   0xa                         /* flags: little endian, 4 KiB pages, anywhere in memory */
    .quad   0, 0, 0
    .ascii  "ARM\x64"
    .long   pe_header - _start

pe_header:
    .ascii  "PE\0\0"
    .short  0xaa64                      /* Machine: ARM64 */
    .short  1                           /* NumberOfSections */
    .long   0, 0, 0
    .short  section_table - optional_header
    .short  0x206                       /* Characteristics: executable, no line numbers, no debugging */

optional_header:
    .short  0x20b                       /* PE32+ */
    .short  0
    .long   pe_section_size             /* SizeOfCode */
    .long   0, 0
    .long   efi_entry_offset            /* AddressOfEntryPoint */
    .long   PE_ALIGNMENT                /* BaseOfCode */
    .quad   0                           /* ImageBase */
    .long   PE_ALIGNMENT, 0x200         /* SectionAlignment, FileAlignment */
    .long   0, 0, 0, 0                  /* versions, which nobody reads */
    .long   pe_image_size               /* SizeOfImage */
    .long   PE_ALIGNMENT                /* SizeOfHeaders: as much of the file as is not in the section */
    .long   0
    .short  10                          /* Subsystem: EFI application */
    .short  0x100                       /* DllCharacteristics: NX_COMPAT */
    .quad   0, 0, 0, 0
    .long   0
    .long   0                           /* NumberOfRvaAndSizes */

section_table:
    .ascii  ".text\0\0\0"
    .long   pe_section_size, PE_ALIGNMENT /* VirtualSize, VirtualAddress */
    .long   pe_section_size, PE_ALIGNMENT /* SizeOfRawData, PointerToRawData */
    .long   0, 0, 0
    .long   0x60000020                  /* code, execute, read */
