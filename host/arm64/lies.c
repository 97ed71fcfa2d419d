/* SPDX-License-Identifier: MIT */
/*
 * The lies of arm64: for every check at least one row that makes it fail, and no other. Either the
 * guest is told other claims than were applied, or it is told the truth and then the host does some
 * mischief while the check listens.
 */
#include "host/arch.h"
#include "host/arm64/gic.h"

/* What a lie is about, and what that rests on. */
#define BOOT     "guest.checks=boot "
#define PMU      "guest.checks=boot,pmu.present,pmu.irq "
#define TIMERS   "guest.checks=boot,timer.virt,timer.phys "
#define EL2      "guest.checks=boot,timer.hvirt,timer.hphys boot.el=2 "
#define OVERFLOW "guest.checks=boot,pmu.present,pmu.overflow "
#define EVENTS   "guest.checks=boot,pmu.present,pmu.events "
#define COUNTERS "guest.checks=boot,pmu.present,pmu.counters "
#define FILTER   "guest.checks=boot,pmu.present,pmu.filter "
#define PVTIME   "guest.checks=boot,pvtime pvtime.ipa=0x40f00000 "

/* Mischief, the first time that vCPU 0 listens, or every time that vCPU 1 does. */
#define RAISE(intid)                                                                               \
    { .kind = MISCHIEF_RAISE, .id = intid }
#define WRITE(reg, number)                                                                         \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number }
#define WRITE_LATER(reg, number)                                                                   \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number, .times = 1 }
#define DELAY(us)                                                                                  \
    { .kind = MISCHIEF_DELAY, .value = us }
#define TREE                                                                                       \
    { .kind = MISCHIEF_TREE, .times = AT_START }
#define POKE(address, number)                                                                      \
    { .kind = MISCHIEF_MEMORY, .id = address, .value = number }
#define IDLE(function)                                                                             \
    { .kind = MISCHIEF_IDLE_CALL, .id = function, .times = AT_START }
#define WAITED(times_)                                                                             \
    { .kind = MISCHIEF_WAITED, .value = times_ }
#define WRITE_ON_1(reg, number)                                                                    \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number, .cpu = 1, .times = EVERY_TIME }
#define RAISE_ON_1(intid)                                                                          \
    { .kind = MISCHIEF_RAISE, .id = intid, .cpu = 1, .times = EVERY_TIME }

#define ALL_COUNTERS         0xffffffff
#define COUNTER_0            1
#define COUNTER_1            2
#define CTL_ENABLE           1
#define CTL_ENABLE_AND_IMASK 3

/* Documentation/virt/kvm/arm/pvtime.rst, where PVTIME has it. */
#define PV_TIME_FEATURES 0xc5000020
#define PV_TIME_ST       0xc5000021
#define PVTIME_REVISION  0x40f00000
#define PVTIME_STOLEN    0x40f00008
#define PVTIME_RESERVED  0x40f00010
#define PVTIME_BEHIND    0x40f00040

#define MPIDR_EL1      ARM64_SYS_REG(3, 0, 0, 0, 5)
#define PMEVCNTR0_EL0  ARM64_SYS_REG(3, 3, 14, 8, 0)
#define PMEVCNTR1_EL0  ARM64_SYS_REG(3, 3, 14, 8, 1)
#define PMOVSSET_EL0   ARM64_SYS_REG(3, 3, 9, 14, 3)
#define PMINTENSET_EL1 ARM64_SYS_REG(3, 0, 9, 14, 1)
#define PMINTENCLR_EL1 ARM64_SYS_REG(3, 0, 9, 14, 2)
#define CNTHP_CTL_EL2  ARM64_SYS_REG(3, 4, 14, 2, 1)
#define CNTHP_CVAL_EL2 ARM64_SYS_REG(3, 4, 14, 2, 2)
#define CNTHV_CTL_EL2  ARM64_SYS_REG(3, 4, 14, 3, 1)
#define CNTHV_CVAL_EL2 ARM64_SYS_REG(3, 4, 14, 3, 2)

/* Some kernels take what KVM_SET_ONE_REG gives them as the value of both registers, some (6.12) as
 * the bits to set or clear; this leaves none set with either. */
#define INTERRUPTS_OFF WRITE(PMINTENCLR_EL1, ALL_COUNTERS), WRITE(PMINTENSET_EL1, 0)

/* Claims that several checks verify: each of them alone. */
#define COUNTERS_LIE(check, applied_, sentence_, told_)                                            \
    TELL("pmu-counters-" check, "guest.checks=boot,pmu.present,pmu.counters." check " " applied_,  \
         "pmu.counters." check, sentence_, told_)
#define FILTER_LIE(check, applied_, sentence_, told_)                                              \
    TELL("pmu-filter-" check,                                                                      \
         "guest.checks=boot,pmu.present,pmu.filter." check " pmu.filter=" applied_,                \
         "pmu.filter." check, sentence_, "pmu.filter=" told_)

