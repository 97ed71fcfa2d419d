/* SPDX-License-Identifier: MIT */
/*
 * The errnos of the XIVE device, as Documentation/virt/kvm/devices/xive.rst and api.rst promise
 * them, and where KVM is known to answer otherwise: one table a group. One row configures a
 * second priority on a server: only with --may-crash-host.
 */
#include "host/ppc64/errnos.h"
#include "host/arch.h"

const struct errno_row *const arch_errnos[] = {
    errnos_ctrl, errnos_source, errnos_target, errnos_queue,
    errnos_sync, errnos_device, errnos_state,  NULL,
};

const struct unreachable arch_unreachable[] = {
    {"xive.rst 2: ENOMEM: Could not create a new source block",
     "the host would have to be out of memory at that moment"},
    {"xive.rst 3: ENXIO: configuration of the underlying HW interrupt failed",
     "the hardware, here QEMU's, does not fail"},
    {"xive.rst 4: EIO: Configuration of the underlying HW failed",
     "the hardware, here QEMU's, does not fail"},
    {0},
};
