/* SPDX-License-Identifier: MIT */
/*
 * POWER9's eXternal Interrupt Virtualization Engine, generation 1, as a guest sees it: two pages of
 * event state buffer (ESB) for each source, one page of thread interrupt management area (TIMA)
 * that shows each CPU its own, and event queues in memory. Registers by the names of the POWER9
 * Processor User's Manual.
 */
#ifndef DRIVERS_XIVE_H
#define DRIVERS_XIVE_H

#include <stdbool.h>
#include <stdint.h>

/* --- a source */

struct xive_source {
    uint64_t trigger, management; /* its pages */
    uint32_t number;
    bool lsi;
    bool by_hcall; /* H_INT_ESB, in place of loads from the management page */
};

/* The two bits of a source's state, P and Q. */
enum xive_pq {
    PQ_RESET = 0,   /* an event is sent, and it is pending: */
    PQ_OFF = 1,     /* events are dropped */
    PQ_PENDING = 2, /* an event is remembered, and it is queued: */
    PQ_QUEUED = 3,  /* events are dropped, as one is remembered */
};

void xive_trigger(const struct xive_source *source);
unsigned xive_pq(const struct xive_source *source);
unsigned xive_set_pq(const struct xive_source *source, enum xive_pq pq); /* returns the old one */

/* Ends the event, by a load: P takes the value of Q, Q is cleared. Returns whether Q was set, and
 * so another event was sent. */
bool xive_eoi(const struct xive_source *source);

/* --- this CPU's thread context, in the OS's ring */

struct xive_tima {
    uint8_t nsr;  /* notification source: XIVE_NSR_EO, an exception is signalled to the OS */
    uint8_t cppr; /* current priority: only what is more favoured, that is less, is signalled */
    uint8_t ipb;  /* interrupt pending buffer: 0x80 >> priority */
    uint8_t pipr; /* the most favoured pending priority, 0xff: none */
};

enum {
    XIVE_NSR_EO = 0x80,
    XIVE_MASK_ALL = 0x00, /* for CPPR */
    XIVE_ADMIT_ALL = 0xff,
};

void xive_set_tima(uint64_t os_page);
struct xive_tima xive_tima(void);
void xive_set_cppr(uint8_t cppr);

/* Acknowledges: returns NSR << 8 | CPPR, where CPPR has become the priority of what was signalled.
 */
uint16_t xive_acknowledge(void);

static inline uint8_t xive_ipb(unsigned priority) {
    return (uint8_t)(0x80 >> priority);
}

#endif
