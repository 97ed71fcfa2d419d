/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_TIMER_IRQ_VTIMER, _PTIMER, _HVTIMER and _HPTIMER. */
#include "host/arm64/errnos.h"

#define INVALID  "vcpu.rst 2.1: EINVAL: Invalid timer interrupt number"
#define PPI      "vcpu.rst 2.1: These must be a PPI (16 <= intid < 32)"
#define BUSY     "vcpu.rst 2.1: EBUSY: One or more VCPUs has already run"
#define DEFAULT  "vcpu.rst 2.1: the default values"
#define OVERRIDE "vcpu.rst 2.1: Setting the attribute overrides the default values"
#define EVERYONE                                                                                   \
    "vcpu.rst 2.1: Setting the interrupt number on a VCPU configures all VCPUs created at that time"
#define OVERWRITE "vcpu.rst 2.1: overwriting any previously configured values on other VCPUs"
#define SAME                                                                                       \
    "vcpu.rst 2.1: Setting the same PPI for different timers will prevent the VCPUs from running"
#define DIFFERENT    "vcpu.rst 2.1: the VCPUs run where each timer has a PPI of its own"
#define NO_GIC       "not documented: a timer interrupt without an in-kernel irqchip is EINVAL"
#define NO_GIC_GET   "not documented: without an in-kernel irqchip, the default is read"
#define STILL_GET    "not documented: it is read back after the vCPU has run"
#define BARE_DEFAULT "not documented: the default is read before KVM_ARM_VCPU_INIT"
#define BARE_SET     "not documented: it is set before KVM_ARM_VCPU_INIT"

#define LATER_KEEPS "the number belongs to the VM, so that later vCPUs have it, too"

/* The same for each timer. Another vCPU is one that did not ask. */
#define TIMER_ROWS(name, attr, default)                                                            \
    {name ".default", DEFAULT, {VCPU(NONE), GIC, NEED(0, attr), GET(0, attr, default)}},           \
        {name ".default-no-gic", NO_GIC_GET, {VCPU(NONE), NEED(0, attr), GET(0, attr, default)}},  \
        {name ".default-after-run",                                                                \
         STILL_GET,                                                                                \
         {VCPU(NONE), READY, NEED(0, attr), RUN(0), GET(0, attr, default)}},                       \
        {name ".bare-default", BARE_DEFAULT, {BARE, GIC, NEED(0, attr), GET(0, attr, default)}},   \
        {name ".bare-set",                                                                         \
         BARE_SET,                                                                                 \
         {BARE, GIC, NEED(0, attr), SET(0, attr, 20), GET(0, attr, 20)}},                          \
        {name ".has", HAS_IT, {VCPU(NONE), GIC, NEED(0, attr), HAS(0, attr)}},                     \
        {name ".has-no-gic", HAS_IT, {VCPU(NONE), NEED(0, attr), HAS(0, attr)}},                   \
        {name ".has-after-run", HAS_IT, {VCPU(NONE), READY, NEED(0, attr), RUN(0), HAS(0, attr)}}, \
        {name ".ppi-16",                                                                           \
         OVERRIDE,                                                                                 \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 16), GET(0, attr, 16)}},                    \
        {name ".ppi-31",                                                                           \
         OVERRIDE,                                                                                 \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 31), GET(0, attr, 31)}},                    \
        {name ".twice",                                                                            \
         OVERRIDE,                                                                                 \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 20), SET(0, attr, 21), GET(0, attr, 21)}},  \
        {name ".gic-initialised",                                                                  \
         OVERRIDE,                                                                                 \
         {VCPU(NONE), READY, NEED(0, attr), SET(0, attr, 20), RUN(0), GET(0, attr, 20)}},          \
        {name ".vcpus",                                                                            \
         EVERYONE,                                                                                 \
         {VCPU(NONE), VCPU(NONE), GIC, NEED(1, attr), SET(1, attr, 31), GET(0, attr, 31)}},        \
        {name ".vcpus-overwrite",                                                                  \
         OVERWRITE,                                                                                \
         {VCPU(NONE), VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 20), SET(1, attr, 21),          \
          GET(0, attr, 21)}},                                                                      \
        {name ".vcpu-later",                                                                       \
         EVERYONE,                                                                                 \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 20), VCPU(NONE), GET(1, attr, default)},    \
         KNOWN_GOT(20, "6.12..7.3", LATER_KEEPS)},                                                 \
        {name ".invalid-15", PPI, {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 15)}, EINVAL},     \
        {name ".invalid-32", PPI, {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, 32)}, EINVAL},     \
        {name ".invalid-negative",                                                                 \
         INVALID,                                                                                  \
         {VCPU(NONE), GIC, NEED(0, attr), SET(0, attr, -1)},                                       \
         EINVAL},                                                                                  \
        {name ".invalid-after-run",                                                                \
         INVALID,                                                                                  \
         {VCPU(NONE), READY, NEED(0, attr), RUN(0), SET(0, attr, 15)},                             \
         EINVAL,                                                                                   \
         EBUSY},                                                                                   \
        {name ".busy", BUSY, {VCPU(NONE), READY, NEED(0, attr), RUN(0), SET(0, attr, 20)}, EBUSY}, \
        {name ".busy-same",                                                                        \
         BUSY,                                                                                     \
         {VCPU(NONE), READY, NEED(0, attr), RUN(0), SET(0, attr, default)},                        \
         EBUSY},                                                                                   \
        {name ".busy-other-vcpu",                                                                  \
         BUSY,                                                                                     \
         {VCPU(NONE), VCPU(NONE), READY, NEED(0, attr), RUN(1), SET(0, attr, 20)},                 \
         EBUSY,                                                                                    \
         KNOWN(0, "6.1", "only a run of the vCPU that is asked counts")},                          \
        {name ".no-gic", NO_GIC, {VCPU(NONE), NEED(0, attr), SET(0, attr, 20)}, EINVAL},           \
        {name ".fault-set",                                                                        \
         BAD_POINTER,                                                                              \
         {VCPU(NONE), GIC, NEED(0, attr), SET_FAULT(0, attr)},                                     \
         EFAULT},                                                                                  \
    {                                                                                              \
        name ".fault-get", BAD_POINTER, {VCPU(NONE), GIC, NEED(0, attr), GET_FAULT(0, attr)},      \
            EFAULT                                                                                 \
    }

