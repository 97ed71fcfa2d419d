/* SPDX-License-Identifier: MIT */
/* xive.rst 1, KVM_DEV_XIVE_GRP_CTRL. */
#include "host/ppc64/errnos.h"

#define RESET      KVM_DEV_XIVE_RESET
#define EQ_SYNC    KVM_DEV_XIVE_EQ_SYNC
#define NR_SERVERS KVM_DEV_XIVE_NR_SERVERS

#define RESET_NONE   "xive.rst 1.1: KVM_DEV_XIVE_RESET: Errors: none"
#define EQ_SYNC_NONE "xive.rst 1.2: KVM_DEV_XIVE_EQ_SYNC: Errors: none"
#define SERVERS      "xive.rst 1.3: the number of interrupt server numbers (highest vcpu id plus one)"
#define SERVERS_MAX  "xive.rst 1.3: EINVAL: Value greater than KVM_MAX_VCPU_IDS"
#define SERVERS_BAD  "xive.rst 1.3: EFAULT: Invalid user pointer for attr->addr"
#define SERVERS_BUSY "xive.rst 1.3: EBUSY: A vCPU is already connected to the device"
#define WRITE_ONLY   "xive.rst 1: (write only); api.rst 4.79 ENXIO: the attribute is unsupported"
#define UNKNOWN      "api.rst 4.79 ENXIO: The group or attribute is unknown/unsupported"
#define UNKNOWN_HAS  "api.rst 4.80 ENXIO: The group or attribute is unknown/unsupported"
#define KNOWN_HAS    "api.rst 4.80: Tests whether a device supports a particular attribute"

enum { MAX_VCPU_IDS = 16384 };

const struct errno_row errnos_ctrl[] = {
    {"ctrl.reset", RESET_NONE, {READY, SET(CTRL, RESET, 0)}, 0},
    {"ctrl.reset-twice", RESET_NONE, {READY, SET(CTRL, RESET, 0), SET(CTRL, RESET, 0)}, 0},
    {"ctrl.reset-bare", RESET_NONE, {XIVE, SET(CTRL, RESET, 0)}, 0},
    {"ctrl.eq-sync", EQ_SYNC_NONE, {READY, SET(CTRL, EQ_SYNC, 0)}, 0},
    {"ctrl.eq-sync-bare", EQ_SYNC_NONE, {XIVE, SET(CTRL, EQ_SYNC, 0)}, 0},
    {"ctrl.servers-1", SERVERS, {VCPU, XIVE, SET(CTRL, NR_SERVERS, 1)}, 0},
    {"ctrl.servers-max", SERVERS, {VCPU, XIVE, SET(CTRL, NR_SERVERS, MAX_VCPU_IDS)}, 0},
    {"ctrl.servers-twice",
     SERVERS,
     {VCPU, XIVE, SET(CTRL, NR_SERVERS, 2), SET(CTRL, NR_SERVERS, 1)},
     0},
    {"ctrl.servers-0", SERVERS, {VCPU, XIVE, SET(CTRL, NR_SERVERS, 0)}, EINVAL},
    {"ctrl.servers-more", SERVERS_MAX, {XIVE, SET(CTRL, NR_SERVERS, MAX_VCPU_IDS + 1)}, EINVAL},
    {"ctrl.servers-fault", SERVERS_BAD, {XIVE, SET_FAULT(CTRL, NR_SERVERS)}, EFAULT},
    {"ctrl.servers-busy", SERVERS_BUSY, {ONE, SET(CTRL, NR_SERVERS, 1)}, EBUSY},
    {"ctrl.reset-get", WRITE_ONLY, {ONE, GET(CTRL, RESET, 0)}, ENXIO},
    {"ctrl.eq-sync-get", WRITE_ONLY, {ONE, GET(CTRL, EQ_SYNC, 0)}, ENXIO},
    {"ctrl.servers-get", WRITE_ONLY, {ONE, GET(CTRL, NR_SERVERS, 0)}, ENXIO},
    {"ctrl.reset-has", KNOWN_HAS, {XIVE, HAS(CTRL, RESET)}, 0},
    {"ctrl.eq-sync-has", KNOWN_HAS, {XIVE, HAS(CTRL, EQ_SYNC)}, 0},
    {"ctrl.servers-has", KNOWN_HAS, {XIVE, HAS(CTRL, NR_SERVERS)}, 0},
    {"ctrl.unknown-set", UNKNOWN, {ONE, SET(CTRL, 99, 0)}, ENXIO},
    {"ctrl.unknown-get", UNKNOWN, {ONE, GET(CTRL, 99, 0)}, ENXIO},
    {"ctrl.unknown-has", UNKNOWN_HAS, {XIVE, HAS(CTRL, 99)}, ENXIO},
    {"group.unknown-set", UNKNOWN, {ONE, SET(99, 0, 0)}, ENXIO},
    {"group.unknown-get", UNKNOWN, {ONE, GET(99, 0, 0)}, ENXIO},
    {"group.unknown-has", UNKNOWN_HAS, {XIVE, HAS(99, 0)}, ENXIO},
    {0},
};
