/* SPDX-License-Identifier: MIT */
/* Every claim there is. */
#include "core/claims.h"

#define VCPU_RST  "Documentation/virt/kvm/devices/vcpu.rst "
#define GICV5_RST "Documentation/virt/kvm/devices/arm-vgic-v5.rst "
#define XIVE_RST  "Documentation/virt/kvm/devices/xive.rst "

#define FIELDS(...)                                                                                \
    .field = (const struct claim_field[]){__VA_ARGS__},                                            \
    .fields = sizeof((const struct claim_field[]){__VA_ARGS__}) / sizeof(struct claim_field)

#define PPIS FIELDS({0, UINT64_MAX}, {0, UINT64_MAX, .optional = true})

/* What only people read stays out of the payload. */
#if __STDC_HOSTED__
#define MEANING(...) .meaning = __VA_ARGS__
#else
#define MEANING(...)
#endif

const struct claim_kind claim_kinds[CLAIM_COUNT] = {
#if CLAIMS_OF_ARM64
    [CLAIM_BOOT_EL] = {.key = "boot.el",
                       FIELDS({/* level */ 1, 2}),
                       .items = 1,
                       .example = "1",
                       MEANING("the exception level the VMM enters the guest at "
                               "(Documentation/arch/arm64/booting.rst)")},
#endif
    [CLAIM_BOOT_CPUS] =
        {.key = "boot.cpus",
         FIELDS({/* number */ 1, 512}),
         .items = 1,
         .example = "2",
         MEANING(
             "vCPUs the guest can bring up (PSCI CPU_ON, Arm DEN0022 5.6; RTAS start-cpu, LoPAR 7.3.8.2)")},
    [CLAIM_BOOT_MEMORY] = {.key = "boot.memory",
                           FIELDS({/* base */ 0, UINT64_MAX}, {/* size */ 1, UINT64_MAX}),
                           .items = 8,
                           .example = "0x40000000:0x1000000",
                           MEANING("guest RAM (Devicetree Specification 3.4, /memory)")},
#if CLAIMS_OF_ARM64
    [CLAIM_PMU] = {.key = "pmu",
                   FIELDS({/* present */ 0, 1}),
                   .items = 1,
                   .example = "1",
                   MEANING("vCPUs have a PMUv3 (KVM_ARM_VCPU_PMU_V3, "
                           "Documentation/virt/kvm/api.rst 4.82)")},
    [CLAIM_PMU_IRQ] = {.key = "pmu.irq",
                       FIELDS({/* intid */ 16, 1019}),
                       .items = CLAIM_CPUS,
                       .example = "23",
                       MEANING("the PMU overflow interrupt: one PPI for all vCPUs, or an SPI for "
                               "each, as 40,41 (" VCPU_RST "1.1)")},
    [CLAIM_PMU_TRIGGER] = {.key = "pmu.trigger",
                           FIELDS({/* kind */ 0, 1, "level|edge"}),
                           .items = 1,
                           .example = "level",
                           MEANING("the line of the PMU's interrupt: level (what KVM's is, and "
                                   "the default) or edge, an SPI's reset value, and then the guest "
                                   "makes its SPI one (Arm IHI 0069, GICD_ICFGR)")},
    [CLAIM_PMU_CPUS] = {.key = "pmu.cpus",
                        FIELDS({/* mask */ 0, 0xff}),
                        .items = 1,
                        .example = "0x3",
                        MEANING("the vCPUs that the PMU's PPI is wired to, as a GICv2's device "
                                "tree says it (arm,gic.yaml, bits 15:8); 0 where it does not")},
    [CLAIM_PMU_FILTER] = {.key = "pmu.filter",
                          FIELDS({/* action */ 0, 1, "allow|deny"}, {/* base */ 0, UINT16_MAX},
                                 {/* nevents */ 0, UINT16_MAX},
                                 {/* times */ 1, UINT16_MAX, .optional = true, .otherwise = 1},
                                 {/* step */ 0, UINT16_MAX, .optional = true}),
                          .items = CLAIM_ITEMS,
                          .example = "deny:0x11:1,allow:0x100:16",
                          MEANING("PMU event filter ranges, in the order in which they were set; "
                                  "`times` of them, each `step` above the last (" VCPU_RST "1.3)")},
    [CLAIM_PMU_EVENTS] = {.key = "pmu.events",
                          FIELDS({/* PMCEID0 */ 0, UINT64_MAX}, {/* PMCEID1 */ 0, UINT64_MAX}),
                          .items = 1,
                          .example = "0x40020001:0x10000018",
                          MEANING("the events that the PMU advertises without any filter "
                                  "(Arm ARM, PMCEID0_EL0 and PMCEID1_EL0)")},
    [CLAIM_PMU_COUNTERS] = {.key = "pmu.counters",
                            FIELDS({/* number */ 0, 31}),
                            .items = 1,
                            .example = "4",
                            MEANING("event counters, PMCR_EL0.N (" VCPU_RST "1.5)")},
    [CLAIM_TIMER_VIRT] =
        {.key = "timer.virt",
         FIELDS({/* intid */ 16, 31}, {/* trigger */ 0, 1, "level|edge", .optional = true}),
         .items = 1,
         .example = "27",
         MEANING(
             "the EL1 virtual timer's PPI, and whether its line is a level, as KVM's, or an edge (" VCPU_RST
             "2.1)")},
    [CLAIM_TIMER_PHYS] = {.key = "timer.phys",
                          FIELDS({/* intid */ 16, 31},
                                 {/* trigger */ 0, 1, "level|edge", .optional = true}),
                          .items = 1,
                          .example = "30",
                          MEANING("the EL1 physical timer's PPI (" VCPU_RST "2.1)")},
    [CLAIM_TIMER_HVIRT] = {.key = "timer.hvirt",
                           FIELDS({/* intid */ 16, 31},
                                  {/* trigger */ 0, 1, "level|edge", .optional = true}),
                           .items = 1,
                           .example = "28",
                           MEANING("the EL2 virtual timer's PPI (" VCPU_RST "2.1)")},
    [CLAIM_TIMER_HPHYS] = {.key = "timer.hphys",
                           FIELDS({/* intid */ 16, 31},
                                  {/* trigger */ 0, 1, "level|edge", .optional = true}),
                           .items = 1,
                           .example = "26",
                           MEANING("the EL2 physical timer's PPI (" VCPU_RST "2.1)")},
    [CLAIM_TIMER_CPUS] = {.key = "timer.cpus",
                          FIELDS({/* mask */ 0, 0xff}),
                          .items = 1,
                          .example = "0x3",
                          MEANING(
                              "the vCPUs that all timers' PPIs are wired to, as a GICv2's device "
                              "tree says it (arm,gic.yaml, bits 15:8); 0 where it does not")},
    [CLAIM_TIMER_LATE] = {.key = "timer.late",
                          FIELDS({/* microseconds */ 0, 10000000}),
                          .items = 1,
                          .example = "500000",
                          MEANING("how late a timer interrupt may be, in microseconds")},
    [CLAIM_PVTIME] = {.key = "pvtime",
                      FIELDS({/* present */ 0, 1}),
                      .items = 1,
                      .example = "1",
                      MEANING("vCPUs have a stolen time structure "
                              "(Documentation/virt/kvm/arm/pvtime.rst)")},
    [CLAIM_PVTIME_IPA] = {.key = "pvtime.ipa",
                          FIELDS({/* address */ 0, UINT64_MAX}),
                          .items = CLAIM_CPUS,
                          .example = "0x40300000,0x40300040",
                          MEANING("where each vCPU's stolen time structure is (" VCPU_RST "3.1)")},
    [CLAIM_PVTIME_IDLE] = {.key = "pvtime.idle",
                           FIELDS({/* percent */ 0, 100}),
                           .items = 1,
                           .example = "50",
                           MEANING("how much of a vCPU's time may be stolen while nothing is "
                                   "meant to compete, in percent")},
    [CLAIM_GICV5_PPIS] = {.key = "gicv5.ppis",
                          PPIS,
                          .items = 1,
                          .example = "0x48800008",
                          MEANING(
                              "the PPIs that a guest with a GICv5 is given, a bit each: 0 to 63, "
                              "then 64 to 127 (" GICV5_RST "PPIs)")},
    [CLAIM_GICV5_USER_PPIS] = {.key = "gicv5.user-ppis",
                               PPIS,
                               .items = 1,
                               .example = "0x8",
                               MEANING("those of them that userspace may drive (" GICV5_RST
                                       "KVM_DEV_ARM_VGIC_USERSPACE_PPIS)")},
#endif
#if CLAIMS_OF_PPC64
    [CLAIM_XIVE_SETUP] = {.key = "xive.setup",
                          FIELDS({/* by */ 0, 1, "guest|host"}),
                          .items = 1,
                          .example = "host",
                          MEANING("who configures targets and queues: the guest, by H_INT_... "
                                  "calls (LoPAR 14.5.4.7), unless this says that the host has")},
    [CLAIM_XIVE_TIMA] = {.key = "xive.tima",
                         FIELDS({/* address */ 0, UINT64_MAX}),
                         .items = 1,
                         .example = "0x6030203180000",
                         MEANING("the thread interrupt management area's page for the OS "
                                 "(" XIVE_RST "Device Mappings 1)")},
    [CLAIM_XIVE_ESB] = {.key = "xive.esb",
                        FIELDS({/* address */ 0, UINT64_MAX}),
                        .items = 1,
                        .example = "0x6010000000000",
                        MEANING("the two 64 KiB pages of source 0's event state buffer, those "
                                "of source 1 behind them (" XIVE_RST "Device Mappings 2)")},
    [CLAIM_XIVE_SOURCE] = {.key = "xive.source",
                           FIELDS({/* first */ 0, 0xfffff},
                                  {/* count */ 1, 1 << 20, .optional = true, .otherwise = 1},
                                  {/* type */ 0, 1, "msi|lsi", .optional = true},
                                  {/* level */ 0, 1, .optional = true}),
                           .items = CLAIM_ITEMS,
                           .example = "0:4,16:1:lsi:1",
                           MEANING("sources that were initialised, and masked; an LSI with its "
                                   "level (" XIVE_RST "2)")},
    [CLAIM_XIVE_TARGET] = {.key = "xive.target",
                           FIELDS({/* source */ 0, 0xfffff}, {/* server */ 0, 16383},
                                  {/* priority */ 0, 6}, {/* eisn */ 1, 0x7fffffff},
                                  {/* count */ 1, 1 << 20, .optional = true, .otherwise = 1},
                                  {/* mask */ 0, 1, .optional = true}),
                           .items = CLAIM_ITEMS,
                           .example = "0:0:6:0x1000:4",
                           MEANING("where events go; of `count` sources, each with the EISN "
                                   "that follows (" XIVE_RST "3)")},
    [CLAIM_XIVE_EQ] = {.key = "xive.eq",
                       FIELDS({/* server */ 0, 16383}, {/* priority */ 0, 6}, {/* qshift */ 12, 24},
                              {/* address */ 0, UINT64_MAX},
                              {/* toggle */ 0, 1, .optional = true, .otherwise = 1},
                              {/* index */ 0, 0x3fffff, .optional = true}),
                       .items = CLAIM_ITEMS,
                       .example = "0:6:16:0x1050000:1:0",
                       MEANING("event queues, and where each one began (" XIVE_RST "4)")},
    [CLAIM_XIVE_EVENTS] = {.key = "xive.events",
                           FIELDS({/* number */ 1, 100000000}),
                           .items = 1,
                           .example = "1000000",
                           MEANING("how many events the check that counts them sends")},
#endif
    [CLAIM_GUEST_CHECKS] = {.key = "guest.checks",
                            .example = "boot,pmu.irq",
                            MEANING("run the checks under these prefixes only")},
    [CLAIM_GUEST_CONSOLE] = {.key = "guest.console",
                             FIELDS({/* kind */ 0, 4, "doorbell|pl011|ns16550a|hvterm|virtio"},
                                    {/* address */ 0, UINT64_MAX},
                                    {/* shift */ 0, 3, .optional = true},
                                    {/* width */ 1, 4, .optional = true, .otherwise = 1}),
                             .items = 1,
                             .example = "pl011:0x9000000",
                             MEANING(
                                 "print here, whatever stdout-path says; an ns16550a's registers "
                                 "may be 1 << shift bytes apart, and 4 wide")},
    [CLAIM_GUEST_END] = {.key = "guest.end",
                         FIELDS({/* how */ 0, 3, "off|reset|status|stay"}),
                         .items = 1,
                         .example = "off",
                         MEANING(
                             "how the guest ends: power off, reset, an exit status of 0 or 1 "
                             "(semihosting SYS_EXIT_EXTENDED; RTAS ibm,os-term after a failure), "
                             "or it stays and repeats its totals")},
};
