/* SPDX-License-Identifier: MIT */
/* The device tree of a guest, in its memory. */
#ifndef HOST_TREE_H
#define HOST_TREE_H

#include <stdint.h>

enum { TREE_SIZE = 56 << 10 }; /* the room there is for it in a guest */

struct machine;
struct vm;

/* Puts the machine's tree there, which is returned. */
uint64_t tree_load(struct vm *vm, const struct machine *machine, uint64_t place);

#endif
