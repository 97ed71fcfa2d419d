/* SPDX-License-Identifier: MIT */
/* All that this program asks of KVM goes through these: where a model can stand in for it
 * (tests/model). */
#include "host/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int kvm_open(void) {
    int fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

/* Not ioctl(): its request is an int in one C library and an unsigned long in another. */
int kvm_ioctl(int fd, unsigned long request, uintptr_t argument) {
    long result = syscall(SYS_ioctl, fd, request, argument);
    return result < 0 ? -errno : (int)result;
}

struct kvm_run *kvm_map_run(int vcpu, size_t size) {
    void *run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu, 0);
    return run == MAP_FAILED ? NULL : run;
}
