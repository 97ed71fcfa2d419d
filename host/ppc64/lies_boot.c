/* SPDX-License-Identifier: MIT */
/* The machine as it is booted. */
#include "host/ppc64/lies.h"

/* What a lie is about, and what that rests on. */
#define BOOT "guest.checks=boot "

const struct scenario lies_boot[] = {
    TELL("claims", BOOT, "boot.claims", "a claim is not a number", "xive.eq=banana"),
    DO("tree", BOOT, "boot.tree", "the tree has no end", TREE),
    TELL("memory", BOOT, "boot.memory", "half of the RAM is not there", "boot.memory=0:0x2000000"),
    TELL("cpus", BOOT, "boot.cpus", "vCPU 1 is not there", "boot.cpus=2"),
    DO("cpus-late", BOOT "boot.cpus=2", "boot.cpus", "vCPU 1 is stopped for 2.5 s",
       DELAY_ON_1(2500000)),
    {0},
};
