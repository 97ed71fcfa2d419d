/* SPDX-License-Identifier: MIT */
/*
 * What the tables of errnos are written in. A row is {name, sentence, {steps}, errno}: the steps
 * that lead to the last, and what that must answer; no errno: it must succeed. A vCPU has the
 * number of its VCPU() or BARE step, from 0.
 */
#ifndef HOST_ARM64_ERRNOS_H
#define HOST_ARM64_ERRNOS_H

#include "host/arm64/attributes.h"
#include "host/errnos.h"

#include <errno.h>

extern const struct errno_row errnos_pmu_irq[], errnos_pmu_init[], errnos_pmu_filter[],
    errnos_pmu_counters[], errnos_timer[], errnos_pvtime[], errnos_gicv5[];

/* What SET_PMU calls the PMU; a vCPU's PMCR_EL0.N, that and one more, and whether it is above 1;
 * and the bits of an event number. */
extern const struct finding pmu_type, pmu_counters, pmu_counters_and_one, pmu_counters_above_1,
    pmu_event_bits;

/* Steps. */
#define VCPU(features)                  STEP(STEP_VCPU, .value = features)
#define BARE                            STEP(STEP_VCPU_BARE)
#define MEMORY(base)                    STEP(STEP_MEMORY, .value = base)
#define GIC                             STEP(STEP_IRQCHIP)
#define GIC_INIT                        STEP(STEP_IRQCHIP_INIT)
#define NEED(cpu, attribute)            STEP(STEP_NEED, cpu, &attribute)
#define NEED_FOUND(cpu, what, number)   STEP(STEP_NEED_FOUND, cpu, .finding = &what, .value = number)
#define FOUND(cpu, what, number)        STEP(STEP_FOUND, cpu, .finding = &what, .value = number)
#define HAS(cpu, attribute)             STEP(STEP_HAS, cpu, &attribute)
#define SET(cpu, attribute, number)     STEP(STEP_SET, cpu, &attribute, (uint64_t)(number))
#define SET_FOUND(cpu, attribute, what) STEP(STEP_SET_FOUND, cpu, &attribute, .finding = &what)
#define SET_FAULT(cpu, attribute)       STEP(STEP_SET_FAULT, cpu, &attribute)
#define GET(cpu, attribute, number)     STEP(STEP_GET, cpu, &attribute, (uint64_t)(number))
#define GET_FAULT(cpu, attribute)       STEP(STEP_GET_FAULT, cpu, &attribute)
#define RUN(cpu)                        STEP(STEP_RUN, cpu)
#define RUN_FAILS(cpu, error)           STEP(STEP_RUN, cpu, .fails = error)

/* vCPUs' features, and the steps to the states that attributes are asked in. */
#define NONE             0
#define PMU              (1 << KVM_ARM_VCPU_PMU_V3)
#define STRICT           (1 << KVM_ARM_VCPU_PMU_V3_STRICT)
#define EL2              (1 << KVM_ARM_VCPU_HAS_EL2)
#define ONE              SEQUENCE(VCPU(PMU), GIC)
#define TWO              SEQUENCE(VCPU(PMU), VCPU(PMU), GIC)
#define READY            SEQUENCE(GIC, GIC_INIT)
#define INITIALISED(cpu) SEQUENCE(SET(cpu, pmu_irq, 23), SET(cpu, pmu_init, 0))
#define ONE_INITIALISED  SEQUENCE(ONE, GIC_INIT, INITIALISED(0))
#define TWO_INITIALISED  SEQUENCE(TWO, GIC_INIT, INITIALISED(0))
#define ONE_RAN          ONE_INITIALISED, RUN(0)
#define OTHER_RAN        TWO_INITIALISED, RUN(0)

/* What the documents say of every attribute; vcpu.rst is Documentation/virt/kvm/devices/vcpu.rst.
 * "Not documented" is what no document says, and users would miss. */
#define BAD_POINTER  "not documented: a bad pointer is EFAULT"
#define UNKNOWN      "api.rst 4.80: ENXIO: The group or attribute is unknown/unsupported"
#define UNKNOWN_HAS  "api.rst 4.81: ENXIO: The group or attribute is unknown/unsupported"
#define MISSING_HAS  "api.rst 4.81: ENXIO: hardware support is missing"
#define HAS_IT       "api.rst 4.81: A successful return indicates the attribute is implemented"
#define NOTHING_READ "api.rst 4.80: ENXIO: an attribute that is only set has nothing to get"

/* The kernels this was tried on: 6.1, 6.12, 6.16, 6.17, 6.18, 6.19, 7.0, 7.1, 7.2 and 7.3. */
#define ALL "6.1..7.3"
#define KNOWN(errno_, kernels_, why_)                                                              \
    .known = &(const struct known) {                                                               \
        kernels_, errno_, why_                                                                     \
    }
#define KNOWN_GOT(value_, kernels_, why_)                                                          \
    .known = &(const struct known) {                                                               \
        kernels_, 0, why_, (uint64_t)(value_)                                                      \
    }

#endif
