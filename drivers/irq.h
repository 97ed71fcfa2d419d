/* SPDX-License-Identifier: MIT */
/*
 * Which interrupts arrive. A check never waits for "its" interrupt: it listens to every INTID there
 * is, on every CPU that runs, and then asks what came. So what arrives on the wrong INTID, on the
 * wrong CPU, too early or twice is seen, and named.
 *
 *     irq_quiet(quench);       nothing pending, nothing logged, every INTID enabled
 *     ... arm the source ...
 *     irq_listen();
 *     irq_await(1, 1000);
 *     irq_deaf();
 *     ... irq_log() ...
 */
#ifndef DRIVERS_IRQ_H
#define DRIVERS_IRQ_H

#include <stdbool.h>
#include <stdint.h>

enum {
    IRQ_FIRST_PPI = 16,
    IRQ_FIRST_SPI = 32,
    IRQ_EVENTS = 8, /* of one CPU that are remembered; more are counted */
};

/* An interrupt controller, as this program uses one. */
struct irqchip {
    const char *name;
    bool (*init_cpu)(void); /* ready, with every INTID disabled; false if it cannot be */
    void (*quiet)(void);    /* pends nothing, enables every INTID for this CPU */
    void (*target)(unsigned intid, bool edge); /* an SPI comes to this CPU, as an edge or level; or
                                                  NULL: it has PPIs alone */
    void (*disable)(unsigned intid);           /* a source that does not stop */
    bool (*take)(unsigned *intid);             /* acknowledges the next interrupt */
    void (*end)(unsigned intid);
};

struct irq_event {
    unsigned intid;
    uint64_t when;  /* CNTVCT_EL0 when it was taken */
    uint64_t cause; /* what the quencher found, 0: it was not its device */
};

struct irq_log {
    unsigned count;
    struct irq_event event[IRQ_EVENTS];
};

/* Stops the device that is under test from asserting its interrupt, and returns its status: nonzero
 * if it did assert it. Called in the handler. */
typedef uint64_t irq_quencher(void);

/* Finds the interrupt controller in the device tree and makes this CPU ready. */
void irq_init(const void *fdt);

/* NULL: there is none we can drive, and none of the functions below may be called. */
const struct irqchip *irq_chip(void);

/* What every further CPU does before it takes interrupts; gives up if it cannot. */
void irq_init_cpu(void);

void irq_quiet(irq_quencher *quench);

/* Makes an SPI come to this CPU, as the level that KVM's lines are or as an edge. PPIs do already.
 */
void irq_target(unsigned intid, bool edge);
void irq_listen(void);

/* Waits, listening, until this CPU took `count` interrupts, for at most `microseconds`. */
bool irq_await(unsigned count, uint64_t microseconds);

void irq_deaf(void);

/* What this CPU took since irq_quiet(). */
const struct irq_log *irq_log(void);

#endif
