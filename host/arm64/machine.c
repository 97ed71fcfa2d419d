/* SPDX-License-Identifier: MIT */
#include "host/arm64/machine.h"

#include "host/arm64/attributes.h"
#include "host/arm64/gic.h"
#include "host/child.h"
#include "host/confine.h"
#include "host/mischief.h"
#include "host/tree.h"

#include <inttypes.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

static struct vm vm;

/* All RAM of a guest with an EL2 is written to beforehand: where a page that was only read so far
 * is written, the kernel replaces it, and KVM then unmaps all that the nested guest has (seconds,
 * on an emulated host). */
static bool write_first(const struct claims *claims) {
    return claim_value(claims, CLAIM_BOOT_EL) == 2;
}

static void add_memory(const struct claims *claims) {
    const struct claim *memory = &claims->of[CLAIM_BOOT_MEMORY];
    for (unsigned i = 0; i < memory->items; i++) {
        child_must(vm_add_memory(&vm, memory->value[i][0], memory->value[i][1]),
                   "RAM of 0x%" PRIx64 " bytes at 0x%" PRIx64, memory->value[i][1],
                   memory->value[i][0]);
        if (write_first(claims))
            memset(vm.memory[i].host, 0, vm.memory[i].size);
        else /* it uses too little of it for huge pages, each to be cleared first */
            madvise(vm.memory[i].host, vm.memory[i].size, MADV_NOHUGEPAGE);
    }
}

static void add_cpus(const struct claims *claims) {
    uint64_t features = 0;
    if (claim_value(claims, CLAIM_PMU))
        features |= 1 << KVM_ARM_VCPU_PMU_V3;
    if (claim_value(claims, CLAIM_BOOT_EL) == 2)
        features |= 1 << KVM_ARM_VCPU_HAS_EL2;
    for (unsigned i = 0; i < claim_value(claims, CLAIM_BOOT_CPUS); i++)
        child_must(arch_add_vcpu(&vm, features), "KVM_ARM_VCPU_INIT of vCPU %u", i);
}

const size_t payload_begins = 0;

static void place(const struct machine *machine, void *memory) {
    const struct payload *payload = &machine->payload;
    if (write_first(machine->applied))
        memcpy(memory, payload->image, payload->size);
    else
        payload_place(payload, 0, payload->size, memory);
}

/* Places the image as Documentation/arch/arm64/booting.rst says: text_offset above a 2 MiB aligned
 * base, with image_size bytes from there its own. Returns its first address. */
static uint64_t load_image(const struct machine *machine) {
    const struct payload *payload = &machine->payload;
    struct {
        uint32_t code[2];
        uint64_t text_offset, image_size, flags, reserved[3];
        uint32_t magic, reserved2;
    } header = {0};
    const uint64_t align = 2 << 20;
    uint64_t entry = (vm.memory[0].base + align - 1) / align * align;
    uint64_t size = payload->size;
    if (size >= sizeof header)
        memcpy(&header, payload->image, sizeof header);
    if (header.magic == 0x644d5241) { /* "ARM\x64" */
        entry += header.text_offset;
        size = header.image_size > size ? header.image_size : size;
    }
    if (!vm_memory(&vm, entry, size + TREE_SIZE))
        child_fail("failed: the image's %" PRIu64 " bytes do not fit into boot.memory", size);
    place(machine, vm_memory(&vm, entry, payload->size));
    return entry;
}

struct thread {
    struct vcpu *cpu;
    const struct machine *machine;
};

static void *secondary(void *argument) {
    const struct thread *thread = argument;
    vcpu_run(thread->cpu, thread->machine);
}

/* The order matters: vCPUs, the GIC, then what is wired to it (vcpu.rst 1.2: "this must be done
 * after initializing the in-kernel irqchip"). */
static void make(const struct claims *claims) {
    child_must(vm_create(&vm), "KVM_CREATE_VM");
    add_memory(claims);
    add_cpus(claims);
    child_must(gic_add(&vm, gic_of(claims)), "creating a %s", gic_of(claims)->name);
    child_must(gic_init(&vm), "KVM_DEV_ARM_VGIC_CTRL_INIT");
    pmu_apply(&vm, claims);
    timer_apply(&vm, claims);
    pvtime_apply(&vm, claims);
}

/* Its first vCPU is entered at `entry`. KVM_ARM_VCPU_INIT has left the rest as booting.rst wants
 * it: EL1h, interrupts masked. */
static void enter(uint64_t entry, uint64_t argument) {
    child_must(vcpu_set_register(&vm.cpu[0], VCPU_PC, entry), "KVM_SET_ONE_REG of PC");
    child_must(vcpu_set_register(&vm.cpu[0], VCPU_X(0), argument), "KVM_SET_ONE_REG of X0");
}

void arch_run_bare(const struct claims *claims) {
    const uint32_t hvc_0 = 0xd4000002, smc_0 = 0xd4000003, psci_system_off = 0x84000008;
    make(claims);
    memcpy(vm.memory[0].host, claim_value(claims, CLAIM_BOOT_EL) == 2 ? &smc_0 : &hvc_0,
           sizeof hvc_0);
    enter(vm.memory[0].base, psci_system_off);
    vcpu_run(&vm.cpu[0], NULL);
}

void arch_run(const struct machine *machine) {
    static struct thread thread[VM_CPUS];
    make(machine->applied);
    uint64_t entry = load_image(machine);
    /* At the end of the first RAM, away from the image. */
    uint64_t end = vm.memory[0].base + vm.memory[0].size;
    enter(entry, tree_load(&vm, machine, (end - TREE_SIZE) & ~UINT64_C(7)));
    confine();
    mischief_at_start(machine, &vm);
    for (unsigned i = 1; i < vm.cpus; i++) {
        thread[i] = (struct thread){&vm.cpu[i], machine};
        pthread_t id;
        child_must(-pthread_create(&id, NULL, secondary, &thread[i]), "a thread for vCPU %u", i);
    }
    vcpu_run(&vm.cpu[0], machine);
}
