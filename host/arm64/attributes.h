/* SPDX-License-Identifier: MIT */
/*
 * The attributes of a vCPU (Documentation/virt/kvm/devices/vcpu.rst), and claims made device
 * attributes: one function an attribute group, which fails the child where KVM refuses what the
 * scenario asks for. vCPUs and the GIC are initialised by then.
 */
#ifndef HOST_ARM64_ATTRIBUTES_H
#define HOST_ARM64_ATTRIBUTES_H

#include "core/claims.h"
#include "host/vm.h"

extern const struct attribute pmu_irq, pmu_init, pmu_filter, pmu_set_pmu, pmu_set_nr_counters;
extern const struct attribute timer_virt, timer_phys, timer_hyp_virt, timer_hyp_phys;
extern const struct attribute pvtime_ipa;
extern const struct attribute gicv5_init, gicv5_user_ppis, gicv5_irs, gicv5_nr_irqs;

/* Sets an attribute to what `data` points to. Ends the child if the kernel lacks
 * it, or refuses. */
void attribute_set(const struct vcpu *cpu, const struct attribute *attribute, const void *data);

/* What SET_PMU calls this machine's first PMU. Ends the child where there is none. */
int pmu_identifier(void);

/* The bits that the number of an event has: 10, or 16 from ARMv8.1 on. */
uint64_t pmu_event_number_bits(const struct vcpu *cpu);

/* KVM_ARM_VCPU_PMU_V3_CTRL: what counts, then the interrupt, then the PMU itself on every vCPU. */
void pmu_apply(struct vm *vm, const struct claims *claims);

/* KVM_ARM_VCPU_TIMER_CTRL: the timers' PPIs, where a scenario names them. */
void timer_apply(struct vm *vm, const struct claims *claims);

/* KVM_ARM_VCPU_PVTIME_CTRL: where each vCPU's stolen time goes. */
void pvtime_apply(struct vm *vm, const struct claims *claims);

#endif