#define GICV5 "pmu=0 gicv5.ppis=0x48000008"
#define GICV5_LIE(check)                                                                           \
    TELL("gicv5-" check, "guest.checks=boot,gicv5." check " " GICV5, "gicv5." check,               \
         "SW_PPI is there, and not told of", "gicv5.ppis=0x48000000")

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

const struct scenario arch_lies[] = {
    TELL("claims", BOOT, "boot.claims", "a claim is not a number", "timer.late=banana"),
    TELL("claims-list", BOOT "boot.cpus=3", "boot.claims", "vCPU 2 has no item", "pmu.irq=40,41"),
    TELL("el", BOOT, "boot.el", "it is entered at EL1", "boot.el=2"),
    DO("tree", BOOT, "boot.tree", "the tree has no end", TREE),
    TELL("memory", BOOT, "boot.memory", "half of the RAM is not there",
         "boot.memory=0x40000000:0x2000000"),
    TELL("cpus", BOOT, "boot.cpus", "vCPU 1 is not there", "boot.cpus=2"),
    DO("cpus-late", BOOT "boot.cpus=2", "boot.cpus", "vCPU 1 is stopped for 2.5 s",
       {.kind = MISCHIEF_DELAY, .value = 2500000, .cpu = 1}),
    DO("cpus-other", BOOT "boot.cpus=2", "boot.cpus", "vCPU 1 is for a while not what was started",
       {.kind = MISCHIEF_REGISTER, .id = MPIDR_EL1, .value = 2, .cpu = 1},
       {.kind = MISCHIEF_REGISTER, .id = MPIDR_EL1, .value = 1, .cpu = 1, .times = 1}),

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

    DO("pmu-overflow-clean", OVERFLOW, "pmu.overflow.clean", "its counter is marked as overflowed",
       WRITE(PMOVSSET_EL0, COUNTER_0)),
    DO("pmu-overflow-wrap", OVERFLOW, "pmu.overflow.wrap", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-overflow-chain", OVERFLOW, "pmu.overflow.chain", "the upper counter is moved on",
       WRITE_LATER(PMEVCNTR1_EL0, 9)),
    DO("pmu-overflow-chain-early", OVERFLOW, "pmu.overflow.chain", "and it is set back in time",
       WRITE(PMEVCNTR1_EL0, 9), WRITE_LATER(PMEVCNTR1_EL0, 5)),
    DO("pmu-overflow-long", OVERFLOW, "pmu.overflow.long", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-overflow-long-64", OVERFLOW, "pmu.overflow.long", "its counter is set back",
       WRITE_LATER(PMEVCNTR0_EL0, 5)),

    DO("pmu-events-instructions", EVENTS, "pmu.events.instructions", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-events-cycles", EVENTS, "pmu.events.cycles", "its counter is set back",
       WRITE(PMEVCNTR0_EL0, 0)),

    COUNTERS_LIE("number", "pmu.counters=3", "there is one counter less", "pmu.counters=4"),
    COUNTERS_LIE("cpus", "boot.cpus=2 pmu.counters=3", "there is one counter less, on any vCPU",
                 "pmu.counters=4"),
    COUNTERS_LIE("hpmn", "boot.el=2 pmu.counters=3", "there is one counter less", "pmu.counters=4"),
    COUNTERS_LIE("masks", "pmu.counters=3", "there is one counter less", "pmu.counters=4"),
    COUNTERS_LIE("absent", "pmu.counters=4", "there is one counter more", "pmu.counters=3"),
    DO("pmu-counters-present", COUNTERS, "pmu.counters.present", "the first counter is set back",
       WRITE(PMEVCNTR0_EL0, 0)),

    FILTER_LIE("denied", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("silent", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("cycle-counter", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("pmceid", "deny:0x3ff:1", "CPU_CYCLES passes the filter", "deny:0x11:1"),
    FILTER_LIE("allowed", "deny:0x11:1", "CPU_CYCLES does not pass the filter", "deny:0x3ff:1"),
    TELL("pmu-filter", FILTER "pmu.filter=deny:0x11:1",
         "pmu.filter.allowed,pmu.filter.cycle-counter,pmu.filter.pmceid",
         "CPU_CYCLES does not pass the filter", "pmu.filter=deny:0x3ff:1"),
    DO("pmu-filter-sw-incr", FILTER "pmu.filter=deny:0:1", "pmu.filter.sw-incr",
       "its counter is moved on", WRITE(PMEVCNTR0_EL0, 5)),
    DO("pmu-filter-chain", FILTER "pmu.filter=deny:0x1e:1", "pmu.filter.chain",
       "its counter is moved on", WRITE(PMEVCNTR1_EL0, 5)),
    DO("pmu-filter-cpus", FILTER "boot.cpus=2 pmu.filter=deny:0x11:1", "pmu.filter.cpus",
       "the counter of what is denied is moved on, on vCPU 1",
       {.kind = MISCHIEF_REGISTER, .id = PMEVCNTR0_EL0, .value = 5, .cpu = 1, .times = 1}),
    DO("pmu-filter-cpus-sw-incr", FILTER "boot.cpus=2 pmu.filter=deny:0x11:1", "pmu.filter.cpus",
       "the counter of SW_INCR is moved on, on vCPU 1",
       {.kind = MISCHIEF_REGISTER, .id = PMEVCNTR0_EL0, .value = 5, .cpu = 1, .times = 2}),
    TELL("pmu-filter-cpus-cycles",
         "guest.checks=boot,pmu.present,pmu.filter.cpus boot.cpus=2 pmu.filter=deny:0x11:1",
         "pmu.filter.cpus", "CPU_CYCLES does not pass the filter", "pmu.filter=deny:0x3ff:1"),

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
    TELL("older-gic", "guest.checks=boot,gicv5.present", "gicv5.present", "it is no GICv5",
         "gicv5.ppis=0x48000008"),
    TELL("gicv5-ppis", "guest.checks=boot,gicv5.ppis " GICV5, "gicv5.ppis",
         "the virtual timer's is not told of", "gicv5.ppis=0x40000008"),
    GICV5_LIE("sw-ppi"),
    GICV5_LIE("clear-pend"),
    GICV5_LIE("masked"),
    GICV5_LIE("priority"),
    GICV5_LIE("active"),
    GICV5_LIE("handling"),
    TELL("gicv5-user-ppis", "guest.checks=boot,gicv5.user-ppis gicv5.user-ppis=0x8 " GICV5,
         "gicv5.user-ppis", "SW_PPI may be driven, and is not told of", "gicv5.user-ppis=0"),
    TELL("gicv5-cpus", "guest.checks=boot,gicv5.cpus boot.cpus=2 " GICV5, "gicv5.cpus",
         "SW_PPI is there, and not told of", "gicv5.ppis=0x48000000"),

    TELL("pvtime-features", "guest.checks=boot,pvtime ", "pvtime.features", "there is none",
         "pvtime=1 pvtime.ipa=0x40f00000"),
    DO("pvtime-features-address", "guest.checks=boot,pvtime.features", "pvtime.features",
       "there is none, but its address is given", IDLE(PV_TIME_ST)),
    DO("pvtime-calls", PVTIME, "pvtime.calls", "whatever is asked for is supported",
       IDLE(PV_TIME_FEATURES)),
    TELL("pvtime-address", "guest.checks=boot,pvtime.features,pvtime.address pvtime.ipa=0x40f00000",
         "pvtime.address", "it is elsewhere", "pvtime.ipa=0x40f00040"),
    TELL("pvtime-region", "guest.checks=boot,pvtime.features,pvtime.region pvtime.ipa=0x40f00000",
         "pvtime.region", "what the device tree reserves is elsewhere", "pvtime.ipa=0x40f00040"),
    TELL(
        "pvtime-cpus",
        "guest.checks=boot,pvtime.features,pvtime.address,pvtime.cpus boot.cpus=2 pvtime.ipa=0x40f00000,0x40f00040",
        "pvtime.cpus", "that of vCPU 1 is elsewhere", "pvtime.ipa=0x40f00000,0x40f00080"),
    TELL("pvtime-cpus-shared",
         "guest.checks=boot,pvtime.cpus boot.cpus=2 pvtime.ipa=0x40f00000,0x40f00000",
         "pvtime.cpus", "all vCPUs share one", ""),
    DO("pvtime-cpus-header",
       "guest.checks=boot,pvtime.cpus boot.cpus=2 pvtime.ipa=0x40f00000,0x40f00040", "pvtime.cpus",
       "that of vCPU 1 has revision 1",
       {.kind = MISCHIEF_MEMORY, .id = PVTIME_BEHIND, .value = 1, .cpu = 1, .times = EVERY_TIME}),
    DO("pvtime-header", PVTIME, "pvtime.header", "it has revision 1", POKE(PVTIME_REVISION, 1)),
    DO("pvtime-header-attributes", PVTIME, "pvtime.header", "it has an attribute",
       POKE(PVTIME_REVISION, UINT64_C(1) << 32)),
    DO("pvtime-reserved", PVTIME, "pvtime.reserved", "a reserved byte is 1",
       POKE(PVTIME_RESERVED, 1)),
    DO("pvtime-monotonic", PVTIME, "pvtime.monotonic", "it goes back",
       POKE(PVTIME_STOLEN, UINT64_C(1) << 40),
       {.kind = MISCHIEF_MEMORY, .id = PVTIME_STOLEN, .times = 1}),
    DO("pvtime-idle", PVTIME, "pvtime.idle", "it grows by 18 minutes",
       POKE(PVTIME_STOLEN, UINT64_C(1) << 40)),
    DO("pvtime-stolen", PVTIME, "pvtime.stolen", "the host says that nothing was stolen",
       WAITED(0)),
    DO("pvtime-stolen-less", PVTIME, "pvtime.stolen", "the host says that twice as much was stolen",
       WAITED(2)),
    DO("pvtime-stolen-none", PVTIME, "pvtime.stolen", "nothing is stolen",
       {.kind = MISCHIEF_NO_STEAL}),
    DO("pvtime-canary", PVTIME, "pvtime.canary", "something behind it is written",
       {.kind = MISCHIEF_MEMORY, .id = PVTIME_BEHIND, .times = 9}),
    {0},
};
