/* SPDX-License-Identifier: MIT */
/* Stolen time: Arm DEN0057, Documentation/virt/kvm/arm/pvtime.rst. */
#ifndef DRIVERS_PVTIME_H
#define DRIVERS_PVTIME_H

#include <stdbool.h>
#include <stdint.h>

enum {
    PVTIME_SIZE = 64,       /* the structure's alignment, and so its room */
    PVTIME_MEANINGFUL = 16, /* its first bytes, which the hypervisor fills */
};

struct pvtime {
    uint32_t revision, attributes;
    uint64_t stolen; /* nanoseconds */
    uint8_t reserved[PVTIME_SIZE - PVTIME_MEANINGFUL];
};

#define PV_TIME_FEATURES 0xc5000020u
#define PV_TIME_ST       0xc5000021u
#define SMCCC_64         0x40000000u /* in a function's number: it is a 64-bit call */

/* PV_TIME_FEATURES of PV_TIME_ST: 0 if there is stolen time, -1 (NOT_SUPPORTED) if not. */
int64_t pvtime_features(void);

/* PV_TIME_ST: the guest-physical address of this CPU's structure, or -1. */
int64_t pvtime_address(void);

/* Any call at all. */
int64_t pvtime_call(uint32_t function, uint32_t argument);

/* SMCCC ARCH_FEATURES of PV_TIME_FEATURES: negative if the call does not exist. */
int64_t pvtime_probe(void);

#endif
