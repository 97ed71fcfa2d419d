/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PVTIME_IPA. */
#include "host/arm64/errnos.h"
#include "host/arm64/memory_map.h"

#define IPA       "vcpu.rst 3.1: the 64-bit base address of the stolen time structure for this VCPU"
#define EXIST     "vcpu.rst 3.1: EEXIST: Base address already set for this VCPU"
#define UNALIGNED "vcpu.rst 3.1: EINVAL: Base address not 64 byte aligned"
#define OUTSIDE   "vcpu.rst 3.1: must exist within a valid guest memory region"
#define UNSET     "not documented: until it is set, all ones are read"
#define SHARED    "not documented: two vCPUs may be given the same structure"
#define AFTER_RUN "not documented: it may be set after the vCPU has run"
#define NO_GIC    "not documented: it needs no irqchip"
#define BARE_SET  "not documented: it may be set before KVM_ARM_VCPU_INIT"

#define SET_IPA(cpu, offset) SET(cpu, pvtime_ipa, RAM_BASE + (offset))
#define GET_IPA(cpu, offset) GET(cpu, pvtime_ipa, RAM_BASE + (offset))
#define HERE                 SEQUENCE(VCPU(NONE), READY, MEMORY(RAM_BASE))

static const struct attribute pvtime_unknown = {KVM_ARM_VCPU_PVTIME_CTRL, 99,
                                                "stolen time attribute 99"};

