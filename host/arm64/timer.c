/* SPDX-License-Identifier: MIT */
/* Documentation/virt/kvm/devices/vcpu.rst 2: KVM_ARM_VCPU_TIMER_CTRL. */
#include "host/arm64/attributes.h"
#include "host/arm64/gic.h"

#define TIMER(name)                                                                                \
    { KVM_ARM_VCPU_TIMER_CTRL, KVM_ARM_VCPU_TIMER_IRQ_##name, "KVM_ARM_VCPU_TIMER_IRQ_" #name }

const struct attribute timer_virt = TIMER(VTIMER), timer_phys = TIMER(PTIMER),
                       timer_hyp_virt = TIMER(HVTIMER), timer_hyp_phys = TIMER(HPTIMER);

/* Asked of the last vCPU alone: "Setting the interrupt number on a VCPU configures all VCPUs
 * created at that time". A claim that only repeats KVM's default is left to KVM, so that the
 * default is verified, too. */
void timer_apply(struct vm *vm, const struct claims *claims) {
    static const struct {
        enum claim_id claim;
        const struct attribute *attribute;
    } timers[] = {
        {CLAIM_TIMER_VIRT, &timer_virt},
        {CLAIM_TIMER_PHYS, &timer_phys},
        {CLAIM_TIMER_HVIRT, &timer_hyp_virt},
        {CLAIM_TIMER_HPHYS, &timer_hyp_phys},
    };
    for (unsigned i = 0; i < sizeof timers / sizeof *timers; i++) {
        int intid = gic_intid(claims, claim_value(claims, timers[i].claim));
        if (claims->of[timers[i].claim].source == CLAIM_COMMAND_LINE)
            attribute_set(&vm->cpu[vm->cpus - 1], timers[i].attribute, &intid);
    }
}
