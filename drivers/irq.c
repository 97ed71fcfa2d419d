/* SPDX-License-Identifier: MIT */
#include "drivers/irq.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/exception.h"
#include "core/not_zeroed.h"
#include "drivers/doorbell.h"
#include "drivers/gicv2.h"
#include "drivers/gicv3.h"
#include "drivers/gicv5.h"

#include <stddef.h>

static const struct irqchip *chip;
static struct irq_log logs[MAX_CPUS] NOT_ZEROED; /* begun by each CPU for itself */
static irq_quencher *quench_device;

static void handle(void) {
    struct irq_log *log = &logs[this_cpu()->index];
    unsigned intid;
    while (chip->take(&intid)) {
        uint64_t when = clock_now();
        uint64_t cause = quench_device ? quench_device() : 0;
        if (log->count < IRQ_EVENTS)
            log->event[log->count] = (struct irq_event){intid, when, cause};
        log->count++;
        if (!cause || log->count >= IRQ_EVENTS) /* nobody would ever stop it */
            chip->disable(intid);
        chip->end(intid);
    }
}

static void begin_log(void) {
    logs[this_cpu()->index].count = 0;
}

void irq_init(const void *fdt) {
    begin_log();
    exception_set_irq_handler(handle);
    static const struct irqchip *(*const find[])(const void *) = {gicv3_init, gicv5_init,
                                                                  gicv2_init};
    const struct irqchip *found = NULL;
    for (unsigned i = 0; i < sizeof find / sizeof *find && !found; i++)
        found = find[i](fdt);
    if (found && found->init_cpu()) /* either may end in an exception: then there is none */
        chip = found;
}

const struct irqchip *irq_chip(void) {
    return chip;
}

void irq_init_cpu(void) {
    begin_log();
    if (chip && !chip->init_cpu())
        cpu_give_up();
}

void irq_quiet(irq_quencher *quench) {
    irq_mask();
    quench_device = quench;
    begin_log();
    chip->quiet();
}

void irq_target(unsigned intid, bool edge) {
    if (intid >= IRQ_FIRST_SPI && chip->target)
        chip->target(intid, edge);
}

void irq_listen(void) {
    doorbell_listen(this_cpu()->index);
    irq_unmask();
}

bool irq_await(unsigned count, uint64_t microseconds) {
    volatile unsigned *arrived = &logs[this_cpu()->index].count;
    return wait_for(*arrived >= count, microseconds);
}

void irq_deaf(void) {
    irq_mask();
}

const struct irq_log *irq_log(void) {
    return &logs[this_cpu()->index];
}
