/* SPDX-License-Identifier: MIT */
/*
 * A model of KVM, and no KVM: it stands in for host/kvm.c in the program build/native/arm64/
 * vouch-kvm-model, on whatever machine that was built. It answers what the host half asks of a
 * VGICv5 by the rules of Documentation/virt/kvm/devices/arm-vgic-v5.rst and vcpu.rst, as Linux 7.1
 * to 7.3 keeps them; no guest runs in it. So rows of errnos about a VGICv5 are exercised where no
 * host has one: that they can pass, and that each can fail.
 *
 * VOUCH_MODEL_IRS=1       the VGICv5 has an IRS, whose address must be set: as from Linux 7.4 on
 * VOUCH_MODEL_BREAK=RULE  does not keep one rule, by its name in these sources
 */
#include "tests/model/model.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>

/* Descriptors, beyond those that are open. */
enum { KVM = 1000, VM, DEVICE, VCPU };

struct model_vm vm = {.timer = {PPI(TIMER_VIRT), PPI(TIMER_PHYS)}};

bool rule(const char *name) {
    const char *broken = getenv("VOUCH_MODEL_BREAK");
    return !broken || strcmp(broken, name) != 0;
}

bool has_irs(void) {
    return getenv("VOUCH_MODEL_IRS");
}

int copy(void *to, const void *from, size_t size) {
    if (!to || !from)
        return -EFAULT;
    memcpy(to, from, size);
    return 0;
}

/* What the head of the output names as the kernel. */
int uname(struct utsname *name) {
    memset(name, 0, sizeof *name);
    strcpy(name->machine, "aarch64");
    strcpy(name->release, "7.3-MODEL-of-KVM-not-KVM");
    return 0;
}

int kvm_open(void) {
    return KVM;
}

struct kvm_run *kvm_map_run(int vcpu, size_t size) {
    (void)vcpu;
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static int check_extension(uintptr_t extension) {
    switch (extension) {
    case KVM_CAP_DEVICE_CTRL:
    case KVM_CAP_ARM_PMU_V3:
    case KVM_CAP_ARM_EL2:
        return 1;
    case KVM_CAP_ARM_VM_IPA_SIZE:
        return 48;
    }
    return 0;
}

static int create_vcpu(void) {
    if (vm.initialised && rule("vcpus-before-init"))
        return -EBUSY;
    return vm.vcpus < VM_CPUS ? VCPU + (int)vm.vcpus++ : -E2BIG;
}

static int of_vm(unsigned long request, uintptr_t argument) {
    switch (request) {
    case KVM_CREATE_VCPU:
        return create_vcpu();
    case KVM_ARM_PREFERRED_TARGET:
        memset((void *)argument, 0, sizeof(struct kvm_vcpu_init));
        return 0;
    case KVM_CREATE_DEVICE:
        return create_device((void *)argument, DEVICE);
    case KVM_IRQ_LINE:
        return irq_line((const void *)argument);
    }
    return -ENOTTY;
}

int kvm_ioctl(int fd, unsigned long request, uintptr_t argument) {
    switch (fd) {
    case KVM:
        return request == KVM_CREATE_VM            ? VM
               : request == KVM_CHECK_EXTENSION    ? check_extension(argument)
               : request == KVM_GET_VCPU_MMAP_SIZE ? (int)sizeof(struct kvm_run)
                                                   : -ENOTTY;
    case VM:
        return of_vm(request, argument);
    case DEVICE:
        return of_device(request, (const void *)argument);
    }
    return fd >= VCPU && fd < VCPU + (int)vm.vcpus
               ? of_vcpu((unsigned)(fd - VCPU), request, argument)
               : -EBADF;
}
