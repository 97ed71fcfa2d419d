/* SPDX-License-Identifier: MIT */
/*
 * The scenarios of arm64, in the order they run. A new one is one row: its claims are applied on
 * top of what arch_complete() assumes, and guest.checks keeps it to the checks it is about.
 */
#include "host/arch.h"

#define PMU_PPI   "vcpu.rst 1.1: the PMU interrupt may be any PPI, the same for all vCPUs"
#define PMU_SPI   "vcpu.rst 1.1: as an SPI it must be a separate number per vCPU"
#define TIMER_PPI "vcpu.rst 2.1: the timers' PPIs are what userspace sets, on all vCPUs"
#define CPUS      "DEN0022 5.6: every vCPU starts, and takes its own interrupts"
#define CONSOLE   "the payload finds its console by stdout-path"

/* What a scenario is about, and what that rests on. */
#define PMU    "guest.checks=boot,pmu.present,pmu.irq "
#define TIMERS "guest.checks=boot,timer.virt,timer.phys "
#define SMP    "guest.checks=boot,pmu.irq.cpus,timer.virt.cpus,timer.phys.cpus "

const struct scenario arch_scenarios[] = {
    {"defaults", "", "what KVM does unless asked otherwise, and the PMU on PPI 23"},

    {"pmu-irq-16", PMU "boot.cpus=2 pmu.irq=16", PMU_PPI},
    {"pmu-irq-21", PMU "pmu.irq=21", PMU_PPI},
    {"pmu-irq-22", PMU "pmu.irq=22", PMU_PPI},
    {"pmu-irq-31", PMU "pmu.irq=31", PMU_PPI},
    {"pmu-irq-spis", PMU "boot.cpus=2 pmu.irq=40,41", PMU_SPI},

    {"timers-27-30", TIMERS "timer.virt=27 timer.phys=30", TIMER_PPI},
    {"timers-20-19", TIMERS "boot.cpus=2 timer.virt=20 timer.phys=19", TIMER_PPI},
    {"timers-30-27", TIMERS "timer.virt=30 timer.phys=27", TIMER_PPI},
    {"timers-16-31", TIMERS "timer.virt=16 timer.phys=31", TIMER_PPI},

    {"cpus-1", SMP "boot.cpus=1", CPUS},
    {"cpus-2", SMP "boot.cpus=2", CPUS},
    {"cpus-3", SMP "boot.cpus=3", CPUS},
    {"cpus-4", SMP "boot.cpus=4", CPUS},

    {"console-pl011", "guest.checks=boot guest.console=pl011:0x9000000", CONSOLE},
    {"console-ns16550a", "guest.checks=boot guest.console=ns16550a:0x9010000", CONSOLE},
    {0},
};
