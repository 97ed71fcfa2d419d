/* SPDX-License-Identifier: MIT */
/* The /init of an emulated KVM host whose one program is somebody else's VMM: runs its arguments,
 * and the machine is off once they have ended. */
#include "host/init.h"
#include "host/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    init_become();
    if (argc < 2)
        fprintf(stderr, "usage: %s PROGRAM [ARGUMENT...]\n", argv[0]);
    else if (execv(argv[1], argv + 1) < 0)
        fprintf(stderr, "cannot run %s: %s\n", argv[1], strerror(errno));
    return argc < 2 ? EXIT_USAGE : EXIT_INTERNAL;
}
