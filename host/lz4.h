/* SPDX-License-Identifier: MIT */
/* Unpacks what the tool lz4 has packed (doc/lz4_Block_format.md of its source). Pure. */
#ifndef HOST_LZ4_H
#define HOST_LZ4_H

#include <stdbool.h>
#include <stddef.h>

/* Unpacks one block. False if it does not fill the `size` bytes at `into` exactly. */
bool lz4_unpack(const unsigned char *packed, size_t length, unsigned char *into, size_t size);

#endif
