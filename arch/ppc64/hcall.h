/* SPDX-License-Identifier: MIT */
/* Hypervisor calls, Linux on Power Architecture Reference (LoPAR, revision 2.9) 14.5.3: sc 1 with
 * the number in r3, up to five arguments from r4 on, and results in the same registers. */
#ifndef ARCH_HCALL_H
#define ARCH_HCALL_H

#include <stdint.h>

enum {
    HCALL_ARGUMENTS = 5,

    H_SUCCESS = 0,
    H_BUSY = 1,
    H_LONG_BUSY = 9900, /* LoPAR 14.5.4: of the order of 1 ms, and so on to */
    H_LONG_BUSY_END = 9905,
    H_FUNCTION = -2,

    H_PUT_TERM_CHAR = 0x58,
    H_CEDE = 0xe0,
    H_CONFER = 0xe4,
    H_SET_MODE = 0x31c,
    H_INT_GET_SOURCE_INFO = 0x3a8,
    H_INT_SET_SOURCE_CONFIG = 0x3ac,
    H_INT_GET_SOURCE_CONFIG = 0x3b0,
    H_INT_SET_QUEUE_CONFIG = 0x3b8,
    H_INT_GET_QUEUE_CONFIG = 0x3bc,
    H_INT_ESB = 0x3c8,
    H_INT_SYNC = 0x3cc,
    H_INT_RESET = 0x3d0,

    /* Private to QEMU and KVM: docs/specs/ppc-spapr-hcalls.rst */
    H_RTAS = 0xf000,
    H_CAS = 0xf002,
};

/* Makes the call; the five words of `io` are arguments, and then results. */
long hcall_io(unsigned number, uint64_t io[HCALL_ARGUMENTS]);

#define hcall(number, ...) hcall_io(number, (uint64_t[HCALL_ARGUMENTS]){__VA_ARGS__})

#endif