const struct errno_row errnos_pvtime[] = {
    {"pvtime.set", IPA, {HERE, SET_IPA(0, 0), GET_IPA(0, 0)}},
    {"pvtime.first-64-bytes", UNALIGNED, {HERE, SET_IPA(0, 64), GET_IPA(0, 64)}},
    {"pvtime.last-64-bytes",
     OUTSIDE,
     {HERE, SET_IPA(0, STEP_MEMORY_SIZE - 64), GET_IPA(0, STEP_MEMORY_SIZE - 64)}},
    {"pvtime.above-4-gib",
     IPA,
     {VCPU(NONE), READY, MEMORY(0x100000000), SET(0, pvtime_ipa, 0x100000040),
      GET(0, pvtime_ipa, 0x100000040)}},
    {"pvtime.set-and-run", IPA, {HERE, SET_IPA(0, 64), RUN(0), GET_IPA(0, 64)}},
    {"pvtime.vcpus",
     IPA,
     {VCPU(NONE), HERE, SET_IPA(0, 0), SET_IPA(1, 64), GET_IPA(0, 0), GET_IPA(1, 64)}},
    {"pvtime.vcpus-same", SHARED, {VCPU(NONE), HERE, SET_IPA(0, 0), SET_IPA(1, 0)}},
    {"pvtime.unset-get", UNSET, {HERE, GET(0, pvtime_ipa, -1)}},
    {"pvtime.unset-get-other-vcpu",
     UNSET,
     {VCPU(NONE), HERE, SET_IPA(0, 0), GET(1, pvtime_ipa, -1)}},
    {"pvtime.unset-get-after-refusal",
     UNSET,
     {HERE, STEP(STEP_SET, 0, &pvtime_ipa, RAM_BASE + 1, .fails = EINVAL), GET(0, pvtime_ipa, -1)}},
    {"pvtime.gic-not-initialised", IPA, {VCPU(NONE), GIC, MEMORY(RAM_BASE), SET_IPA(0, 0)}},
    {"pvtime.no-gic", NO_GIC, {VCPU(NONE), MEMORY(RAM_BASE), SET_IPA(0, 0)}},
    {"pvtime.after-run", AFTER_RUN, {HERE, RUN(0), SET_IPA(0, 0), GET_IPA(0, 0)}},
    {"pvtime.other-ran", AFTER_RUN, {VCPU(NONE), HERE, RUN(1), SET_IPA(0, 0), GET_IPA(0, 0)}},
    {"pvtime.bare-set", BARE_SET, {BARE, MEMORY(RAM_BASE), SET_IPA(0, 0), GET_IPA(0, 0)}},
    {"pvtime.has", HAS_IT, {HERE, HAS(0, pvtime_ipa)}},
    {"pvtime.has-bare", HAS_IT, {BARE, HAS(0, pvtime_ipa)}},
    {"pvtime.has-after-run", HAS_IT, {HERE, RUN(0), HAS(0, pvtime_ipa)}},

    {"pvtime.unaligned-1", UNALIGNED, {HERE, SET_IPA(0, 1)}, EINVAL},
    {"pvtime.unaligned-16", UNALIGNED, {HERE, SET_IPA(0, 16)}, EINVAL},
    {"pvtime.unaligned-32", UNALIGNED, {HERE, SET_IPA(0, 32)}, EINVAL},
    {"pvtime.unaligned-63", UNALIGNED, {HERE, SET_IPA(0, 63)}, EINVAL},
    {"pvtime.unaligned-again", UNALIGNED, {HERE, SET_IPA(0, 0), SET_IPA(0, 32)}, EINVAL, EEXIST},
    {"pvtime.outside-no-memory", OUTSIDE, {VCPU(NONE), READY, SET_IPA(0, 0)}, EINVAL},
    {"pvtime.outside-below", OUTSIDE, {HERE, SET_IPA(0, -64)}, EINVAL},
    {"pvtime.outside-above", OUTSIDE, {HERE, SET_IPA(0, STEP_MEMORY_SIZE)}, EINVAL},
    {"pvtime.outside-ipa-space", OUTSIDE, {HERE, SET(0, pvtime_ipa, 1ULL << 60)}, EINVAL},
    {"pvtime.outside-all-ones", OUTSIDE, {HERE, SET(0, pvtime_ipa, -64)}, EINVAL},
    {"pvtime.outside-then-inside",
     IPA,
     {HERE, STEP(STEP_SET, 0, &pvtime_ipa, 0, .fails = EINVAL), SET_IPA(0, 0), GET_IPA(0, 0)}},
    {"pvtime.twice-same", EXIST, {HERE, SET_IPA(0, 0), SET_IPA(0, 0)}, EEXIST},
    {"pvtime.twice-other", EXIST, {HERE, SET_IPA(0, 0), SET_IPA(0, 64)}, EEXIST},
    {"pvtime.twice-outside", EXIST, {HERE, SET_IPA(0, 0), SET(0, pvtime_ipa, 0)}, EEXIST, EINVAL},
    {"pvtime.twice-after-run", EXIST, {HERE, SET_IPA(0, 0), RUN(0), SET_IPA(0, 64)}, EEXIST},
    {"pvtime.twice-ran-keeps",
     EXIST,
     {HERE, SET_IPA(0, 0), STEP(STEP_SET, 0, &pvtime_ipa, RAM_BASE + 64, .fails = EEXIST),
      GET_IPA(0, 0)}},

    {"pvtime.fault-set", BAD_POINTER, {HERE, SET_FAULT(0, pvtime_ipa)}, EFAULT},
    {"pvtime.fault-set-again",
     BAD_POINTER,
     {HERE, SET_IPA(0, 0), SET_FAULT(0, pvtime_ipa)},
     EFAULT},
    {"pvtime.fault-get", BAD_POINTER, {HERE, SET_IPA(0, 0), GET_FAULT(0, pvtime_ipa)}, EFAULT},
    {"pvtime.unknown-set", UNKNOWN, {HERE, SET(0, pvtime_unknown, RAM_BASE)}, ENXIO},
    {"pvtime.unknown-get", UNKNOWN, {HERE, GET(0, pvtime_unknown, 0)}, ENXIO},
    {"pvtime.unknown-has", UNKNOWN_HAS, {HERE, HAS(0, pvtime_unknown)}, ENXIO},
    {0},
};
