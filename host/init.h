/* SPDX-License-Identifier: MIT */
#ifndef HOST_INIT_H
#define HOST_INIT_H

#include <stdbool.h>

/* If the kernel started us as its first process: prepares the machine and returns in a child; when
 * that ends, prints "# vouch exit=N" and powers off. Else returns at once. */
void init_become(void);

/* Are we that child? Then the terminal is a log. */
bool init_is_us(void);

#endif
