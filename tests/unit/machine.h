/* SPDX-License-Identifier: MIT */
/* What the host prints results with, on a machine whose kernel is the same everywhere. Included
 * once. */
#ifndef TESTS_UNIT_MACHINE_H
#define TESTS_UNIT_MACHINE_H

#include "host/arch.h"
#include "host/init.h"
#include "host/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/utsname.h>

#include <cmocka.h>

const char arch_name[] = "test";
const char arch_kernels[] = "6.1..7.3";

int uname(struct utsname *name) {
    *name = (struct utsname){.release = "7.2", .machine = "test"};
    return 0;
}

/* Nobody looks at a terminal. */
bool init_is_us(void) {
    return true;
}

static const char *no_gicv5(void) {
    return "no GICv5";
}

const struct device arch_devices[] = {{"gicv5", no_gicv5}, {0}};

#endif
