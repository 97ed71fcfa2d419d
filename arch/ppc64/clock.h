/* SPDX-License-Identifier: MIT */
/* Time, from the time base: every wait of this program is bounded by it. */
#ifndef ARCH_CLOCK_H
#define ARCH_CLOCK_H

#include "arch/ppc64/hcall.h"
#include "arch/ppc64/spr.h"

#include <stdbool.h>

extern uint64_t clock_frequency; /* of the time base, from the device tree */

static inline uint64_t clock_now(void) {
    return mftb();
}

static inline uint64_t clock_ticks(uint64_t microseconds) {
    return microseconds * clock_frequency / 1000000;
}

static inline uint64_t clock_microseconds(uint64_t ticks) {
    return ticks / clock_frequency * 1000000 + ticks % clock_frequency * 1000000 / clock_frequency;
}

/* The decrementer interrupts once it is negative, again and again: this is the longest it can be
 * kept from it without the large decrementer (Power ISA Book III 9.2, DEC). */
static inline void decrementer_quiet(void) {
    mtspr(SPR_DEC, 0x7fffffff);
}

/* Waits until `condition` holds, for at most `microseconds`; its value is whether it held. Lets a
 * host with more vCPUs than CPUs run another one meanwhile. */
#define wait_for(condition, microseconds)                                                          \
    ({                                                                                             \
        uint64_t end_ = clock_now() + clock_ticks(microseconds);                                   \
        bool met_;                                                                                 \
        while (!(met_ = (condition)) && clock_now() < end_)                                        \
            hcall(H_CONFER, UINT64_MAX); /* to whichever CPU, LoPAR 14.11.3.4 */                   \
        met_;                                                                                      \
    })

#endif
