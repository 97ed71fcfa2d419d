/* SPDX-License-Identifier: MIT */
/* The machine as it is booted. */
#include "host/arm64/lies.h"

/* What a lie is about, and what that rests on. */
#define BOOT "guest.checks=boot "

#define PSCI_CPU_ON 0xc4000003 /* Arm DEN0022 5.1 */

#define MPIDR_EL1 ARM64_SYS_REG(3, 0, 0, 0, 5)

const struct scenario lies_boot[] = {
    TELL("claims", BOOT, "boot.claims", "a claim is not a number", "timer.late=banana"),
    TELL("claims-list", BOOT "boot.cpus=3", "boot.claims", "vCPU 2 has no item", "pmu.irq=40,41"),
    TELL("el", BOOT, "boot.el", "it is entered at EL1", "boot.el=2"),
    DO("tree", BOOT, "boot.tree", "the tree has no end", TREE),
    TELL("memory", BOOT, "boot.memory", "half of the RAM is not there",
         "boot.memory=0x40000000:0x2000000"),
    TELL("cpus", BOOT, "boot.cpus", "vCPU 1 is not there", "boot.cpus=2"),
    DO("cpus-again", BOOT, "boot.cpus", "vCPU 0 can be started, too", IDLE(PSCI_CPU_ON)),
    DO("cpus-late", BOOT "boot.cpus=2", "boot.cpus", "vCPU 1 is stopped for 2.5 s",
       {.kind = MISCHIEF_DELAY, .value = 2500000, .cpu = 1}),
    DO("cpus-other", BOOT "boot.cpus=2", "boot.cpus", "vCPU 1 is for a while not what was started",
       {.kind = MISCHIEF_REGISTER, .id = MPIDR_EL1, .value = 2, .cpu = 1},
       {.kind = MISCHIEF_REGISTER, .id = MPIDR_EL1, .value = 1, .cpu = 1, .times = 1}),
    {0},
};
