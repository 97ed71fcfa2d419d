/* SPDX-License-Identifier: MIT */
/* What boot/main.c asks of an architecture; each has its own boot/ARCH/machine.c. */
#ifndef BOOT_MACHINE_H
#define BOOT_MACHINE_H

#include <stdbool.h>

/* The command line, where firmware has one that is to be taken instead of the tree's; else NULL. */
extern const char *boot_words;

/* How this machine is ended, as far as even a broken tree says that. */
void machine_prepare_end(const void *fdt);

/* Makes CPUs, firmware and interrupt controller usable, as the sound device tree describes them;
 * NULL, or what it describes and the machine does not have. */
const char *machine_init(const void *fdt);

/* The machine in one line, for the head of the output. */
const char *machine_description(void);

/* The words of guest.end. */
enum machine_end { END_OFF, END_RESET, END_STATUS, END_STAY };

/* Ends the machine, or powers it off where it cannot be ended like that; END_STAY is the caller's.
 */
_Noreturn void machine_end(enum machine_end how, bool failed);

#endif
