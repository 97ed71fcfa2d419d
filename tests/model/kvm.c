/* SPDX-License-Identifier: MIT */
/*
 * A model of KVM, and no KVM: it stands in for host/kvm.c in the program build/native/arm64/
 * vouch-kvm-model, on whatever machine that was built. It answers what the host half asks of a
 * VGICv5 by the rules of Documentation/virt/kvm/devices/arm-vgic-v5.rst and vcpu.rst, as Linux 7.1
 * to 7.3 keeps them; no guest runs in it. So rows of errnos about a VGICv5 are exercised where no
 * host has one: that they can pass, and that each can fail.
 *
 * VOUCH_MODEL_IRS=1       the VGICv5 has an IRS, whose address must be set: as from Linux 7.4 on
 * VOUCH_MODEL_BREAK=RULE  does not keep one rule, by its name in the source below
 */
#include "host/vm.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>

enum {
    DESCRIPTORS = 1000, /* the first that is handed out */
    OBJECTS = 32,
    PPIS = 128,
    TYPE_PPI = 1,
    SW_PPI = 3,
    TIMER_VIRT = 27,
    TIMER_PHYS = 30,
    PMU = 23,
};
#define PPI(id)      ((uint32_t)TYPE_PPI << 29 | (id))
#define USER_PPIS    (UINT64_C(1) << SW_PPI)
#define ADDRESS_IRS  6
#define NO_INTERRUPT 0

/* One process has one VM. */
static struct {
    unsigned vcpus;
    bool has_gic, initialised, ran, dead, irs_placed;
    uint32_t timer[2]; /* virtual, physical */
    struct {
        uint32_t features, pmu_irq;
        bool has_features, pmu_initialised;
    } vcpu[OBJECTS];
} vm = {.timer = {PPI(TIMER_VIRT), PPI(TIMER_PHYS)}};

static struct {
    enum { KVM, VM, VCPU, DEVICE } kind;
    unsigned index;
} object[OBJECTS];
static int objects;

static int add(int kind, unsigned index) {
    object[objects].kind = kind;
    object[objects].index = index;
    return DESCRIPTORS + objects++;
}

/* Is this rule kept? */
static bool rule(const char *name) {
    const char *broken = getenv("VOUCH_MODEL_BREAK");
    return !broken || strcmp(broken, name) != 0;
}

static bool has_irs(void) {
    return getenv("VOUCH_MODEL_IRS");
}

/* What the head of the output names as the kernel. */
int uname(struct utsname *name) {
    memset(name, 0, sizeof *name);
    strcpy(name->machine, "aarch64");
    strcpy(name->release, "7.3-MODEL-of-KVM-not-KVM");
    return 0;
}

