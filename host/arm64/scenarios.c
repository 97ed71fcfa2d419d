/* SPDX-License-Identifier: MIT */
/*
 * The scenarios of arm64, in the order they run. A new one is one row: its claims are applied on
 * top of what arch_complete() assumes, and guest.checks keeps it to the checks it is about.
 */
#include "host/arch.h"

#define PMU_PPI   "vcpu.rst 1.1: the PMU interrupt may be any PPI, the same for all vCPUs"
#define PMU_SPI   "vcpu.rst 1.1: as an SPI it must be a separate number per vCPU"
#define FILTERS   "vcpu.rst 1.3: the first range sets the policy, then each range its action"
#define COUNTERS  "vcpu.rst 1.5: sets the number of implemented event counters"
#define TIMER_PPI "vcpu.rst 2.1: the timers' PPIs are what userspace sets, on all vCPUs"
#define STOLEN    "vcpu.rst 3.1: where each vCPU's stolen time structure is"
#define CPUS      "DEN0022 5.6: every vCPU starts, and takes its own interrupts"
#define PPIS      "arm-vgic-v5.rst: a guest's PPIs: SW_PPI, the timers', and the PMU's"
#define SECONDARY "not documented: it does not matter which vCPU is first to enter KVM_RUN"
#define MEMORY    "booting.rst 4: the image may be anywhere in memory, and so may that be"
#define CONSOLE   "the payload finds its console by stdout-path"

/* What a scenario is about, and what that rests on. */
#define PMU    "guest.checks=boot,pmu.present,pmu.irq "
#define FILTER "guest.checks=boot,pmu.present,pmu.filter "
#define COUNT  "guest.checks=boot,pmu.present,pmu.counters,pmu.overflow "
#define TIMERS "guest.checks=boot,timer.virt,timer.phys "
#define EL2    "guest.checks=boot,timer boot.el=2 boot.cpus=2 "
#define PVTIME "guest.checks=boot,pvtime "
#define EIGHT_STRUCTURES                                                                           \
    "pvtime.ipa=0x40f00000,0x40f00040,0x40f00080,0x40f000c0,0x40f00100,0x40f00140,0x40f00180,"     \
    "0x40f001c0 "
#define SMP                                                                                        \
    "guest.checks=boot,pmu.irq.cpus,pmu.filter.cpus,timer.virt.cpus,"                              \
    "timer.phys.cpus,pvtime.cpus pmu.filter=deny:0x11:1 " EIGHT_STRUCTURES
#define ALL "guest.checks=boot,pmu,timer.virt,timer.phys,pvtime " EIGHT_STRUCTURES

#define ANYWHERE "guest.checks=boot,pmu.irq.intid,timer.virt.intid boot.cpus=2 "

#define GICV5                                                                                      \
    "guest.checks=boot,pmu.present,pmu.irq,timer.virt,timer.phys,gicv5 gicv5.user-ppis=0x8 "

/* Every ordered pair of PPIs for the two timers of EL1; that two timers do not share one is for
 * the errnos. The PMU, whose PPI would be in the way, is left out. */
#define SWEEP                                                                                      \
    "guest.checks=timer.virt.intid,timer.virt.once,timer.phys.intid,timer.phys.once pmu=0 "

#define ENTER_1                                                                                    \
    (const struct mischief[MISCHIEFS]) {                                                           \
        { .kind = MISCHIEF_ENTER, .cpu = 1, .times = AT_START }                                    \
    }

const char *const arch_timed_checks =
    "pvtime,timer.virt.late,timer.phys.late,timer.virt.wfi,timer.phys.wfi,"
    "timer.hvirt.late,timer.hphys.late,timer.hvirt.wfi,timer.hphys.wfi";

/* In an emulated host on a busy machine, none took half of that. */
const struct budget arch_budgets[] = {{"", 2000}};

