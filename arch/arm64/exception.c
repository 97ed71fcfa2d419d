/* SPDX-License-Identifier: MIT */
#include "arch/arm64/exception.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/psci.h"
#include "arch/arm64/sysreg.h"

#include <stddef.h>

static void (*handle_irq)(void);
static void (*report)(const char *, const struct frame *, uint64_t, uint64_t);

void exception_set_irq_handler(void (*handler)(void)) {
    handle_irq = handler;
}

void exception_set_reporter(void (*reporter)(const char *, const struct frame *, uint64_t,
                                             uint64_t)) {
    report = reporter;
}

/* Called by vectors.S. Vectors come in fours: synchronous, IRQ, FIQ, SError; the second four are
 * those taken from EL1 on its own stack, the only ones this program can cause on purpose. */
void exception(unsigned vector, struct frame *frame) {
    static const char *const kinds[] = {"synchronous", "IRQ", "FIQ", "SError"};
    enum {
        IRQ = 5
    };
    if (vector == IRQ && handle_irq) {
        handle_irq();
        return;
    }
    struct cpu *cpu = this_cpu();
    if (cpu->reporting || !report) /* a second one on the way: the console itself may be at fault */
        psci_system_off();
    cpu->reporting = true;
    report(kinds[vector % 4], frame, read_sysreg(esr_el1), read_sysreg(far_el1));
    cpu->reporting = false;
    frame->elr = (uint64_t)cpu_give_up; /* the frame's stack is what we return to */
    frame->spsr = SPSR_EL1H_MASKED;
}
