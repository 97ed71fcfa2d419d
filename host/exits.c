/* SPDX-License-Identifier: MIT */
#include "host/exits.h"

#include "host/child.h"
#include "host/output.h"

#include <sys/mman.h>

static struct exits *counted;

struct exits *exits_counted(void) {
    if (!counted)
        counted =
            mmap(NULL, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (counted == MAP_FAILED)
        die(EXIT_INTERNAL, "no memory to count exits in");
    return counted;
}

void exits_count(void) {
    if (counted)
        atomic_fetch_add(&counted->all, 1);
}

void exits_count_printing(void) {
    if (counted)
        atomic_fetch_add(&counted->printing, 1);
}

void fail_exit(const struct vcpu *cpu) {
    const struct kvm_run *run = cpu->run;
    switch (run->exit_reason) {
    case KVM_EXIT_FAIL_ENTRY:
        child_fail("ended on vCPU %u: KVM_EXIT_FAIL_ENTRY, reason 0x%llx", cpu->index,
                   (unsigned long long)run->fail_entry.hardware_entry_failure_reason);
    case KVM_EXIT_INTERNAL_ERROR:
        child_fail("ended on vCPU %u: KVM_EXIT_INTERNAL_ERROR, suberror %u", cpu->index,
                   run->internal.suberror);
    default:
        child_fail("ended on vCPU %u: KVM exit %u", cpu->index, run->exit_reason);
    }
}
