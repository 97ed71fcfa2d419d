/* SPDX-License-Identifier: MIT */
/* The steps of ppc64's rows of errnos, and their tables: one file a group of xive.rst. */
#ifndef HOST_PPC64_ERRNOS_H
#define HOST_PPC64_ERRNOS_H

#include "host/errnos.h"
#include "host/ppc64/memory_map.h"
#include "host/ppc64/xive.h"

#include <errno.h>

/* An attribute of the device: its group and number by the names of asm/kvm.h. */
#define ATTRIBUTE(group, number)                                                                   \
    &(const struct attribute) {                                                                    \
        group, number, #group " " #number, true                                                    \
    }

#define XIVE    STEP(STEP_IRQCHIP)
#define CONNECT /* and the number of servers */ STEP(STEP_IRQCHIP_INIT)
#define VCPU    STEP(STEP_VCPU)
#define RAM     /* at 0, one page of it */ STEP(STEP_MEMORY)
#define SET(group, number, value_)                                                                 \
    STEP(STEP_SET, .attribute = ATTRIBUTE(group, number), .value = value_)
#define SET_FAULT(group, number) STEP(STEP_SET_FAULT, .attribute = ATTRIBUTE(group, number))
#define GET(group, number, value_)                                                                 \
    STEP(STEP_GET, .attribute = ATTRIBUTE(group, number), .value = value_)
#define GET_FAULT(group, number)   STEP(STEP_GET_FAULT, .attribute = ATTRIBUTE(group, number))
#define HAS(group, number)         STEP(STEP_HAS, .attribute = ATTRIBUTE(group, number))
#define ACT(action_, cpu_, value_) STEP(STEP_ACT, .action = &action_, .cpu = cpu_, .value = value_)

#define CTRL          KVM_DEV_XIVE_GRP_CTRL
#define SOURCE        KVM_DEV_XIVE_GRP_SOURCE
#define SOURCE_CONFIG KVM_DEV_XIVE_GRP_SOURCE_CONFIG
#define EQ_CONFIG     KVM_DEV_XIVE_GRP_EQ_CONFIG
#define SOURCE_SYNC   KVM_DEV_XIVE_GRP_SOURCE_SYNC

/* EQ `server << 3 | priority`, set as struct kvm_ppc_xive_eq { flags, qshift, qaddr, ... }. */
#define QUEUE(number, ...)                                                                         \
    STEP(STEP_SET_STRUCTURE, .attribute = ATTRIBUTE(EQ_CONFIG, number),                            \
         .structure = &(const struct kvm_ppc_xive_eq){__VA_ARGS__})
#define EQ(server, priority)           ((server) << 3 | (priority))
#define TARGET(server, priority, eisn) ((uint64_t)(eisn) << 33 | (server) << 3 | (priority))
#define TARGET_MASK                    (UINT64_C(1) << 32)
#define GOOD_QUEUE                     QUEUE(EQ(0, 6), 1, XIVE_PAGE_SHIFT, 0, 1, 0)
#define MSI                            0
#define LSI                            1
#define LSI_ASSERTED                   3
#define TRUNCATED                      (UINT64_C(1) << 32)

#define ONE   SEQUENCE(VCPU, XIVE, CONNECT)
#define READY SEQUENCE(ONE, RAM, GOOD_QUEUE, SET(SOURCE, 0, MSI))

#define MEASURED "6.12..7.2"

extern const struct errno_row errnos_ctrl[], errnos_source[], errnos_target[], errnos_queue[],
    errnos_sync[], errnos_device[], errnos_state[];

#endif
