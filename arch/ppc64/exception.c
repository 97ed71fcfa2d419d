/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/exception.h"
#include "arch/ppc64/cache.h"
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "arch/ppc64/rtas.h"
#include "arch/ppc64/spr.h"

#include <inttypes.h>

/* Power ISA Book III 6.5 (3.1: 7.5): each interrupt has its place, in real mode from address 0 on,
 * and the least of them is eight instructions long. */
enum {
    FIRST = 0x100,
    EXTERNAL = 0x500,
    DECREMENTER = 0x900,
    END = 0x1800,
    SPACING = 0x20,
};

/* vectors.S */
extern const struct vector { uint64_t code[SPACING / 8]; } vector_template;
extern const unsigned vector_number; /* the instruction that holds the vector */
extern char vector_common[];
#define VECTOR_COMMON ((volatile uint64_t *)0x80) /* where the template finds vector_common */

static void (*handle_irq)(void);
static void (*print)(const char *format, ...);

void exception_set_irq_handler(void (*handler)(void)) {
    handle_irq = handler;
}

void exception_set_printer(void (*printer)(const char *format, ...)) {
    print = printer;
}

void exception_init(void) {
    *VECTOR_COMMON = (uint64_t)vector_common;
    for (uint64_t vector = FIRST; vector < END; vector += SPACING) {
        *(volatile struct vector *)vector = vector_template;
        ((volatile uint32_t *)vector)[vector_number] |= (uint32_t)vector;
    }
    cache_make_code(FIRST, END - FIRST);
}

static void describe(unsigned vector, const struct frame *frame) {
    print("unexpected exception 0x%x vcpu=%u NIP=0x%" PRIx64 " MSR=0x%" PRIx64 " DAR=0x%" PRIx64
          " DSISR=0x%" PRIx64 " LR=0x%" PRIx64 " CTR=0x%" PRIx64,
          vector, this_cpu()->index, frame->nip, frame->msr, mfspr(SPR_DAR), mfspr(SPR_DSISR),
          frame->lr, frame->ctr);
    for (unsigned i = 0; i < 32; i += 4)
        print("r%u=0x%" PRIx64 " r%u=0x%" PRIx64 " r%u=0x%" PRIx64 " r%u=0x%" PRIx64, i,
              frame->r[i], i + 1, frame->r[i + 1], i + 2, frame->r[i + 2], i + 3, frame->r[i + 3]);
}

/* Called by vectors.S. */
void exception(unsigned vector, struct frame *frame) {
    struct cpu *cpu = this_cpu();
    if (vector == EXTERNAL && handle_irq) {
        handle_irq();
        return;
    }
    if (vector == DECREMENTER) {
        decrementer_quiet();
        return;
    }
    if (cpu->reporting || !print) /* a second one on the way: the console itself may be at fault */
        rtas_power_off();
    cpu->reporting = true;
    describe(vector, frame);
    cpu->reporting = false;
    frame->nip = frame->r[12] = (uint64_t)cpu_give_up; /* ELFv2: r12 is the entry's own address */
    frame->msr &= ~(uint64_t)MSR_EE;
}
