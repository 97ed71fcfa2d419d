/* SPDX-License-Identifier: MIT */
#include "host/arm64/gic.h"
#include "host/arch.h"
#include "host/child.h"
#include "host/output.h"

#include <stdio.h>
#include <unistd.h>

const struct gic *gic_of(const struct claims *claims) {
    return claim_made(claims, CLAIM_GICV5_PPIS) ? &vgic_v5 : gic_default();
}

static int create(const struct vm *vm, const struct gic *gic, uint32_t flags) {
    struct kvm_create_device device = {.type = gic->type, .flags = flags};
    int error = kvm_ioctl(vm->fd, KVM_CREATE_DEVICE, (uintptr_t)&device);
    return error ? error : (int)device.fd;
}

/* 0, or what KVM answers to whether a VM of this host can have it. Asked once of each: it takes a
 * VM to ask. */
static int ask_for(const struct gic *gic) {
    enum { KINDS = 3 };
    static struct {
        const struct gic *gic;
        int error;
    } answer[KINDS];
    unsigned i = 0;
    while (answer[i].gic && answer[i].gic != gic)
        i++;
    if (!answer[i].gic) {
        struct vm vm;
        int error = vm_create(&vm);
        if (error)
            return error;
        answer[i].gic = gic;
        answer[i].error = create(&vm, gic, KVM_CREATE_DEVICE_TEST);
        close(vm.fd);
        close(vm.kvm);
    }
    return answer[i].error;
}

bool gic_offered(const struct gic *gic) {
    return ask_for(gic) == 0;
}

const char *gic_lacking(const struct gic *gic) {
    static char lacking[100];
    int error = ask_for(gic);
    snprintf(lacking, sizeof lacking, "no %s: KVM_CREATE_DEVICE_TEST says %s", gic->name,
             errno_name(-error));
    return error ? lacking : NULL;
}

const struct gic *gic_default(void) {
    return !gic_offered(&vgic_v3) && gic_offered(&vgic_v2) ? &vgic_v2 : &vgic_v3;
}

int gic_settings(const struct vm *vm, const struct gic_setting *setting) {
    int error = 0;
    for (; setting->value && !error; setting++)
        error =
            kvm_attribute(vm->irqchip, KVM_SET_DEVICE_ATTR, &setting->attribute, setting->value);
    return error;
}

static const struct gic *added; /* to this process's VM */

int gic_add(struct vm *vm, const struct gic *gic) {
    added = gic;
    int fd = create(vm, gic, 0);
    if (fd < 0)
        return fd;
    vm->irqchip = fd;
    return gic->configure(vm);
}

int gic_init(struct vm *vm) {
    const struct attribute init = {KVM_DEV_ARM_VGIC_GRP_CTRL, KVM_DEV_ARM_VGIC_CTRL_INIT};
    return kvm_attribute(vm->irqchip, KVM_SET_DEVICE_ATTR, &init, NULL);
}

uint32_t gic_line(const struct vcpu *cpu, uint32_t interrupt) {
    if (interrupt == NOBODYS_PPI)
        interrupt = added->spare_ppi;
    uint32_t type = interrupt < added->ppis ? KVM_ARM_IRQ_TYPE_PPI : KVM_ARM_IRQ_TYPE_SPI;
    return type << KVM_ARM_IRQ_TYPE_SHIFT | cpu->index << KVM_ARM_IRQ_VCPU_SHIFT | interrupt;
}

int gic_intid(const struct claims *claims, uint64_t intid) {
    enum { GICV5_PPI = 1, GICV5_TYPE_SHIFT = 29 };
    return (int)(gic_of(claims) == &vgic_v5 ? GICV5_PPI << GICV5_TYPE_SHIFT | intid : intid);
}

/* What the tables of errnos ask for. */
int arch_add_irqchip(struct vm *vm) {
    if (!gic_offered(gic_default()))
        child_lack("%s", gic_lacking(gic_default()));
    return gic_add(vm, gic_default());
}

int arch_init_irqchip(struct vm *vm) {
    return gic_init(vm);
}
