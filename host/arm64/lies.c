/* SPDX-License-Identifier: MIT */
#include "host/arm64/lies.h"

const struct scenario *const arch_lies[] = {
    lies_boot,  lies_pmu_irq, lies_pmu_counters, lies_pmu_filter,
    lies_timer, lies_gicv5,   lies_pvtime,       NULL,
};
