/* SPDX-License-Identifier: MIT */
/* What arm64 needs of a host, and what it assumes where a scenario is silent. */
#include "host/arch.h"
#include "host/arm64/gic.h"
#include "host/arm64/machine.h"
#include "host/arm64/memory_map.h"
#include "host/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

const char arch_name[] = "arm64";
const char arch_kernels[] = "6.1..7.3";

/* KVM_CHECK_EXTENSION; 0 where there is no KVM. */
static int capability(unsigned long name) {
    int kvm = kvm_open();
    if (errno_mend(-kvm))
        die(EXIT_INTERNAL, "/dev/kvm could not be opened: %s", errno_mend(-kvm));
    int value = kvm < 0 ? 0 : kvm_ioctl(kvm, KVM_CHECK_EXTENSION, name);
    close(kvm);
    return value < 0 ? 0 : value;
}

const char *arch_missing(void) {
    struct utsname host;
    struct vm vm;
    if (uname(&host) == 0 && strcmp(host.machine, "aarch64") != 0)
        return "this is not an arm64 machine, so it has no KVM for arm64 guests: copy "
               "vouch to one, or use 'make run', which emulates such a host";
    int error = -vm_create(&vm);
    if (error)
        return vm_refused(
            error,
            "/dev/kvm is absent: boot a kernel with CONFIG_KVM at EL2 (dmesg | grep kvm says why it "
            "is off), or use 'make run', which emulates such a host");
    const char *missing = NULL;
    if (!capability(KVM_CAP_DEVICE_CTRL))
        missing = "KVM has no device attributes (KVM_CAP_DEVICE_CTRL is 0): boot Linux 4.7 or "
                  "newer";
    else if (!gic_offered(gic_default()) && !gic_offered(&vgic_v5))
        missing = "KVM offers no VGIC (KVM_CREATE_DEVICE: ENODEV): the machine's interrupt "
                  "controller must be a GICv2, GICv3 or GICv5";
    close(vm.fd);
    close(vm.kvm);
    return missing;
}

/* 0 asks for 40 bits of guest-physical address, which some machines do not have (api.rst 4.2). */
unsigned long arch_vm_type(int kvm) {
    int bits = kvm_ioctl(kvm, KVM_CHECK_EXTENSION, KVM_CAP_ARM_VM_IPA_SIZE);
    return bits > 0 && bits < 40 ? (unsigned long)bits : 0;
}

/* CLAIM_DEVICE_TREE, weaker than a scenario's CLAIM_COMMAND_LINE, marks what nobody asked for. */
static void assume(struct claims *claims, enum claim_id id, uint64_t first, uint64_t second) {
    if (!claim_made(claims, id))
        claims_set(claims, id, CLAIM_DEVICE_TREE, first, second);
}

/* The PPIs that KVM gives a guest with a GICv5: SW_PPI, those of EL1's timers, and the PMU's. */
enum { GICV5_PPIS = 1 << 3 | 1 << 27 | 1 << 30, GICV5_PMU = 1 << 23 };

void arch_complete(struct claims *claims) {
    assume(claims, CLAIM_BOOT_EL, 1, 0);
    assume(claims, CLAIM_BOOT_CPUS, 1, 0);
    assume(claims, CLAIM_BOOT_MEMORY, RAM_BASE, RAM_SIZE);
    assume(claims, CLAIM_TIMER_VIRT, 27, 0);
    assume(claims, CLAIM_TIMER_PHYS, 30, 0);
    assume(claims, CLAIM_PMU, claim_made(claims, CLAIM_PMU_IRQ) || capability(KVM_CAP_ARM_PMU_V3),
           0);
    if (claim_value(claims, CLAIM_PMU))
        assume(claims, CLAIM_PMU_IRQ, 23, 0);
    if (!gic_offered(gic_default()) && gic_offered(&vgic_v5))
        assume(claims, CLAIM_GICV5_PPIS,
               GICV5_PPIS | (claim_value(claims, CLAIM_PMU) ? GICV5_PMU : 0), 0);
    if (gic_of(claims) == &vgic_v2) {
        uint64_t all = (1 << claim_value(claims, CLAIM_BOOT_CPUS)) - 1; /* have their PPIs */
        assume(claims, CLAIM_TIMER_CPUS, all, 0);
        assume(claims, CLAIM_PMU_CPUS, all, 0);
    }
    assume(claims, CLAIM_PVTIME, claim_made(claims, CLAIM_PVTIME_IPA), 0);
    uint64_t pmceid[2];
    if (claim_made(claims, CLAIM_PMU_FILTER) && capability(KVM_CAP_ARM_PMU_V3) &&
        pmu_events(pmceid))
        assume(claims, CLAIM_PMU_EVENTS, pmceid[0], pmceid[1]);
}

static const char *no_gicv5(void) {
    return gic_lacking(&vgic_v5);
}

static const char *no_older_gic(void) {
    return gic_lacking(gic_default());
}

const struct device arch_devices[] = {
    {"gicv5", no_gicv5, .rare = true}, {"older-gic", no_older_gic}, {0}};

const char *arch_lacks_features(uint64_t features) {
    static const struct {
        unsigned feature;
        unsigned long capability;
        const char *lacks;
    } needs[] = {
        {KVM_ARM_VCPU_PMU_V3, KVM_CAP_ARM_PMU_V3, "no PMU for guests: KVM_CAP_ARM_PMU_V3 is 0"},
        {KVM_ARM_VCPU_PMU_V3_STRICT, KVM_CAP_ARM_PMU_V3_STRICT,
         "no strict PMU for guests: KVM_CAP_ARM_PMU_V3_STRICT is 0"},
        {KVM_ARM_VCPU_HAS_EL2, KVM_CAP_ARM_EL2, "no EL2 for guests: KVM_CAP_ARM_EL2 is 0"},
    };
    for (unsigned i = 0; i < sizeof needs / sizeof *needs; i++)
        if (features >> needs[i].feature & 1 && !capability(needs[i].capability))
            return needs[i].lacks;
    return NULL;
}

static bool has_architected_ppis(const struct claims *claims) {
    return claim_value(claims, CLAIM_TIMER_VIRT) == 27 &&
           claim_value(claims, CLAIM_TIMER_PHYS) == 30 &&
           (!claim_made(claims, CLAIM_PMU_IRQ) || claim_value(claims, CLAIM_PMU_IRQ) == 23);
}

const char *arch_lacks(const struct claims *claims) {
    uint64_t features = (uint64_t)(claim_value(claims, CLAIM_PMU) != 0) << KVM_ARM_VCPU_PMU_V3 |
                        (uint64_t)(claim_value(claims, CLAIM_BOOT_EL) == 2) << KVM_ARM_VCPU_HAS_EL2;
    if (claim_value(claims, CLAIM_GUEST_CONSOLE) > 2) /* of its words */
        return "no such console: this program emulates doorbell, pl011 and ns16550a";
    if (claim_value(claims, CLAIM_BOOT_CPUS) > VM_CPUS)
        return "more vCPUs than this program makes (64)";
    if (!gic_offered(gic_of(claims)))
        return gic_lacking(gic_of(claims));
    if (gic_of(claims) == &vgic_v2 && claim_value(claims, CLAIM_BOOT_CPUS) > GICV2_CPUS)
        return "a GICv2 has 8 CPUs at most";
    if (gic_of(claims) == &vgic_v5 && !has_architected_ppis(claims))
        return "a GICv5 has the architected PPIs alone: 27, 30 and the PMU's 23";
    return arch_lacks_features(features);
}