const struct scenario arch_scenarios[] = {
    {"defaults", "", "what KVM does unless asked otherwise, and the PMU on PPI 23"},

    {"pmu-irq-16", "guest.checks=boot,pmu.present,pmu.irq,irq.line boot.cpus=2 pmu.irq=16",
     PMU_PPI},
    {"pmu-irq-21", PMU "pmu.irq=21", PMU_PPI},
    {"pmu-irq-22", PMU "pmu.irq=22", PMU_PPI},
    {"pmu-irq-31", PMU "pmu.irq=31", PMU_PPI},
    {"pmu-irq-spis", PMU "boot.cpus=2 pmu.irq=40,41 pmu.trigger=level", PMU_SPI},
    {"pmu-irq-spi-edge",
     "guest.checks=pmu.irq.intid,pmu.irq.cycles,pmu.irq.event,pmu.irq.sw-incr,pmu.irq.once,"
     "pmu.irq.early,pmu.irq.disabled pmu.irq=40 pmu.trigger=edge",
     "vcpu.rst 1.1: this interrupt could be an SPI, which comes out of reset edge-triggered",
     .known =
         &(const struct divergence){
             "7.2..7.3", "pmu.irq,end",
             "KVM_RUN never returns after the overflow; docs/findings/pmu-edge-spi-livelock.md"},
     .seconds = 2},

    {"filter-deny-cycles", FILTER "boot.cpus=2 pmu.filter=deny:0x11:1", FILTERS},
    {"filter-deny-nothing", FILTER "pmu.filter=deny:0:0", FILTERS},
    {"filter-deny-beyond", FILTER "pmu.filter=deny:0x3ff:1", FILTERS},
    {"filter-deny-all", FILTER "pmu.filter=deny:0:1024", FILTERS},
    {"filter-allow-cycles", FILTER "boot.cpus=2 pmu.filter=allow:0x11:1", FILTERS},
    {"filter-allow-instructions", FILTER "pmu.filter=allow:8:1", FILTERS},
    {"filter-allow-nothing", FILTER "pmu.filter=allow:0:0", FILTERS},
    {"filter-allow-beyond", FILTER "pmu.filter=allow:0x3ff:1", FILTERS},
    {"filter-allow-all", FILTER "pmu.filter=allow:0:1024", FILTERS},
    {"filter-cancel-allow", FILTER "pmu.filter=allow:0:10,deny:0:10", FILTERS},
    {"filter-cancel-deny", FILTER "pmu.filter=deny:0x11:1,allow:0x11:1", FILTERS},
    {"filter-overlap", FILTER "pmu.filter=allow:0:0x40,deny:0x10:4,allow:0x11:1,deny:0x11:1",
     FILTERS},
    {"filter-software-events", FILTER "pmu.filter=deny:0:1,deny:0x1e:1", FILTERS},
    {"filter-many",
     FILTER "pmu.filter=deny:1:1,deny:2:1,deny:3:1,deny:4:1,deny:5:1,deny:6:1,deny:7:1,deny:8:1,"
            "deny:9:1,deny:10:1,deny:11:1,deny:12:1,deny:13:1,deny:14:1,deny:15:1,deny:16:2",
     FILTERS},
    {"filter-1025", FILTER "pmu.filter=deny:0:1:512:2,deny:1:1:512:2,allow:0x11:1", FILTERS},
    {"filter-65536", FILTER "pmu.filter=deny:0:65535,deny:65535:1", FILTERS},
    {"filter-last-event", FILTER "pmu.filter=allow:0xffff:1", FILTERS},

    {"counters-0", COUNT "boot.cpus=2 pmu.counters=0", COUNTERS},
    {"counters-1", COUNT "boot.cpus=2 pmu.counters=1", COUNTERS},
    {"counters-2", COUNT "boot.cpus=8 pmu.counters=2", COUNTERS},
    {"counters-4", COUNT "pmu.counters=4", COUNTERS},
    {"counters-6", COUNT "pmu.counters=6", COUNTERS},

    {"counters-el2", COUNT "boot.el=2 pmu.counters=3", COUNTERS},

    {"stolen-time", PVTIME "pvtime.ipa=0x40f00000", STOLEN},
    {"stolen-time-4", PVTIME "boot.cpus=4 pvtime.ipa=0x40f00000,0x40f00040,0x40f00fc0,0x40f10000",
     STOLEN},

    {"timers-defaults", TIMERS "boot.cpus=2", "vcpu.rst 2.1: the default values 27 and 30"},
    {"timers-all-vcpus", TIMERS "boot.cpus=2 timer.virt=20 timer.phys=19", TIMER_PPI},
    {"timers-el2", EL2, "vcpu.rst 2.1: the default values 28 and 26 of EL2's timers"},
    {"timers-el2-21-22", EL2 "timer.hvirt=21 timer.hphys=22", TIMER_PPI},
    {"timers-el2-31-16", EL2 "timer.hvirt=31 timer.hphys=16", TIMER_PPI},

    {"cpus-1", SMP "boot.cpus=1", CPUS},
    {"cpus-2", SMP "boot.cpus=2", CPUS},
    {"cpus-3", SMP "boot.cpus=3", CPUS},
    {"cpus-4", SMP "boot.cpus=4", CPUS},
    {"cpus-8", SMP "boot.cpus=8", CPUS},

    {"all-2", ALL "boot.cpus=2", CPUS},
    {"all-4", ALL "boot.cpus=4", CPUS},
    {"all-8", ALL "boot.cpus=8", CPUS},

    {"secondary-first", TIMERS "boot.cpus=2", SECONDARY, .mischief = ENTER_1},
    {"gicv5", GICV5 "pmu=0 gicv5.ppis=0x48000008", PPIS},
    {"gicv5-pmu", GICV5 "gicv5.ppis=0x48800008 pmu.irq=23", PPIS},
    {"gicv5-cpus", GICV5 "boot.cpus=4 gicv5.ppis=0x48800008 pmu.irq=23", PPIS},
    {"gicv5-secondary-first", GICV5 "boot.cpus=2 pmu=0 gicv5.ppis=0x48000008", SECONDARY,
     .mischief = ENTER_1},

    {"memory-below-1g", ANYWHERE "boot.memory=0x10000000:0x1000000", MEMORY},
    {"memory-above-4g", ANYWHERE "boot.memory=0x8000000000:0x1000000", MEMORY},
    {"memory-at-the-end", ANYWHERE "boot.memory=0xffff000000:0x1000000", MEMORY},

    {"console-pl011", "guest.checks=boot guest.console=pl011:0x9000000", CONSOLE},
    {"console-ns16550a", "guest.checks=boot guest.console=ns16550a:0x9010000", CONSOLE},
    {"console-ns16550a-wide", "guest.checks=boot guest.console=ns16550a:0x9010000:2:4", CONSOLE},

    {"timers-%u-%u", SWEEP "timer.virt=%u timer.phys=%u", TIMER_PPI, .pairs = {16, 31}},
    {0},
};
