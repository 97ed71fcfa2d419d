/* SPDX-License-Identifier: MIT */
/* The PMU's interrupt. */
#include "host/arm64/lies.h"

#define PMU "guest.checks=boot,pmu.present,pmu.irq "

#define ALL_COUNTERS 0xffffffff
#define COUNTER_1    2

#define PMINTENSET_EL1 ARM64_SYS_REG(3, 0, 9, 14, 1)
#define PMINTENCLR_EL1 ARM64_SYS_REG(3, 0, 9, 14, 2)

/* Some kernels take what KVM_SET_ONE_REG gives them as the value of both registers, some (6.12) as
 * the bits to set or clear; this leaves none set with either. */
#define INTERRUPTS_OFF WRITE(PMINTENCLR_EL1, ALL_COUNTERS), WRITE(PMINTENSET_EL1, 0)

const struct scenario lies_pmu_irq[] = {
    TELL("pmu", PMU "pmu=0", "pmu.present", "there is no PMU", "pmu=1 pmu.irq=23"),
    TELL("pmu-unannounced", PMU, "pmu.present", "there is one", "pmu=0"),
    TELL("pmu-irq-intid", PMU "pmu.irq=22", "pmu.irq.intid", "it is another PPI", "pmu.irq=23"),
    DO("pmu-irq-cycles", PMU, "pmu.irq.cycles", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-event", PMU, "pmu.irq.event", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-event-cause", PMU, "pmu.irq.event", "another counter is marked as overflowed, too",
       WRITE(PMOVSSET_EL0, COUNTER_1)),
    DO("pmu-irq-sw-incr", PMU, "pmu.irq.sw-incr", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-sw-incr-twice", PMU, "pmu.irq.sw-incr",
       "its counter is marked as overflowed before", WRITE(PMOVSSET_EL0, COUNTER_0)),
    DO("pmu-irq-once", PMU, "pmu.irq.once", "another PPI is raised, too", RAISE(NOBODYS_PPI)),
    TELL("pmu-irq-trigger", PMU, "pmu.irq.trigger", "its line is a level", "pmu.trigger=edge"),
    {"pmu-irq-trigger-never", PMU, "its interrupt is turned off, and its line told to be an edge",
     .told = "pmu.trigger=edge", .broken = "pmu.irq.trigger", .mischief = MISCHIEF(INTERRUPTS_OFF)},
    TELL("pmu-irq-mask", PMU "boot.cpus=2", "pmu.irq.mask", "it is wired to both vCPUs",
         "pmu.cpus=0x1"),
    DO("pmu-irq-early", PMU, "pmu.irq.early", "its counter is marked as overflowed, and set back",
       WRITE(PMOVSSET_EL0, COUNTER_0), WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-irq-early-never", PMU, "pmu.irq.early", "its interrupt is turned off", INTERRUPTS_OFF),
    DO("pmu-irq-disabled", PMU, "pmu.irq.disabled", "its interrupt is turned on",
       WRITE(PMINTENSET_EL1, COUNTER_0)),
    DO("pmu-irq-disabled-other", PMU, "pmu.irq.disabled", "another PPI is raised",
       RAISE(NOBODYS_PPI)),
    DO("pmu-irq-disabled-flag", PMU, "pmu.irq.disabled", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    TELL("pmu-irq-cpus", PMU "boot.cpus=2 pmu.irq=40,42", "pmu.irq.cpus", "vCPU 1 has another SPI",
         "pmu.irq=40,41"),
    DO("pmu-irq-cpus-twice", PMU "boot.cpus=2", "pmu.irq.cpus",
       "its counter on vCPU 1 is marked as overflowed", WRITE_ON_1(PMOVSSET_EL0, COUNTER_0)),
    DO("pmu-irq-cpus-other", PMU "boot.cpus=2", "pmu.irq.cpus", "another PPI is raised",
       RAISE(NOBODYS_PPI)),
    {0},
};
