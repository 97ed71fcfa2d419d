/* SPDX-License-Identifier: MIT */
/* Documentation/virt/kvm/devices/vcpu.rst 3: KVM_ARM_VCPU_PVTIME_CTRL. */
#include "host/arm64/attributes.h"

const struct attribute pvtime_ipa = {KVM_ARM_VCPU_PVTIME_CTRL, KVM_ARM_VCPU_PVTIME_IPA,
                                     "KVM_ARM_VCPU_PVTIME_IPA"};

/* An address for each vCPU: where there are fewer, the others have no stolen time. */
void pvtime_apply(struct vm *vm, const struct claims *claims) {
    const struct claim *ipa = &claims->of[CLAIM_PVTIME_IPA];
    for (unsigned i = 0; i < vm->cpus && i < ipa->items; i++)
        attribute_set(&vm->cpu[i], &pvtime_ipa, &ipa->each[i]);
}
