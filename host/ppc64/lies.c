/* SPDX-License-Identifier: MIT */
#include "host/ppc64/lies.h"

const struct scenario *const arch_lies[] = {
    lies_boot, lies_source, lies_target, lies_queue, lies_thread, lies_ctrl, NULL,
};
