/* SPDX-License-Identifier: MIT */
/*
 * The client interface of Open Firmware, IEEE 1275-1994 chapter 6: how VOF and SLOF give a
 * machine's description instead of a flattened device tree. All of it ends with the first exception
 * vector we install.
 */
#ifndef BOOT_PPC64_OPENFIRMWARE_H
#define BOOT_PPC64_OPENFIRMWARE_H

#include <stdint.h>

/* Negotiates the options (cas.h) and flattens the firmware's device tree into `tree`; the firmware
 * is done then. Stores no tree if anything fails. */
void of_take_over(uint64_t entry, const void *options, void *tree, int size);

#endif
