/* SPDX-License-Identifier: MIT */
#include "drivers/arch_timer.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/sysreg.h"

#define ACCESSORS(name, cnt, cval, ctl)                                                            \
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
    }                                                                                              \
    static uint64_t name##_quench(void) {                                                          \
        uint64_t control = name##_control();                                                       \
        if (!(control & CNT_CTL_ISTATUS))                                                          \
            return 0;                                                                              \
        name##_set_control(CNT_CTL_ENABLE | CNT_CTL_IMASK);                                        \
        return control;                                                                            \
    }

ACCESSORS(virt, cntvct_el0, cntv_cval_el0, cntv_ctl_el0)
ACCESSORS(phys, cntpct_el0, cntp_cval_el0, cntp_ctl_el0)

const struct timer timer_virt = {
    CLAIM_TIMER_VIRT, virt_count,  virt_set_deadline, virt_set_control,
    virt_control,     virt_quench, &timer_phys,
};
const struct timer timer_phys = {
    CLAIM_TIMER_PHYS, phys_count,  phys_set_deadline, phys_set_control,
    phys_control,     phys_quench, &timer_virt,
};

uint64_t timer_arm(const struct timer *timer, uint64_t microseconds, uint64_t imask) {
    uint64_t ticks = clock_ticks(microseconds);
    uint64_t deadline = clock_now() + ticks;
    timer->set_deadline(timer->count() + ticks);
    timer->set_control(CNT_CTL_ENABLE | imask);
    return deadline;
}

void timers_stop(void) {
    timer_virt.set_control(0);
    timer_phys.set_control(0);
}
