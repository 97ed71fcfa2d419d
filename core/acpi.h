/* SPDX-License-Identifier: MIT */
/*
 * A machine that ACPI describes (ACPI Specification 6.5), told once more as a device tree: all that
 * reads a description of the machine reads that. The tables are the firmware's: every length is
 * checked before use, and what is malformed reads as absent.
 */
#ifndef CORE_ACPI_H
#define CORE_ACPI_H

#include <stdbool.h>
#include <stdint.h>

struct acpi_range {
    uint64_t base, size;
};

struct acpi_machine {
    uint64_t rsdp; /* the root pointer's address */
    const void *(*memory)(uint64_t address,
                          uint64_t size); /* makes it readable; NULL if it is not */
    const struct acpi_range *ram;         /* which ACPI leaves to the firmware */
    unsigned rams;
};

/* Writes at `fdt`, in at most `size` bytes, what FADT, MADT, GTDT and SPCR say. False if there is
 * no root pointer, it leads to no XSDT, or that says more than has room; the tree is then not one.
 */
bool acpi_tree(const struct acpi_machine *machine, void *fdt, int size);

#endif
