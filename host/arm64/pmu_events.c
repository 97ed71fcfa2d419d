/* SPDX-License-Identifier: MIT */
/*
 * Which events the PMU of this host's guests has. A filter hides that from the guest it applies to,
 * and KVM_GET_ONE_REG does not know PMCEID: so another guest, of four instructions, is asked.
 */
#include "host/arm64/attributes.h"
#include "host/arm64/machine.h"
#include "host/arm64/memory_map.h"
#include "host/child.h"

#include <string.h>
#include <unistd.h>

enum {
    SECONDS = 5,
    REGISTERS = 2,
};

static const uint32_t program[] = {
    0xd53b9cc0, /* mrs x0, pmceid0_el0 */
    0xf9000040, /* str x0, [x2], which is nobody's address: KVM_EXIT_MMIO */
    0xd53b9ce0, /* mrs x0, pmceid1_el0 */
    0xf9000040, /* str x0, [x2] */
};

static void ask(void *context, int output) {
    static struct vm vm;
    struct claims claims = {0};
    (void)context;
    claims_parse(&claims, "pmu=1 pmu.irq=23", CLAIM_COMMAND_LINE);
    child_must(vm_create(&vm), "KVM_CREATE_VM");
    child_must(vm_add_memory(&vm, RAM_BASE, 64 << 10), "KVM_SET_USER_MEMORY_REGION");
    child_must(arch_add_vcpu(&vm, 1 << KVM_ARM_VCPU_PMU_V3), "KVM_ARM_VCPU_INIT");
    child_must(arch_add_irqchip(&vm), "creating a VGICv3");
    child_must(arch_init_irqchip(&vm), "KVM_DEV_ARM_VGIC_CTRL_INIT");
    pmu_apply(&vm, &claims);
    memcpy(vm_memory(&vm, RAM_BASE, sizeof program), program, sizeof program);
    struct vcpu *cpu = &vm.cpu[0];
    child_must(vcpu_set_register(cpu, VCPU_PC, RAM_BASE), "KVM_SET_ONE_REG of PC");
    child_must(vcpu_set_register(cpu, VCPU_X(2), DOORBELL_BASE), "KVM_SET_ONE_REG of X2");
    for (unsigned i = 0; i < REGISTERS; i++) {
        child_must(kvm_ioctl(cpu->fd, KVM_RUN, 0), "KVM_RUN");
        if (cpu->run->exit_reason != KVM_EXIT_MMIO ||
            write(output, cpu->run->mmio.data, sizeof(uint64_t)) != sizeof(uint64_t))
            child_fail("did not report");
    }
}

struct answer {
    size_t length;
    union {
        char bytes[REGISTERS * sizeof(uint64_t)];
        uint64_t pmceid[REGISTERS];
    };
};

static void receive(void *sink, const char *bytes, size_t length) {
    struct answer *answer = sink;
    for (size_t i = 0; i < length && answer->length < sizeof answer->bytes; i++)
        answer->bytes[answer->length++] = bytes[i];
}

bool pmu_events(uint64_t pmceid[2]) {
    static struct answer answer;
    static bool asked;
    if (!asked) {
        char why[CHILD_WHY];
        struct child child = {.work = ask, .feed = receive, .sink = &answer, .seconds = SECONDS};
        asked = true;
        child_run(&child, why);
    }
    memcpy(pmceid, answer.pmceid, sizeof answer.pmceid);
    return answer.length == sizeof answer.bytes;
}
