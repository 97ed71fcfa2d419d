/* SPDX-License-Identifier: MIT */
/* What boot/main.c asks of an architecture; each has its own boot/ARCH/machine.c. */
#ifndef BOOT_MACHINE_H
#define BOOT_MACHINE_H

/* Makes CPUs, firmware and interrupt controller usable, as the sound device tree describes them. */
void machine_init(const void *fdt);

/* The machine in one line, for the head of the output. */
const char *machine_description(void);

_Noreturn void machine_power_off(void);

#endif
