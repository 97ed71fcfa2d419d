/* SPDX-License-Identifier: MIT */
/*
 * Run-Time Abstraction Services, LoPAR 2.9 chapter 7: the firmware's calls by token. They are made
 * by QEMU's private hypercall, which is all that the RTAS QEMU offers a guest consists of; so no
 * RTAS need be instantiated, whichever way we were booted.
 */
#ifndef ARCH_RTAS_H
#define ARCH_RTAS_H

#include <stdint.h>

enum {
    RTAS_SUCCESS = 0,
    RTAS_NO_SUCH_CALL = -1098, /* ours: the device tree has no token for it */

    RTAS_CPU_STOPPED = 0, /* of query-cpu-stopped-state */
};

/* Reads the tokens in the node /rtas. */
void rtas_init(const void *fdt);

/* Starts CPU `server` at `entry` with r3 = `argument`, both below 4 GiB. */
long rtas_start_cpu(uint32_t server, uint64_t entry, uint64_t argument);

/* Is that CPU off? */
long rtas_query_cpu_stopped_state(uint32_t server, uint32_t *state);

/* These return if they are refused. */
void rtas_stop_self(void);
void rtas_system_reboot(void);

/* Says that the operating system has ended, and why: to QEMU a panic. */
void rtas_os_term(const char *why);

_Noreturn void rtas_power_off(void);

#endif
