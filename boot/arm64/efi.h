/* SPDX-License-Identifier: MIT */
/* Started by EFI firmware (UEFI Specification 2.11): from its entry to the payload's own. */
#ifndef BOOT_EFI_H
#define BOOT_EFI_H

#include <stdint.h>

/* What the firmware told, at the start of the memory behind the copy of the payload. */
struct efi_handover {
    uint64_t copy, end; /* the copy, which is to run, and the end of the memory it was given */
    uint64_t tree;      /* the device tree, or 0 */
    uint64_t rsdp;      /* ACPI's root pointer, or 0 */
    uint64_t map_size;  /* of the memory map at `map`, of which a descriptor has so many bytes: */
    uint64_t descriptor_size;
    char words[2048]; /* the command line; empty: the tree's */
    _Alignas(8) uint8_t map[];
};

struct efi_system_table;

/* Runs in the firmware's surroundings, where the payload is not relocated. Makes the copy and ends
 * the firmware's services; the handover, or NULL where the firmware refused, which leaves all as it
 * was. */
struct efi_handover *efi_main(void *image, const struct efi_system_table *system);

/* Runs in the payload's own surroundings: the device tree, made from ACPI where the firmware has
 * none. NULL if there is neither. */
const void *efi_tree(const struct efi_handover *handover);

#endif
