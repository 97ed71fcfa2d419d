/* SPDX-License-Identifier: MIT */
#ifndef HOST_ARM64_GIC_H
#define HOST_ARM64_GIC_H

#include "host/vm.h"

#include <stdbool.h>

enum {
    GIC_IRQS = 128, /* INTIDs below this one: SPIs 32 to 127 */
};

/* Can this VM have a VGICv3? */
bool gic_offered(const struct vm *vm);

#endif