/* Two timers of one PPI, on a vCPU with these features. */
#define CONFLICT(features, one, other)                                                             \
    {                                                                                              \
        VCPU(features), READY, NEED(0, one), NEED(0, other), SET(0, one, 20), SET(0, other, 20),   \
            RUN(0)                                                                                 \
    }
#define UNUSED     "6.12..7.3"
#define UNUSED_WHY "a vCPU without EL2 has no hypervisor timers, and their numbers are not compared"

#define REFUSED_OWNS                                                                               \
    "the refused KVM_RUN has given the PPI to the first timer, which keeps it from the other"

static const struct attribute timer_unknown = {KVM_ARM_VCPU_TIMER_CTRL, 99, "timer attribute 99"};

const struct errno_row errnos_timer[] = {
    TIMER_ROWS("timer-virt", timer_virt, 27),
    TIMER_ROWS("timer-phys", timer_phys, 30),
    TIMER_ROWS("timer-hyp-virt", timer_hyp_virt, 28),
    TIMER_ROWS("timer-hyp-phys", timer_hyp_phys, 26),

    {"timer-same.virt-phys", SAME, CONFLICT(NONE, timer_virt, timer_phys), EINVAL},
    {"timer-same.virt-hyp-virt", SAME, CONFLICT(NONE, timer_virt, timer_hyp_virt), EINVAL,
     KNOWN(0, UNUSED, UNUSED_WHY)},
    {"timer-same.virt-hyp-phys", SAME, CONFLICT(NONE, timer_virt, timer_hyp_phys), EINVAL,
     KNOWN(0, UNUSED, UNUSED_WHY)},
    {"timer-same.phys-hyp-virt", SAME, CONFLICT(NONE, timer_phys, timer_hyp_virt), EINVAL,
     KNOWN(0, UNUSED, UNUSED_WHY)},
    {"timer-same.phys-hyp-phys", SAME, CONFLICT(NONE, timer_phys, timer_hyp_phys), EINVAL,
     KNOWN(0, UNUSED, UNUSED_WHY)},
    {"timer-same.hyp-virt-hyp-phys", SAME, CONFLICT(NONE, timer_hyp_virt, timer_hyp_phys), EINVAL,
     KNOWN(0, UNUSED, UNUSED_WHY)},
    {"timer-same.el2-virt-phys", SAME, CONFLICT(EL2, timer_virt, timer_phys), EINVAL},
    {"timer-same.el2-virt-hyp-virt", SAME, CONFLICT(EL2, timer_virt, timer_hyp_virt), EINVAL},
    {"timer-same.el2-virt-hyp-phys", SAME, CONFLICT(EL2, timer_virt, timer_hyp_phys), EINVAL},
    {"timer-same.el2-phys-hyp-virt", SAME, CONFLICT(EL2, timer_phys, timer_hyp_virt), EINVAL},
    {"timer-same.el2-phys-hyp-phys", SAME, CONFLICT(EL2, timer_phys, timer_hyp_phys), EINVAL},
    {"timer-same.el2-hyp-virt-hyp-phys", SAME, CONFLICT(EL2, timer_hyp_virt, timer_hyp_phys),
     EINVAL},
    {"timer-same.virt-default-phys",
     SAME,
     {VCPU(NONE), READY, SET(0, timer_virt, 30), RUN(0)},
     EINVAL},
    {"timer-same.phys-default-virt",
     SAME,
     {VCPU(NONE), READY, SET(0, timer_phys, 27), RUN(0)},
     EINVAL},
    {"timer-same.other-vcpu",
     SAME,
     {VCPU(NONE), VCPU(NONE), READY, SET(0, timer_virt, 30), RUN(1)},
     EINVAL},
    {"timer-same.swapped",
     DIFFERENT,
     {VCPU(NONE), READY, SET(0, timer_virt, 30), SET(0, timer_phys, 27), RUN(0)}},
    {"timer-same.repaired-before-run",
     DIFFERENT,
     {VCPU(NONE), READY, SET(0, timer_virt, 30), SET(0, timer_virt, 20), RUN(0)}},
    {"timer-same.repaired-virt",
     DIFFERENT,
     {VCPU(NONE), READY, SET(0, timer_virt, 30), RUN_FAILS(0, EINVAL), SET(0, timer_virt, 20),
      RUN(0)},
     KNOWN(EINVAL, "6.1", REFUSED_OWNS)},
    {"timer-same.repaired-phys",
     DIFFERENT,
     {VCPU(NONE), READY, SET(0, timer_virt, 30), RUN_FAILS(0, EINVAL), SET(0, timer_phys, 20),
      RUN(0)},
     KNOWN(EINVAL, "6.12..7.3", REFUSED_OWNS)},
    {"timer-same.el2-different",
     DIFFERENT,
     {VCPU(EL2), READY, SET(0, timer_virt, 20), SET(0, timer_phys, 21), SET(0, timer_hyp_virt, 22),
      SET(0, timer_hyp_phys, 24), RUN(0)}},

    {"timer.unknown-set", UNKNOWN, {VCPU(NONE), GIC, SET(0, timer_unknown, 20)}, ENXIO},
    {"timer.unknown-set-invalid",
     UNKNOWN,
     {VCPU(NONE), GIC, SET(0, timer_unknown, 15)},
     ENXIO,
     KNOWN(EINVAL, ALL, "the number is looked at before the attribute")},
    {"timer.unknown-set-no-gic",
     UNKNOWN,
     {VCPU(NONE), SET(0, timer_unknown, 20)},
     ENXIO,
     KNOWN(EINVAL, ALL, "the irqchip is looked at before the attribute")},
    {"timer.unknown-get", UNKNOWN, {VCPU(NONE), GIC, GET(0, timer_unknown, 0)}, ENXIO},
    {"timer.unknown-has", UNKNOWN_HAS, {VCPU(NONE), GIC, HAS(0, timer_unknown)}, ENXIO},
    {0},
};
