/* SPDX-License-Identifier: MIT */
/* Time, from the architected counter: every wait of this program is bounded by it. */
#ifndef ARCH_CLOCK_H
#define ARCH_CLOCK_H

#include "arch/arm64/sysreg.h"

#include <stdbool.h>

static inline uint64_t clock_now(void) {
    isb(); /* the read may not be made early: Arm ARM D12.1.2 */
    return read_sysreg(cntvct_el0);
}

static inline uint64_t clock_ticks(uint64_t microseconds) {
    return microseconds * read_sysreg(cntfrq_el0) / 1000000;
}

static inline uint64_t clock_microseconds(uint64_t ticks) {
    uint64_t frequency = read_sysreg(cntfrq_el0);
    return ticks / frequency * 1000000 + ticks % frequency * 1000000 / frequency;
}

/* Lets the event stream end every WFE within a millisecond, so that waiting is polling and yet lets
 * a host with more vCPUs than CPUs run another one. */
static inline void clock_init_cpu(void) {
    uint64_t bit = 0, period = read_sysreg(cntfrq_el0) / 2000;
    while (bit < CNTKCTL_EVNTI_MAX && (2ull << bit) < period)
        bit++;
    write_sysreg(cntkctl_el1, CNTKCTL_EVNTEN | CNTKCTL_EVNTI(bit));
}

/* Waits until `condition` holds, for at most `microseconds`; its value is whether it held. */
#define wait_for(condition, microseconds)                                                          \
    ({                                                                                             \
        uint64_t end_ = clock_now() + clock_ticks(microseconds);                                   \
        bool met_;                                                                                 \
        while (!(met_ = (condition)) && clock_now() < end_)                                        \
            wfe();                                                                                 \
        met_;                                                                                      \
    })

#endif
