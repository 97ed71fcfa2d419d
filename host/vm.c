/* SPDX-License-Identifier: MIT */
#include "host/vm.h"

#include "host/arch.h"
#include "host/output.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int kvm_attribute(int fd, unsigned long request, const struct attribute *attribute,
                  const void *data) {
    struct kvm_device_attr attr = {
        .group = attribute->group,
        .attr = attribute->number,
        .addr = (uintptr_t)data,
    };
    return kvm_ioctl(fd, request, (uintptr_t)&attr);
}

int vm_create(struct vm *vm) {
    *vm = (struct vm){.irqchip = -1};
    vm->kvm = kvm_open();
    if (vm->kvm < 0)
        return vm->kvm;
    vm->fd = kvm_ioctl(vm->kvm, KVM_CREATE_VM, arch_vm_type(vm->kvm));
    return vm->fd < 0 ? vm->fd : 0;
}

const char *vm_refused(int error, const char *absent) {
    static char other[100];
    switch (error) {
    case ENOENT:
        return absent;
    case EACCES:
    case EPERM:
        return "/dev/kvm may not be opened: run as root, or join its group "
               "(usermod -aG kvm $USER, then log in again)";
    }
    if (errno_mend(error))
        die(EXIT_INTERNAL, "a VM could not be made through /dev/kvm: %s", errno_mend(error));
    snprintf(other, sizeof other, "a VM could not be made through /dev/kvm: %s", errno_name(error));
    return other;
}

int vm_add_vcpu(struct vm *vm) {
    int size = kvm_ioctl(vm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    if (size < 0 || vm->cpus == VM_CPUS)
        return size < 0 ? size : -E2BIG;
    struct vcpu *cpu = &vm->cpu[vm->cpus];
    *cpu = (struct vcpu){.vm = vm, .index = vm->cpus};
    cpu->fd = kvm_ioctl(vm->fd, KVM_CREATE_VCPU, cpu->index);
    if (cpu->fd < 0)
        return cpu->fd;
    cpu->run = kvm_map_run(cpu->fd, (size_t)size);
    if (!cpu->run)
        return -errno;
    vm->cpus++;
    return 0;
}

int vcpu_enter_and_leave(const struct vcpu *cpu) {
    cpu->run->immediate_exit = 1;
    int error = kvm_ioctl(cpu->fd, KVM_RUN, 0);
    cpu->run->immediate_exit = 0;
    return error == -EINTR ? 0 : error;
}

int vm_add_memory(struct vm *vm, uint64_t base, uint64_t size) {
    if (vm->memories == VM_MEMORY)
        return -E2BIG;
    char *host = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (host == MAP_FAILED)
        return -errno;
    struct kvm_userspace_memory_region region = {
        .slot = vm->memories,
        .guest_phys_addr = base,
        .memory_size = size,
        .userspace_addr = (uintptr_t)host,
    };
    int error = kvm_ioctl(vm->fd, KVM_SET_USER_MEMORY_REGION, (uintptr_t)&region);
    if (error)
        return error;
    vm->memory[vm->memories].base = base;
    vm->memory[vm->memories].size = size;
    vm->memory[vm->memories++].host = host;
    return 0;
}

void *vm_memory(const struct vm *vm, uint64_t address, size_t size) {
    for (unsigned i = 0; i < vm->memories; i++) {
        uint64_t offset = address - vm->memory[i].base; /* huge if below */
        if (offset < vm->memory[i].size && size <= vm->memory[i].size - offset)
            return vm->memory[i].host + offset;
    }
    return NULL;
}
