/* SPDX-License-Identifier: MIT */
/* Semihosting for AArch64: calls of a debugger, or of a VMM that plays one (QEMU's -semihosting).
 */
#ifndef ARCH_SEMIHOSTING_H
#define ARCH_SEMIHOSTING_H

#include <stdint.h>

/* SYS_EXIT_EXTENDED: the VMM ends with this status. Where nobody offers semihosting, its HLT is
 * UNDEFINED. */
void semihosting_exit_status(uint64_t status);

#endif
