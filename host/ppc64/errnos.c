/* SPDX-License-Identifier: MIT */
#include "host/arch.h"

const struct errno_row *const arch_errnos[] = {
    NULL,
};

const struct unreachable arch_unreachable[] = {
    {0},
};
