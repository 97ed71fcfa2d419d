/* SPDX-License-Identifier: MIT */
/* What ppc64 needs of a host, and what it assumes where a scenario is silent. */
#include "host/arch.h"
#include "host/output.h"
#include "host/ppc64/memory_map.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

const char arch_name[] = "ppc64";
const char arch_kernels[] = "6.12..7.2";

const char *arch_missing(void) {
    struct utsname host;
    struct vm vm;
    if (uname(&host) == 0 && strcmp(host.machine, "ppc64le") != 0)
        return "this is not a ppc64le machine, so it has no KVM for ppc64 guests: copy vouch to "
               "one, or use 'make run ARCH=ppc64', which emulates such a host";
    int error = -vm_create(&vm);
    if (error)
        return vm_refused(
            error,
            "/dev/kvm is absent: load the module kvm-hv on a POWER9 without another hypervisor, or use "
            "'make run', which emulates such a host");
    const char *missing = NULL;
    if (sysconf(_SC_PAGESIZE) != XIVE_PAGE)
        missing = "the kernel's pages are not of 64 KiB, and KVM takes an event queue only in one "
                  "page: boot a kernel with CONFIG_PPC_64K_PAGES";
    else if (kvm_ioctl(vm.fd, KVM_CHECK_EXTENSION, KVM_CAP_PPC_IRQ_XIVE) <= 0)
        missing = "KVM offers no XIVE (KVM_CAP_PPC_IRQ_XIVE is 0): the machine must be a POWER9 or "
                  "newer with its XIVE in exploitation mode";
    close(vm.fd);
    close(vm.kvm);
    return missing;
}

unsigned long arch_vm_type(int kvm) {
    (void)kvm;
    return KVM_VM_PPC_HV;
}

static void assume(struct claims *claims, enum claim_id id, const struct claim *claim) {
    if (!claim_made(claims, id)) {
        claims->of[id] = *claim;
        claims->of[id].source = CLAIM_DEVICE_TREE;
    }
}

/* One queue for each server, and the sources to one server after the other, the rest to the last.
 */
static void assume_plan(struct claims *claims) {
    enum { PRIORITY = 6, EISN = 0x1000 };
    unsigned cpus = (unsigned)claim_value(claims, CLAIM_BOOT_CPUS);
    const uint64_t *sources = claims->of[CLAIM_XIVE_SOURCE].value[0];
    struct claim queue = {0}, target = {0};
    for (unsigned i = 0; i < cpus && i < CLAIM_ITEMS; i++) {
        const uint64_t item[] = {i, PRIORITY, XIVE_PAGE_SHIFT, QUEUE_BASE + i * XIVE_PAGE, 1, 0};
        memcpy(queue.value[queue.items++], item, sizeof item);
    }
    for (unsigned i = 0; cpus && i < sources[1] && i < CLAIM_ITEMS; i++) {
        uint64_t count = i + 1 == CLAIM_ITEMS ? sources[1] - i : 1;
        const uint64_t item[] = {sources[0] + i, i % cpus, PRIORITY, EISN + i, count, 0};
        memcpy(target.value[target.items++], item, sizeof item);
    }
    assume(claims, CLAIM_XIVE_EQ, &queue);
    assume(claims, CLAIM_XIVE_TARGET, &target);
}

void arch_complete(struct claims *claims) {
    enum { SOURCES = 16, MSI = 0, LSI = 1 };
    static const struct claim sources = {.items = 2,
                                         .value = {{0, SOURCES, MSI}, {SOURCES, 1, LSI}}};
    static const struct {
        enum claim_id id;
        uint64_t first, second;
    } assumed[] = {
        {CLAIM_BOOT_CPUS, 1},
        {CLAIM_BOOT_MEMORY, RAM_BASE, RAM_SIZE},
        {CLAIM_XIVE_TIMA, TIMA_BASE + TIMA_OS_PAGE * XIVE_PAGE},
        {CLAIM_XIVE_ESB, ESB_BASE},
    };
    for (unsigned i = 0; i < sizeof assumed / sizeof *assumed; i++)
        claims_set(claims, assumed[i].id, CLAIM_DEVICE_TREE, assumed[i].first, assumed[i].second);
    assume(claims, CLAIM_XIVE_SOURCE, &sources);
    if (claim_value(claims, CLAIM_XIVE_SETUP))
        assume_plan(claims);
}

const char *arch_lacks_features(uint64_t features) {
    (void)features; /* there are none to choose */
    return NULL;
}

const char *arch_lacks(const struct claims *claims) {
    uint64_t console = claim_value(claims, CLAIM_GUEST_CONSOLE);
    if (console != 0 && console != 3) /* of its words */
        return "no such console: this program emulates doorbell and hvterm";
    if (claim_value(claims, CLAIM_BOOT_CPUS) > VM_CPUS)
        return "more vCPUs than this program makes (64)";
    return NULL;
}

const struct device arch_devices[] = {{0}};