int kvm_open(void) {
    return add(KVM, 0);
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

static int create_device(struct kvm_create_device *device) {
    if (device->type != KVM_DEV_TYPE_ARM_VGIC_V5)
        return -ENODEV;
    if (device->flags & KVM_CREATE_DEVICE_TEST)
        return 0;
    if (vm.has_gic && rule("one-vgic"))
        return -EEXIST;
    if (vm.ran && rule("create-before-run"))
        return -EBUSY;
    if (!rule("create"))
        return -ENODEV;
    vm.has_gic = true;
    device->fd = (uint32_t)add(DEVICE, 0);
    return 0;
}

static int create_vcpu(void) {
    if (vm.initialised && rule("vcpus-before-init"))
        return -EBUSY;
    return add(VCPU, vm.vcpus++);
}

static int irq_line(const struct kvm_irq_level *line) {
    uint32_t type = line->irq >> KVM_ARM_IRQ_TYPE_SHIFT & KVM_ARM_IRQ_TYPE_MASK;
    uint32_t vcpu = line->irq >> KVM_ARM_IRQ_VCPU_SHIFT & KVM_ARM_IRQ_VCPU_MASK;
    uint32_t number = line->irq & KVM_ARM_IRQ_NUM_MASK;
    if (type == KVM_ARM_IRQ_TYPE_CPU)
        return rule("line-cpu") ? -ENXIO : 0;
    if (!vm.has_gic)
        return rule("line-needs-irqchip") ? -ENXIO : 0;
    if (type == KVM_ARM_IRQ_TYPE_SPI)
        return rule("line-spi") ? -EINVAL : 0;
    if (!vm.initialised && rule("line-after-init"))
        return -EBUSY;
    if (vcpu >= vm.vcpus && rule("line-vcpu"))
        return -EINVAL;
    if (number >= 64)
        return rule("line-range") ? -EINVAL : 0;
    if (number == SW_PPI)
        return line->level ? rule("line-up") ? 0 : -EINVAL : rule("line-down") ? 0 : -EINVAL;
    return rule("line-mask") ? -EINVAL : 0;
}

static bool nested(void) {
    for (unsigned i = 0; i < vm.vcpus; i++)
        if (vm.vcpu[i].features >> KVM_ARM_VCPU_HAS_EL2 & 1)
            return true;
    return false;
}

/* Copies to or from where userspace points, which may be nowhere. */
static int copy(void *to, const void *from, size_t size) {
    if (!to || !from)
        return -EFAULT;
    memcpy(to, from, size);
    return 0;
}

static int of_irs(unsigned long request, void *user) {
    static uint64_t irs;
    uint64_t base;
    if (request == KVM_HAS_DEVICE_ATTR)
        return rule("irs-exists") ? 0 : -ENXIO;
    if (request == KVM_GET_DEVICE_ATTR)
        return rule("irs-get") ? copy(user, &irs, sizeof irs) : -ENXIO;
    if (copy(&base, user, sizeof base))
        return rule("irs-fault") ? -EFAULT : 0;
    if (base % 0x10000)
        return rule("irs-aligned") ? -EINVAL : 0;
    irs = base;
    vm.irs_placed = true;
    return rule("irs-address") ? 0 : -EINVAL;
}

static int of_spis(unsigned long request, void *user) {
    uint32_t spis;
    if (request == KVM_HAS_DEVICE_ATTR)
        return rule("spis-exist") ? 0 : -ENXIO;
    if (request == KVM_GET_DEVICE_ATTR || copy(&spis, user, sizeof spis))
        return -EFAULT;
    if (spis < 32 && rule("spis-least"))
        return -EINVAL;
    if (spis > 1024 && rule("spis-most"))
        return -EINVAL;
    if (spis % 32 && rule("spis-by-32"))
        return -EINVAL;
    return rule("spis") ? 0 : -EINVAL;
}

static int of_device(unsigned long request, const struct kvm_device_attr *attr) {
    void *user = (void *)(uintptr_t)attr->addr;
    const uint64_t mask[] = {
        (vm.initialised || !rule("mask-after-init")) && rule("mask") ? USER_PPIS : 0,
        rule("second-mask") ? 0 : 1};
    if (has_irs() && attr->group == KVM_DEV_ARM_VGIC_GRP_ADDR && attr->attr == ADDRESS_IRS)
        return of_irs(request, user);
    if (has_irs() && attr->group == KVM_DEV_ARM_VGIC_GRP_NR_IRQS)
        return of_spis(request, user);
    if (attr->group != KVM_DEV_ARM_VGIC_GRP_CTRL)
        return rule("unknown-group") ? -ENXIO : 0;
    switch (attr->attr) {
    case KVM_DEV_ARM_VGIC_CTRL_INIT:
        if (request == KVM_GET_DEVICE_ATTR)
            return rule("init-is-set-only") ? -ENXIO : 0;
        if (request == KVM_HAS_DEVICE_ATTR)
            return rule("init-exists") ? 0 : -ENXIO;
        if (nested() && rule("init-not-nested"))
            return -EINVAL;
        if (vm.initialised)
            return rule("init-twice") ? 0 : -EBUSY;
        vm.initialised = true;
        return rule("init") ? 0 : -ENXIO;
    case KVM_DEV_ARM_VGIC_USERSPACE_PPIS:
        if (request == KVM_SET_DEVICE_ATTR)
            return rule("mask-read-only") ? -ENXIO : 0;
        if (request == KVM_HAS_DEVICE_ATTR)
            return rule("mask-exists") ? 0 : -ENXIO;
        return user || rule("mask-fault") ? copy(user, mask, sizeof mask) : 0;
    }
    return rule("unknown-attribute") ? -ENXIO : 0;
}

static int of_timer(unsigned long request, const struct kvm_device_attr *attr) {
    uint32_t value, *timer = &vm.timer[attr->attr == KVM_ARM_VCPU_TIMER_IRQ_PTIMER];
    void *user = (void *)(uintptr_t)attr->addr;
    if (request == KVM_HAS_DEVICE_ATTR)
        return 0;
    if (request == KVM_GET_DEVICE_ATTR)
        return copy(user, timer, sizeof *timer);
    if (copy(&value, user, sizeof value))
        return rule("timer-fault") ? -EFAULT : 0;
    if ((!vm.has_gic || value >> 29 != TYPE_PPI || value % (1 << 24) >= PPIS) &&
        rule("timer-is-a-ppi"))
        return -EINVAL;
    if (vm.ran && rule("timer-before-run"))
        return -EBUSY;
    *timer = value;
    return rule("timer") ? 0 : -EINVAL;
}

static int of_pmu(unsigned long request, const struct kvm_device_attr *attr, unsigned index) {
    uint32_t value, *irq = &vm.vcpu[index].pmu_irq;
    void *user = (void *)(uintptr_t)attr->addr;
    if (!(vm.vcpu[index].features >> KVM_ARM_VCPU_PMU_V3 & 1))
        return rule("pmu-feature") ? request == KVM_HAS_DEVICE_ATTR ? -ENXIO : -ENODEV : 0;
    if (request == KVM_HAS_DEVICE_ATTR)
        return 0;
    if (attr->attr == KVM_ARM_VCPU_PMU_V3_IRQ && request == KVM_GET_DEVICE_ATTR)
        return *irq == NO_INTERRUPT  ? rule("pmu-irq-unset") ? -ENXIO : 0
               : rule("pmu-irq-get") ? copy(user, irq, sizeof *irq)
                                     : -ENXIO;
    if (attr->attr == KVM_ARM_VCPU_PMU_V3_IRQ) {
        if (copy(&value, user, sizeof value))
            return -EFAULT;
        if (value != PPI(PMU) && rule("pmu-irq-architected"))
            return -EINVAL;
        if (*irq != NO_INTERRUPT && rule("pmu-irq-once"))
            return -EBUSY;
        *irq = value;
        return rule("pmu-irq") ? 0 : -EINVAL;
    }
    if (attr->attr != KVM_ARM_VCPU_PMU_V3_INIT)
        return -ENXIO;
    if (!vm.initialised && rule("pmu-after-gic"))
        return -ENODEV;
    if (vm.vcpu[index].pmu_initialised && rule("pmu-init-once"))
        return -EBUSY;
    if (*irq == NO_INTERRUPT && !rule("pmu-irq-may-be-unset"))
        return -ENXIO;
    vm.vcpu[index].pmu_initialised = true;
    return rule("pmu-init") ? 0 : -ENXIO;
}

static int run(void) {
    if (vm.dead)
        return -EIO;
    if (vm.has_gic &&
        ((!vm.initialised && rule("init-before-run")) || (has_irs() && !vm.irs_placed))) {
        vm.dead = true;
        return -EBUSY;
    }
    if ((vm.timer[0] != PPI(TIMER_VIRT) || vm.timer[1] != PPI(TIMER_PHYS)) &&
        rule("timers-architected"))
        return -EINVAL;
    vm.ran = true;
    return -EINTR; /* every run is to return at once */
}

static int of_vcpu(unsigned index, unsigned long request, uintptr_t argument) {
    const struct kvm_device_attr *attr = (const void *)argument;
    switch (request) {
    case KVM_ARM_VCPU_INIT:
        vm.vcpu[index].features = ((const struct kvm_vcpu_init *)argument)->features[0];
        return 0;
    case KVM_RUN:
        return run();
    case KVM_SET_DEVICE_ATTR:
    case KVM_GET_DEVICE_ATTR:
    case KVM_HAS_DEVICE_ATTR:
        if (attr->group == KVM_ARM_VCPU_TIMER_CTRL)
            return of_timer(request, attr);
        return attr->group == KVM_ARM_VCPU_PMU_V3_CTRL ? of_pmu(request, attr, index) : -ENXIO;
    }
    return -ENOTTY;
}

static int of_vm(unsigned long request, uintptr_t argument) {
    switch (request) {
    case KVM_CREATE_VCPU:
        return create_vcpu();
    case KVM_ARM_PREFERRED_TARGET:
        memset((void *)argument, 0, sizeof(struct kvm_vcpu_init));
        return 0;
    case KVM_CREATE_DEVICE:
        return create_device((void *)argument);
    case KVM_IRQ_LINE:
        return irq_line((const void *)argument);
    }
    return -ENOTTY;
}

int kvm_ioctl(int fd, unsigned long request, uintptr_t argument) {
    if (fd < DESCRIPTORS || fd >= DESCRIPTORS + objects)
        return -EBADF;
    switch (object[fd - DESCRIPTORS].kind) {
    case KVM:
        return request == KVM_CREATE_VM            ? add(VM, 0)
               : request == KVM_CHECK_EXTENSION    ? check_extension(argument)
               : request == KVM_GET_VCPU_MMAP_SIZE ? (int)sizeof(struct kvm_run)
                                                   : -ENOTTY;
    case VM:
        return of_vm(request, argument);
    case VCPU:
        return of_vcpu(object[fd - DESCRIPTORS].index, request, argument);
    case DEVICE:
        return of_device(request, (const void *)argument);
    }
    return -EBADF;
}
