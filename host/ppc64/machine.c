/* SPDX-License-Identifier: MIT */
#include "host/ppc64/machine.h"

#include "host/child.h"
#include "host/confine.h"
#include "host/exits.h"
#include "host/mischief.h"
#include "host/ppc64/memory_map.h"
#include "host/ppc64/xive.h"
#include "host/tree.h"

#include <elf.h>
#include <inttypes.h>
#include <pthread.h>
#include <string.h>

static struct vm vm;

static void add_memory(const struct claim *memory) {
    for (unsigned i = 0; i < memory->items; i++)
        child_must(vm_add_memory(&vm, memory->value[i][0], memory->value[i][1]),
                   "RAM of 0x%" PRIx64 " bytes at 0x%" PRIx64, memory->value[i][1],
                   memory->value[i][0]);
}

/* The one segment of our payload is behind 128 bytes of headers. */
const size_t payload_begins = XIVE_PAGE - 128;

static void fail_image(const char *why) {
    child_fail("failed: the payload %s", why);
}

/* Places the segments of an ELF file; what is no ELF file is placed whole. Position independent: to
 * be entered where its first byte is. */
static void load_image(const struct payload *payload) {
    const char *image = payload->image;
    Elf64_Ehdr header = {0};
    if (payload->size >= sizeof header)
        memcpy(&header, image, sizeof header);
    if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) {
        void *memory = vm_memory(&vm, PAYLOAD_BASE, payload->size);
        if (!memory)
            fail_image("does not fit into boot.memory");
        memcpy(memory, image, payload->size);
        return;
    }
    for (unsigned i = 0; i < header.e_phnum; i++) {
        Elf64_Phdr segment;
        uint64_t at = header.e_phoff + i * sizeof segment;
        if (at > payload->size || payload->size - at < sizeof segment)
            fail_image("is cut short");
        memcpy(&segment, image + at, sizeof segment);
        if (segment.p_type != PT_LOAD)
            continue;
        void *memory = vm_memory(&vm, PAYLOAD_BASE + segment.p_paddr, segment.p_memsz);
        if (segment.p_offset > payload->size ||
            segment.p_filesz > payload->size - segment.p_offset ||
            segment.p_filesz > segment.p_memsz)
            fail_image("is cut short");
        if (!memory)
            fail_image("does not fit into boot.memory");
        payload_place(payload, segment.p_offset, segment.p_filesz, memory);
    }
}

struct thread {
    struct vcpu *cpu;
    const struct machine *machine;
};

static void *secondary(void *argument) {
    const struct thread *thread = argument;
    vcpu_has_thread(thread->cpu);
    vcpu_wait_for_start(thread->cpu);
    vcpu_run(thread->cpu, thread->machine);
}

static void make(const struct claims *claims) {
    child_must(vm_create(&vm), "KVM_CREATE_VM");
    add_memory(&claims->of[CLAIM_BOOT_MEMORY]);
    for (unsigned i = 0; i < claim_value(claims, CLAIM_BOOT_CPUS); i++)
        child_must(arch_add_vcpu(&vm, 0), "KVM_CREATE_VCPU or KVM_CAP_PPC_PAPR of vCPU %u", i);
    child_must(arch_add_irqchip(&vm), "creating the XIVE device");
    child_must(arch_init_irqchip(&vm), "KVM_DEV_XIVE_NR_SERVERS or KVM_CAP_PPC_IRQ_XIVE");
    xive_apply(&vm, claims);
}

void arch_run_bare(const struct claims *claims) {
    const uint32_t sc_1 = 0x44000022;
    make(claims);
    memcpy(vm.memory[0].host, &sc_1, sizeof sc_1);
    vcpu_enter(&vm.cpu[0], vm.memory[0].base, 0);
    child_must(kvm_ioctl(vm.cpu[0].fd, KVM_RUN, 0), "KVM_RUN");
    if (vm.cpu[0].run->exit_reason != KVM_EXIT_PAPR_HCALL)
        fail_exit(&vm.cpu[0]);
}

void arch_run(const struct machine *machine) {
    static struct thread thread[VM_CPUS];
    xive_may_crash_host = machine->may_crash_host;
    make(machine->applied);
    load_image(&machine->payload);
    if (!vm_memory(&vm, TREE_BASE, TREE_SIZE))
        child_fail("failed: the device tree does not fit into boot.memory");
    vcpu_enter(&vm.cpu[0], PAYLOAD_BASE, tree_load(&vm, machine, TREE_BASE));
    vcpu_has_thread(&vm.cpu[0]);
    vcpu_begins(&vm.cpu[0]);
    confine();
    mischief_at_start(machine, &vm);
    for (unsigned i = 1; i < vm.cpus; i++) {
        thread[i] = (struct thread){&vm.cpu[i], machine};
        pthread_t id;
        child_must(-pthread_create(&id, NULL, secondary, &thread[i]), "a thread for vCPU %u", i);
    }
    vcpu_run(&vm.cpu[0], machine);
}
