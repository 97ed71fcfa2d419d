/* SPDX-License-Identifier: MIT */
#include "host/arch.h"

const struct scenario arch_lies[] = {
    {0},
};
