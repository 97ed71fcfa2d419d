/* SPDX-License-Identifier: MIT */
/* The generic timer of Arm ARM D12. One set of accessors serves every timer, so that every check
 * runs on each of them: those of EL1 and, where the VMM entered us at EL2, those of EL2. */
#ifndef DRIVERS_ARCH_TIMER_H
#define DRIVERS_ARCH_TIMER_H

#include "core/claims.h"
#include "drivers/irq.h"

#include <stdint.h>

struct timer {
    enum claim_id claim;            /* its PPI */
    uint64_t (*count)(void);        /* the counter it compares with */
    void (*set_deadline)(uint64_t); /* CVAL, in that counter's ticks */
    void (*set_control)(uint64_t);  /* CTL: CNT_CTL_ENABLE, CNT_CTL_IMASK */
    uint64_t (*control)(void);      /* CTL with CNT_CTL_ISTATUS */
    irq_quencher *quench;           /* masks it; nonzero if it had fired */
    const struct timer *other;      /* one that can be set as an alarm meanwhile */
};

extern const struct timer timer_virt, timer_phys, timer_hvirt, timer_hphys;

/* NULL, or why this machine does not have the timer. */
const char *timer_missing(const struct timer *timer);

/* Arms `timer` to fire in `microseconds`, unmasked unless told otherwise. Returns the deadline as
 * clock_now() will tell it: at most the true one, so that nothing on time can look early. */
uint64_t timer_arm(const struct timer *timer, uint64_t microseconds, uint64_t imask);

/* All timers off. */
void timers_stop(void);

#endif
