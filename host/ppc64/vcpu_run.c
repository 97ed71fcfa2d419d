/* SPDX-License-Identifier: MIT */
/* A vCPU runs: what it leaves the guest for, and who answers. */
#include "host/child.h"
#include "host/doorbell.h"
#include "host/exits.h"
#include "host/output.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/memory_map.h"

#include "core/doorbell.h"

#include <errno.h>
#include <string.h>

/* Elsewhere there is nothing: a load gives ones. */
static void access_device(struct vcpu *cpu, const struct machine *machine) {
    struct kvm_run *run = cpu->run;
    uint64_t offset = run->mmio.phys_addr - DOORBELL_BASE, value = UINT64_MAX;
    bool write = run->mmio.is_write;
    if (write)
        memcpy(&value, run->mmio.data, run->mmio.len);
    if (offset < DOORBELL_SIZE && run->mmio.len == sizeof value)
        doorbell_access(machine, cpu, offset, write, &value);
    if (!write)
        memcpy(run->mmio.data, &value, run->mmio.len);
}

static void call(struct vcpu *cpu, const struct machine *machine) {
    struct kvm_run *run = cpu->run;
    uint64_t argument[HCALL_ARGUMENTS];
    for (unsigned i = 0; i < HCALL_ARGUMENTS; i++)
        argument[i] = run->papr_hcall.args[i];
    run->papr_hcall.ret = (uint64_t)hypercall(machine, cpu, run->papr_hcall.nr, argument);
    for (unsigned i = 0; i < HCALL_ARGUMENTS; i++)
        run->papr_hcall.args[i] = argument[i];
    vcpu_stop_if_asked(cpu);
}

void vcpu_run(struct vcpu *cpu, const struct machine *machine) {
    for (;;) {
        int error = -kvm_ioctl(cpu->fd, KVM_RUN, 0);
        if (error > 0 && error != EINTR && error != EAGAIN)
            child_fail("ended on vCPU %u: KVM_RUN: %s", cpu->index, errno_name(error));
        if (error == EINTR)
            vcpu_pause_if_asked(cpu);
        if (error > 0)
            continue;
        exits_count();
        switch (cpu->run->exit_reason) {
        case KVM_EXIT_MMIO:
            access_device(cpu, machine);
            break;
        case KVM_EXIT_PAPR_HCALL:
            call(cpu, machine);
            break;
        default:
            fail_exit(cpu);
        }
        vcpu_migrate_if_asked(cpu, machine);
    }
}
