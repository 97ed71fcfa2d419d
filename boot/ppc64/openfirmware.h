/* SPDX-License-Identifier: MIT */
/* The client interface of Open Firmware (IEEE 1275-1994 chapter 6), by which VOF and SLOF start. */
#ifndef BOOT_PPC64_OPENFIRMWARE_H
#define BOOT_PPC64_OPENFIRMWARE_H

#include <stdint.h>

/* Returns the command line, and the firmware is done: the first exception vector that we install is
 * its end. */
const char *of_take_over(uint64_t entry);

#endif
