/* SPDX-License-Identifier: MIT */
/*
 * The doorbell: one page through which the payload speaks to our own host program. The device tree
 * shows it as
 *
 *     doorbell@ADDRESS { compatible = "vouch,doorbell"; reg = <ADDRESS 0x1000>; vouch,watch; };
 *
 * Every register is 64 bits wide, and every access is one exit to the host.
 */
#ifndef CORE_DOORBELL_H
#define CORE_DOORBELL_H

#define DOORBELL_COMPATIBLE "vouch,doorbell"
#define DOORBELL_WATCH      "vouch,watch"

enum {
    DOORBELL_SIZE = 0x1000,

    /* The guest-physical address of some text in bits 47:0, its length in bits 63:48. Whole
     * lines leave the guest in one exit. */
    DOORBELL_PRINT = 0x00,
    DOORBELL_PRINT_LENGTH_SHIFT = 48,

    /* "I listen for interrupts from now on": the check's place in the catalogue in bits 31:0, the
     * vCPU in bits 47:32, and in bits 63:48 how often this check has listened before. Rung only
     * where the device tree says vouch,watch: this is when a lying host does its mischief. */
    DOORBELL_LISTEN = 0x08,
    DOORBELL_LISTEN_CPU_SHIFT = 32,
    DOORBELL_LISTEN_TIMES_SHIFT = 48,

    /* From now on, let this many busy threads compete with the vCPU that writes for its CPU; 0 ends
     * it. They have come, or gone, when the store completes. */
    DOORBELL_STEAL = 0x10,

    /* Reads how many nanoseconds the reading vCPU's thread has waited for a CPU while it could have
     * run: run_delay of /proc/PID/task/TID/schedstat (Documentation/scheduler/sched-stats.rst). */
    DOORBELL_RUN_DELAY = 0x18,

    /* Asserts the level of the interrupt whose number is in bits 31:0 if bit 32 is set, else
     * deasserts it: an LSI of XIVE, or a PPI of the vCPU that writes (KVM_IRQ_LINE), which falls by
     * itself at the next ring. Reads the errno that KVM answered to the last one, or 0. */
    DOORBELL_LEVEL = 0x20,
    DOORBELL_LEVEL_SHIFT = 32,
};

#endif
