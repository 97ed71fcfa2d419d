/* SPDX-License-Identifier: MIT */
/* The timers of EL1 and EL2, and an interrupt line. */
#include "host/arm64/lies.h"

#define TIMERS "guest.checks=boot,timer.virt,timer.phys "
#define EL2    "guest.checks=boot,timer.hvirt,timer.hphys boot.el=2 "

#define CTL_ENABLE           1
#define CTL_ENABLE_AND_IMASK 3

#define CNTHP_CTL_EL2  ARM64_SYS_REG(3, 4, 14, 2, 1)
#define CNTHP_CVAL_EL2 ARM64_SYS_REG(3, 4, 14, 2, 2)
#define CNTHV_CTL_EL2  ARM64_SYS_REG(3, 4, 14, 3, 1)
#define CNTHV_CVAL_EL2 ARM64_SYS_REG(3, 4, 14, 3, 2)

#define PAST "its deadline is moved to the past"
#define TIMER_LIES(TIMERS, timer, default, other, early_sentence, early, ctl)                      \
    TELL("timer-" timer "-intid", TIMERS "timer." timer "=" other, "timer." timer ".intid",        \
         "it is another PPI", "timer." timer "=" default),                                         \
        TELL("timer-" timer "-trigger", TIMERS, "timer." timer ".trigger", "its line is a level",  \
             "timer." timer "=" default ":edge"),                                                  \
        DO("timer-" timer "-once", TIMERS, "timer." timer ".once", "another PPI is raised, too",   \
           RAISE(NOBODYS_PPI)),                                                                    \
        DO("timer-" timer "-early", TIMERS, "timer." timer ".early", early_sentence, early),       \
        DO("timer-" timer "-late", TIMERS "timer.late=200000", "timer." timer ".late",             \
           "the vCPU is stopped for 0.3 s", DELAY(300000)),                                        \
        DO("timer-" timer "-masked", TIMERS, "timer." timer ".masked", "it is unmasked",           \
           WRITE(ctl, CTL_ENABLE)),                                                                \
        DO("timer-" timer "-wfi", TIMERS "timer.late=200000", "timer." timer ".wfi",               \
           "it is masked", WRITE(ctl, CTL_ENABLE_AND_IMASK)),                                      \
        DO("timer-" timer "-cpus", TIMERS "boot.cpus=2", "timer." timer ".cpus",                   \
           "another PPI is raised on vCPU 1, too", RAISE_ON_1(NOBODYS_PPI))

const struct scenario lies_timer[] = {
    TIMER_LIES(TIMERS, "virt", "27", "20", PAST, WRITE(KVM_REG_ARM_TIMER_CVAL, 0),
               KVM_REG_ARM_TIMER_CTL),
    TIMER_LIES(TIMERS, "phys", "30", "19", PAST, WRITE(KVM_REG_ARM_PTIMER_CVAL, 0),
               KVM_REG_ARM_PTIMER_CTL),
    TIMER_LIES(EL2, "hvirt", "28", "21", PAST, WRITE(CNTHV_CVAL_EL2, 0), CNTHV_CTL_EL2),
    TIMER_LIES(EL2, "hphys", "26", "22", PAST, WRITE(CNTHP_CVAL_EL2, 0), CNTHP_CTL_EL2),
    DO("timer-virt-never", TIMERS, "timer.virt.late", "it is masked",
       WRITE(KVM_REG_ARM_TIMER_CTL, CTL_ENABLE_AND_IMASK)),
    DO("timer-virt-masked-status", TIMERS, "timer.virt.masked", "its deadline is moved",
       WRITE(KVM_REG_ARM_TIMER_CVAL, INT64_MAX)),
    TELL("timer-virt-cpus-intid", "guest.checks=boot,timer.virt.cpus boot.cpus=2 timer.virt=20",
         "timer.virt.cpus", "it is another PPI", "timer.virt=27"),
    DO("timer-virt-cpus-other", TIMERS "boot.cpus=2", "timer.virt.cpus", "another PPI is raised",
       RAISE(NOBODYS_PPI)),
    TELL("timer-mask", "guest.checks=boot,timer.virt,timer.mask boot.cpus=2 ", "timer.mask",
         "it is wired to both vCPUs", "timer.cpus=0x1"),
    DO("irq-line", "guest.checks=boot,irq.line", "irq.line", "another PPI is raised, too",
       {.kind = MISCHIEF_RAISE, .id = NOBODYS_PPI, .times = 1}),
    DO("irq-line-early", "guest.checks=boot,irq.line", "irq.line", "it is raised before",
       RAISE(16)),
    DO("irq-line-other", "guest.checks=boot,irq.line", "irq.line", "the next PPI is raised instead",
       {.kind = MISCHIEF_NEXT_LINE}),
    {0},
};
