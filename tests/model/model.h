/* SPDX-License-Identifier: MIT */
/* What the parts of the model have in common; what it is, is in kvm.c. */
#ifndef TESTS_MODEL_H
#define TESTS_MODEL_H

#include "host/vm.h"

enum {
    PPIS = 128,
    TYPE_PPI = 1,
    SW_PPI = 3,
    TIMER_VIRT = 27,
    TIMER_PHYS = 30,
    PMU = 23,
    NO_INTERRUPT = 0,
};
#define PPI(id) ((uint32_t)TYPE_PPI << 29 | (id))

/* One process has one VM. */
extern struct model_vm {
    unsigned vcpus;
    bool has_gic, initialised, ran, dead, irs_placed;
    uint32_t timer[2]; /* virtual, physical */
    struct {
        uint32_t features, pmu_irq;
        bool pmu_initialised;
    } vcpu[VM_CPUS];
} vm;

/* Is this rule kept? */
bool rule(const char *name);

/* Has the VGICv5 an IRS? */
bool has_irs(void);

/* Copies to or from where userspace points, which may be nowhere; 0 or -EFAULT. */
int copy(void *to, const void *from, size_t size);

/* What KVM answers to the ioctls of a VGICv5, of its interrupts, and of a vCPU: 0 or a negative
 * errno. */
int create_device(struct kvm_create_device *device, int fd);
int of_device(unsigned long request, const struct kvm_device_attr *attr);
int irq_line(const struct kvm_irq_level *line);
int of_vcpu(unsigned index, unsigned long request, uintptr_t argument);

#endif
