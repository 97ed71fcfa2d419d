/* SPDX-License-Identifier: MIT */
/*
 * The scenarios of ppc64, in the order they run. A new one is one row: its claims are applied on
 * top of what arch_complete() assumes, and guest.checks keeps it to the checks it is about.
 */
#include "host/arch.h"

#define HCALLS  "xive.rst 1 to 5, each asked for by the guest through an H_INT_... call"
#define HOST    "xive.rst 2 to 4: what the host configures is what the guest has"
#define CONSOLE "the payload finds its console by stdout-path"

const struct scenario arch_scenarios[] = {
    {"defaults", "", HCALLS},
    {"guest-2", "boot.cpus=2", HCALLS},
    {"guest-8", "boot.cpus=8", HCALLS},

    {"host-1", "xive.setup=host", HOST},
    {"host-2", "xive.setup=host boot.cpus=2", HOST},
    {"host-8", "xive.setup=host boot.cpus=8", HOST},

    {"console-hvterm", "guest.checks=boot guest.console=hvterm:0", CONSOLE},
    {0},
};
