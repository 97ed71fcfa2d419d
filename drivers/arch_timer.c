/* SPDX-License-Identifier: MIT */
#include "drivers/arch_timer.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/el2.h"
#include "arch/arm64/sysreg.h"

#include <stdbool.h>
#include <stddef.h>

/* The registers of a timer of EL1. */
#define EL1_ACCESSORS(name, cnt, cval, ctl)                                                        \
    static uint64_t name##_count(void) {                                                           \
        isb();                                                                                     \
        return read_sysreg(cnt);                                                                   \
    }                                                                                              \
    static void name##_set_deadline(uint64_t deadline) {                                           \
        write_sysreg(cval, deadline);                                                              \
    }                                                                                              \
    static void name##_set_control(uint64_t control) {                                             \
        write_sysreg(ctl, control);                                                                \
        isb();                                                                                     \
    }                                                                                              \
    static uint64_t name##_control(void) {                                                         \
        isb();                                                                                     \
        return read_sysreg(ctl);                                                                   \
    }

/* A timer of EL2, through EL2; it compares with the physical counter, as CNTVOFF_EL2 is 0. */
#define EL2_ACCESSORS(name, cval, set_ctl, read_ctl)                                               \
    static void name##_set_deadline(uint64_t deadline) {                                           \
        el2_call(cval, deadline);                                                                  \
    }                                                                                              \
    static void name##_set_control(uint64_t control) {                                             \
        el2_call(set_ctl, control);                                                                \
    }                                                                                              \
    static uint64_t name##_control(void) {                                                         \
        return el2_call(read_ctl, 0);                                                              \
    }

#define TIMER(name, count_, claim_, other_)                                                        \
    static uint64_t name##_quench(void) {                                                          \
        return quench(&timer_##name);                                                              \
    }                                                                                              \
    const struct timer timer_##name = {                                                            \
        .claim = claim_,                                                                           \
        .count = count_,                                                                           \
        .set_deadline = name##_set_deadline,                                                       \
        .set_control = name##_set_control,                                                         \
        .control = name##_control,                                                                 \
        .quench = name##_quench,                                                                   \
        .other = other_,                                                                           \
    };

static uint64_t quench(const struct timer *timer) {
    uint64_t control = timer->control();
    if (!(control & CNT_CTL_ISTATUS))
        return 0;
    timer->set_control(CNT_CTL_ENABLE | CNT_CTL_IMASK);
    return control;
}

EL1_ACCESSORS(virt, cntvct_el0, cntv_cval_el0, cntv_ctl_el0)
EL1_ACCESSORS(phys, cntpct_el0, cntp_cval_el0, cntp_ctl_el0)
EL2_ACCESSORS(hvirt, EL2_SET_HVIRT_CVAL, EL2_SET_HVIRT_CTL, EL2_READ_HVIRT_CTL)
EL2_ACCESSORS(hphys, EL2_SET_HPHYS_CVAL, EL2_SET_HPHYS_CTL, EL2_READ_HPHYS_CTL)

TIMER(virt, virt_count, CLAIM_TIMER_VIRT, &timer_phys)
TIMER(phys, phys_count, CLAIM_TIMER_PHYS, &timer_virt)
TIMER(hvirt, phys_count, CLAIM_TIMER_HVIRT, &timer_virt)
TIMER(hphys, phys_count, CLAIM_TIMER_HPHYS, &timer_virt)

static bool has_hvirt(void) {
    return el2_present() && GET(read_sysreg(id_aa64mmfr1_el1), ID_AA64MMFR1_VH);
}

const char *timer_missing(const struct timer *timer) {
    if (timer == &timer_hphys && !el2_present())
        return "no EL2: the VMM entered the guest at EL1";
    if (timer == &timer_hvirt && !has_hvirt())
        return "no EL2 with FEAT_VHE: ID_AA64MMFR1_EL1.VH, or the VMM entered the guest at EL1";
    return NULL;
}

uint64_t timer_arm(const struct timer *timer, uint64_t microseconds, uint64_t imask) {
    uint64_t ticks = clock_ticks(microseconds);
    uint64_t deadline = clock_now() + ticks;
    timer->set_deadline(timer->count() + ticks);
    timer->set_control(CNT_CTL_ENABLE | imask);
    return deadline;
}

void timers_stop(void) {
    static const struct timer *const timers[] = {&timer_virt, &timer_phys, &timer_hvirt,
                                                 &timer_hphys};
    for (unsigned i = 0; i < sizeof timers / sizeof *timers; i++)
        if (!timer_missing(timers[i]))
            timers[i]->set_control(0);
}
