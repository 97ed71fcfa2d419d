/* SPDX-License-Identifier: MIT */
#include "host/arm64/attributes.h"

#include "host/child.h"

#include <errno.h>

void attribute_set(const struct vcpu *cpu, const struct attribute *attribute, const void *data) {
    if (kvm_attribute(cpu->fd, KVM_HAS_DEVICE_ATTR, attribute, NULL) == -ENXIO)
        child_lack("this host's KVM lacks %s: KVM_HAS_DEVICE_ATTR: ENXIO", attribute->name);
    child_must(kvm_attribute(cpu->fd, KVM_SET_DEVICE_ATTR, attribute, data), "%s on vCPU %u",
               attribute->name, cpu->index);
}
