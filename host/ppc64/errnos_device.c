/* SPDX-License-Identifier: MIT */
/* What is not an attribute: creating the device, connecting vCPUs to it, and its mappings. */
#include "host/ppc64/errnos.h"

#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>

#define ONLY_ONE "xive.rst: Only one XIVE instance may be instantiated; api.rst 4.79 EEXIST"
#define ONE_KIND "xive.rst: exploitation mode, or the legacy interrupt mode, XICS"
#define CONNECTED                                                                                  \
    "asm/kvm.h KVM_CAP_PPC_IRQ_XIVE, which no document describes: args: device, server"
#define TIMA   "xive.rst Device Mappings 1: Only the third and the fourth page are exposed"
#define ESB    "xive.rst Device Mappings 2: Each source is associated with a pair of pages"
#define PLACES "xive.rst Device Mappings: TIMA and ESB, at the page offsets of asm/kvm.h"

/* --- vCPUs */

static int create(struct vm *vm, unsigned cpu, uint64_t type) {
    struct kvm_create_device device = {.type = (uint32_t)type};
    (void)cpu;
    return kvm_ioctl(vm->fd, KVM_CREATE_DEVICE, (uintptr_t)&device);
}

static int connect_to_device(struct vm *vm, unsigned cpu, uint64_t server) {
    return xive_connect(&vm->cpu[cpu], vm->irqchip, server);
}

static int connect_to_nothing(struct vm *vm, unsigned cpu, uint64_t server) {
    return xive_connect(&vm->cpu[cpu], -1, server);
}

static int connect_to_vm(struct vm *vm, unsigned cpu, uint64_t server) {
    return xive_connect(&vm->cpu[cpu], vm->fd, server);
}

/* --- mappings; a load that ends in SIGBUS counts as EFAULT */

static sigjmp_buf from_bus;

static void on_bus(int number) {
    (void)number;
    siglongjmp(from_bus, 1);
}

static int map(const struct vm *vm, uint64_t offset, uint64_t pages, volatile uint64_t **first) {
    void *mapping = mmap(NULL, pages * XIVE_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, vm->irqchip,
                         (off_t)(offset * XIVE_PAGE));
    *first = mapping;
    return mapping == MAP_FAILED ? -errno : 0;
}

static int load(const volatile uint64_t *page) {
    signal(SIGBUS, on_bus);
    if (sigsetjmp(from_bus, 1))
        return -EFAULT;
    (void)*page;
    return 0;
}

static int map_at(struct vm *vm, unsigned cpu, uint64_t offset) {
    volatile uint64_t *first;
    (void)cpu;
    return map(vm, offset, 1, &first);
}

static int map_tima(struct vm *vm, unsigned cpu, uint64_t pages) {
    volatile uint64_t *first;
    (void)cpu;
    return map(vm, KVM_XIVE_TIMA_PAGE_OFFSET, pages, &first);
}

static int map_esb(struct vm *vm, unsigned cpu, uint64_t pages) {
    volatile uint64_t *first;
    (void)cpu;
    return map(vm, KVM_XIVE_ESB_PAGE_OFFSET, pages, &first);
}

static int load_tima(struct vm *vm, unsigned cpu, uint64_t page) {
    volatile uint64_t *first;
    (void)cpu;
    int error = map(vm, KVM_XIVE_TIMA_PAGE_OFFSET, TIMA_PAGES, &first);
    return error ? error : load(first + page * (XIVE_PAGE / sizeof *first));
}

static int load_esb(struct vm *vm, unsigned cpu, uint64_t page) {
    volatile uint64_t *first;
    (void)cpu;
    int error = map(vm, KVM_XIVE_ESB_PAGE_OFFSET, 4, &first);
    return error ? error : load(first + page * (XIVE_PAGE / sizeof *first));
}

static const struct action creating = {"KVM_CREATE_DEVICE", create},
                           connecting = {"KVM_CAP_PPC_IRQ_XIVE", connect_to_device},
                           connecting_nothing = {"KVM_CAP_PPC_IRQ_XIVE of fd -1",
                                                 connect_to_nothing},
                           connecting_vm = {"KVM_CAP_PPC_IRQ_XIVE of the VM's fd", connect_to_vm},
                           mapping = {"mmap", map_at}, mapping_tima = {"mmap of TIMA", map_tima},
                           mapping_esb = {"mmap of ESB", map_esb},
                           loading_tima = {"a load from a page of TIMA", load_tima},
                           loading_esb = {"a load from a page of ESB", load_esb};

#define SERVERS(number) SET(CTRL, KVM_DEV_XIVE_NR_SERVERS, number)
#define ALL_SOURCES     (UINT64_C(1) << 20)

const struct errno_row errnos_device[] = {
    {"device.second", ONLY_ONE, {XIVE, ACT(creating, 0, KVM_DEV_TYPE_XIVE)}, EEXIST},
    {"device.xics", ONE_KIND, {XIVE, ACT(creating, 0, KVM_DEV_TYPE_XICS)}, EEXIST},

    {"connect.server", CONNECTED, {VCPU, XIVE, SERVERS(1), ACT(connecting, 0, 0)}, 0},
    {"connect.range", CONNECTED, {VCPU, XIVE, SERVERS(1), ACT(connecting, 0, 1)}, EINVAL},
    {"connect.again", CONNECTED, {ONE, ACT(connecting, 0, 0)}, EBUSY},
    {"connect.taken",
     CONNECTED,
     {VCPU, VCPU, XIVE, SERVERS(2), ACT(connecting, 0, 0), ACT(connecting, 1, 0)},
     EEXIST},
    {"connect.nothing", CONNECTED, {VCPU, XIVE, ACT(connecting_nothing, 0, 0)}, EBADF},
    {"connect.no-device", CONNECTED, {VCPU, XIVE, ACT(connecting_vm, 0, 0)}, EPERM},

    {"map.tima", PLACES, {XIVE, ACT(mapping_tima, 0, TIMA_PAGES)}, 0},
    {"map.tima-long", PLACES, {XIVE, ACT(mapping_tima, 0, TIMA_PAGES + 1)}, EINVAL},
    {"map.esb", PLACES, {XIVE, ACT(mapping_esb, 0, 2 * ALL_SOURCES)}, 0},
    {"map.esb-long", PLACES, {XIVE, ACT(mapping_esb, 0, 2 * ALL_SOURCES + 1)}, EINVAL},
    {"map.offset-1", PLACES, {XIVE, ACT(mapping, 0, 1)}, EINVAL},
    {"map.offset-5", PLACES, {XIVE, ACT(mapping, 0, 5)}, EINVAL},
    {"map.tima-physical", TIMA, {ONE, ACT(loading_tima, 0, 0)}, EFAULT},
    {"map.tima-hypervisor", TIMA, {ONE, ACT(loading_tima, 0, 1)}, EFAULT},
    {"map.tima-user",
     TIMA,
     {ONE, ACT(loading_tima, 0, TIMA_USER_PAGE)},
     0,
     .known = &(const struct known){MEASURED, EFAULT,
                                    "SIGBUS: KVM exposes the operating system's page alone"}},
    {"map.esb-trigger", ESB, {READY, ACT(loading_esb, 0, 0)}, 0},
    {"map.esb-management", ESB, {READY, ACT(loading_esb, 0, 1)}, 0},
    {"map.esb-not-initialised", ESB, {READY, ACT(loading_esb, 0, 2)}, EFAULT},
    {0},
};
