/* SPDX-License-Identifier: MIT */
/*
 * A KVM virtual machine, as far as it is the same on every architecture. Functions return 0 (or
 * what the ioctl returned) or a negative errno: whether that ends a scenario or is just what a row
 * of errnos expects is the caller's to say.
 */
#ifndef HOST_VM_H
#define HOST_VM_H

#include <linux/kvm.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VM_CPUS = 64,  /* vCPUs this program makes at most */
    VM_MEMORY = 8, /* memory slots, as many as boot.memory has items */
};

struct vm;

struct vcpu {
    struct vm *vm;
    unsigned index;
    int fd;
    struct kvm_run *run;
};

struct vm {
    int kvm, fd;
    int irqchip; /* the interrupt controller's device, -1 before there is one */
    unsigned cpus;
    struct vcpu cpu[VM_CPUS];
    uint64_t tree; /* where its device tree is */
    unsigned memories;
    struct {
        uint64_t base, size;
        char *host;
    } memory[VM_MEMORY];
};

/* A device attribute, as userspace names it. */
struct attribute {
    uint32_t group;
    uint64_t number;
    const char *name;
    bool of_irqchip; /* asked of the interrupt controller, not of a vCPU */
};

/* Opens /dev/kvm; a descriptor or a negative errno. */
int kvm_open(void);

/* ioctl() that returns a negative errno. */
int kvm_ioctl(int fd, unsigned long request, uintptr_t argument);

/* Maps a vCPU's `size` bytes of struct kvm_run; NULL, with errno, if that cannot be. */
struct kvm_run *kvm_map_run(int vcpu, size_t size);

/* KVM_{SET,GET,HAS}_DEVICE_ATTR, by `request`, on a vCPU's, VM's or device's descriptor. */
int kvm_attribute(int fd, unsigned long request, const struct attribute *attribute,
                  const void *data);

/* Opens /dev/kvm and creates an empty VM. */
int vm_create(struct vm *vm);

/* Why vm_create() failed with errno `error`, and the mend; `absent` says so where there is no
 * /dev/kvm, which each architecture gets in its own way. */
const char *vm_refused(int error, const char *absent);

/* Adds the next vCPU, not initialised. */
int vm_add_vcpu(struct vm *vm);

/* Enters KVM_RUN and leaves it before the guest's next instruction: KVM does what belongs to a
 * first run, and completes the exit that the last one ended with. */
int vcpu_enter_and_leave(const struct vcpu *cpu);

/* Gives the guest `size` bytes of RAM at `base`. */
int vm_add_memory(struct vm *vm, uint64_t base, uint64_t size);

/* Where the host sees the guest's RAM [address, address + size), or NULL if it is not all RAM. */
void *vm_memory(const struct vm *vm, uint64_t address, size_t size);

#endif
