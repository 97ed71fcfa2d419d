/* SPDX-License-Identifier: MIT */
#include "arch/arm64/exception.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/psci.h"
#include "arch/arm64/sysreg.h"

#include <inttypes.h>
#include <stddef.h>

static void (*handle_irq)(void);
static void (*print)(const char *format, ...);

void exception_set_irq_handler(void (*handler)(void)) {
    handle_irq = handler;
}

void exception_set_printer(void (*printer)(const char *format, ...)) {
    print = printer;
}

static void describe(const char *kind, const struct frame *frame) {
    print("unexpected %s exception vcpu=%u ESR_EL1=0x%" PRIx64 " ELR_EL1=0x%" PRIx64
          " FAR_EL1=0x%" PRIx64 " SPSR_EL1=0x%" PRIx64,
          kind, this_cpu()->index, read_sysreg(esr_el1), frame->elr, read_sysreg(far_el1),
          frame->spsr);
    for (unsigned i = 0; i < 28; i += 4)
        print("x%u=0x%" PRIx64 " x%u=0x%" PRIx64 " x%u=0x%" PRIx64 " x%u=0x%" PRIx64, i,
              frame->x[i], i + 1, frame->x[i + 1], i + 2, frame->x[i + 2], i + 3, frame->x[i + 3]);
    print("x28=0x%" PRIx64 " x29=0x%" PRIx64 " x30=0x%" PRIx64, frame->x[28], frame->x[29],
          frame->x[30]);
}

/* Called by vectors.S. Vectors come in fours: synchronous, IRQ, FIQ, SError; the second four are
 * those taken from EL1 on its own stack, the only ones this program can cause on purpose. */
void exception(unsigned vector, struct frame *frame) {
    static const char *const kinds[] = {"synchronous", "IRQ", "FIQ", "SError"};
    enum { SYNCHRONOUS = 0, IRQ = 1, FROM_EL1 = 4 };
    if (vector == FROM_EL1 + IRQ && handle_irq) {
        handle_irq();
        return;
    }
    struct cpu *cpu = this_cpu();
    if (!cpu->probing || vector % 4 != SYNCHRONOUS) {
        if (cpu->reporting || !print) /* a second one on the way: the console may be at fault */
            psci_system_off();
        cpu->reporting = true;
        describe(kinds[vector % 4], frame);
        cpu->reporting = false;
    }
    frame->elr = (uint64_t)cpu_give_up; /* on the stack that we came from */
    frame->spsr = SPSR_EL1H_MASKED;
}

bool exception_in(void (*run)(void *), void *argument) {
    struct cpu *cpu = this_cpu();
    jmp_buf here, *outer = cpu->recover;
    cpu->recover = &here;
    cpu->probing = true;
    bool taken = setjmp(here) != 0;
    if (!taken)
        run(argument);
    cpu->probing = false;
    cpu->recover = outer;
    return taken;
}
