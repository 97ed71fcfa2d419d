/* SPDX-License-Identifier: MIT */
/* Where a guest's text goes: to the parent of this child, in whole lines if the guest prints bytes.
 * Any vCPU's thread may call these. */
#ifndef HOST_CONSOLE_H
#define HOST_CONSOLE_H

#include "host/arch.h"

#include <stddef.h>

void console_write(const struct machine *machine, const char *text, size_t length);
void console_put(const struct machine *machine, char byte);

#endif
