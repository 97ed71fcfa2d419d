/* SPDX-License-Identifier: MIT */
/* A CPU's slot of memory (linker/ppc64.ld), as C and assembly both see it. */
#ifndef ARCH_CPU_SLOT_H
#define ARCH_CPU_SLOT_H

#define CPU_SLOT_SIZE 8192
#define CPU_SLOT_STEP -1 /* how many slots behind one CPU's is the next one's */
#define MAX_CPUS      512

#endif
