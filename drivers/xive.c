/* SPDX-License-Identifier: MIT */
#include "drivers/xive.h"
#include "arch/ppc64/hcall.h"
#include "drivers/mmio.h"

enum {
    /* Loads of the ESB management page; all but EOI tell the state before. */
    ESB_LOAD_EOI = 0x000,
    ESB_GET = 0x800,
    ESB_SET_PQ = 0xc00, /* 0xc00 sets 00, 0xd00 01, 0xe00 10, 0xf00 11 */
    ESB_SET_PQ_SHIFT = 8,

    /* The OS's ring, TM_QW1_OS, and what a load from its page can do. */
    TM_QW1_OS = 0x10,
    TM_CPPR = 0x1,
    TM_SPC_ACK_OS_REG = 0x810,
};

static uint64_t tima;

/* LoPAR 14.5.4.7.17, H_INT_ESB, gives what a load would. */
static uint64_t load(const struct xive_source *source, uint64_t offset) {
    uint64_t io[HCALL_ARGUMENTS] = {0, source->number, offset};
    if (!source->by_hcall)
        return mmio_read64_be(source->management + offset);
    return hcall_io(H_INT_ESB, io) == H_SUCCESS ? io[0] : UINT64_MAX;
}

void xive_trigger(const struct xive_source *source) {
    mmio_write64(source->trigger, 0);
}

unsigned xive_pq(const struct xive_source *source) {
    return load(source, ESB_GET) & 3;
}

unsigned xive_set_pq(const struct xive_source *source, enum xive_pq pq) {
    return load(source, ESB_SET_PQ + ((uint64_t)pq << ESB_SET_PQ_SHIFT)) & 3;
}

bool xive_eoi(const struct xive_source *source) {
    return load(source, ESB_LOAD_EOI) & 1;
}

void xive_set_tima(uint64_t os_page) {
    tima = os_page;
}

/* Less than a word of it cannot be loaded. */
struct xive_tima xive_tima(void) {
    uint64_t ring = mmio_read64_be(tima + TM_QW1_OS);
    return (struct xive_tima){.nsr = (uint8_t)(ring >> 56),
                              .cppr = (uint8_t)(ring >> 48),
                              .ipb = (uint8_t)(ring >> 40),
                              .pipr = (uint8_t)ring};
}

void xive_set_cppr(uint8_t cppr) {
    mmio_write8(tima + TM_QW1_OS + TM_CPPR, cppr);
}

uint16_t xive_acknowledge(void) {
    return mmio_read16_be(tima + TM_SPC_ACK_OS_REG);
}
