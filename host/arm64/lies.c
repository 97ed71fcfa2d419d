/* SPDX-License-Identifier: MIT */
/*
 * The lies of arm64: for every check at least one row that makes it fail, and no other. Either the
 * guest is told other claims than were applied, or it is told the truth and then the host does some
 * mischief while the check listens.
 */
#include "host/arch.h"

/* What a lie is about, and what that rests on. */
#define BOOT   "guest.checks=boot "
#define PMU    "guest.checks=boot,pmu.present,pmu.irq "
#define TIMERS "guest.checks=boot,timer.virt,timer.phys "

/* Mischief, the first time that vCPU 0 listens, or every time that vCPU 1 does. */
#define RAISE(intid)                                                                               \
    { .kind = MISCHIEF_RAISE, .id = intid }
#define WRITE(reg, number)                                                                         \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number }
#define DELAY(us)                                                                                  \
    { .kind = MISCHIEF_DELAY, .value = us }
#define RAISE_ON_1(intid)                                                                          \
    { .kind = MISCHIEF_RAISE, .id = intid, .cpu = 1, .times = EVERY_TIME }

#define NOBODYS_PPI          18
#define ALL_COUNTERS         0xffffffff
#define COUNTER_0            1
#define CTL_ENABLE           1
#define CTL_ENABLE_AND_IMASK 3

#define PMOVSSET_EL0   ARM64_SYS_REG(3, 3, 9, 14, 3)
#define PMINTENSET_EL1 ARM64_SYS_REG(3, 0, 9, 14, 1)
#define PMINTENCLR_EL1 ARM64_SYS_REG(3, 0, 9, 14, 2)

/* Some kernels take what KVM_SET_ONE_REG gives them as the value of both registers, some (6.12) as
 * the bits to set or clear; this leaves none set with either. */
#define INTERRUPTS_OFF WRITE(PMINTENCLR_EL1, ALL_COUNTERS), WRITE(PMINTENSET_EL1, 0)

/* A row: what is applied, the check that must fail, and how the guest is lied to. */
#define TELL(name_, applied_, broken_, sentence_, told_)                                           \
    { .name = name_, .applied = applied_, .sentence = sentence_, .told = told_, .broken = broken_ }
#define DO(name_, applied_, broken_, sentence_, ...)                                               \
    {                                                                                              \
        .name = name_, .applied = applied_, .sentence = sentence_, .broken = broken_,              \
        .mischief = {                                                                              \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

#define TIMER_LIES(timer, default, other, cval, ctl)                                               \
    TELL("timer-" timer "-intid", TIMERS "timer." timer "=" other, "timer." timer ".intid",        \
         "it is another PPI", "timer." timer "=" default),                                         \
        DO("timer-" timer "-once", TIMERS, "timer." timer ".once", "another PPI is raised, too",   \
           RAISE(NOBODYS_PPI)),                                                                    \
        DO("timer-" timer "-early", TIMERS, "timer." timer ".early",                               \
           "its deadline is moved to the past", WRITE(cval, 0)),                                   \
        DO("timer-" timer "-late", TIMERS "timer.late=200000", "timer." timer ".late",             \
           "the vCPU is stopped for 0.3 s", DELAY(300000)),                                        \
        DO("timer-" timer "-masked", TIMERS, "timer." timer ".masked", "it is unmasked",           \
           WRITE(ctl, CTL_ENABLE)),                                                                \
        DO("timer-" timer "-wfi", TIMERS "timer.late=200000", "timer." timer ".wfi",               \
           "it is masked", WRITE(ctl, CTL_ENABLE_AND_IMASK)),                                      \
        DO("timer-" timer "-cpus", TIMERS "boot.cpus=2", "timer." timer ".cpus",                   \
           "another PPI is raised on vCPU 1, too", RAISE_ON_1(NOBODYS_PPI))

const struct scenario arch_lies[] = {
    TELL("claims", BOOT, "boot.claims", "a claim is not a number", "timer.late=banana"),
    TELL("el", BOOT, "boot.el", "it is entered at EL1", "boot.el=2"),
    TELL("memory", BOOT, "boot.memory", "half of the RAM is not there",
         "boot.memory=0x40000000:0x2000000"),
    TELL("cpus", BOOT, "boot.cpus", "vCPU 1 is not there", "boot.cpus=2"),

    TELL("pmu", PMU "pmu=0", "pmu.present", "there is no PMU", "pmu=1 pmu.irq=23"),
    TELL("pmu-irq-intid", PMU "pmu.irq=22", "pmu.irq.intid", "it is another PPI", "pmu.irq=23"),
    DO("pmu-irq-cycles", PMU, "pmu.irq.cycles", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-event", PMU, "pmu.irq.event", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-sw-incr", PMU, "pmu.irq.sw-incr", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-once", PMU, "pmu.irq.once", "another PPI is raised, too", RAISE(NOBODYS_PPI)),
    DO("pmu-irq-early", PMU, "pmu.irq.early", "its counter is marked as overflowed",
       WRITE(PMOVSSET_EL0, COUNTER_0)),
    DO("pmu-irq-disabled", PMU, "pmu.irq.disabled", "its interrupt is turned on",
       WRITE(PMINTENSET_EL1, COUNTER_0)),
    TELL("pmu-irq-cpus", PMU "boot.cpus=2 pmu.irq=40,42", "pmu.irq.cpus", "vCPU 1 has another SPI",
         "pmu.irq=40,41"),

    TIMER_LIES("virt", "27", "20", KVM_REG_ARM_TIMER_CVAL, KVM_REG_ARM_TIMER_CTL),
    TIMER_LIES("phys", "30", "19", KVM_REG_ARM_PTIMER_CVAL, KVM_REG_ARM_PTIMER_CTL),
    {0},
};
