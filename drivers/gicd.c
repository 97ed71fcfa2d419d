/* SPDX-License-Identifier: MIT */
#include "drivers/gicd.h"
#include "arch/arm64/sysreg.h"
#include "drivers/irq.h"
#include "drivers/mmio.h"

#define TYPER_IT_LINES FIELD(4, 0)
#define ALL            0xffffffffu
#define ALL_PPIS       0xffff0000u
#define PRIORITIES     0xa0a0a0a0u /* a byte each */

static uint64_t distributor;
static uint64_t (*first_word)(void);
static void (*await_writes)(void);
static unsigned words; /* of 32 interrupts each */

static uint64_t word_register(unsigned offset, unsigned word) {
    return (word == 0 ? first_word() : distributor) + offset + 4 * (uint64_t)word;
}

static void settle(void) {
    if (await_writes)
        await_writes();
}

static void init_word(unsigned word, bool group1) {
    mmio_write32(word_register(GICD_ICENABLER, word), ALL);
    if (group1)
        mmio_write32(word_register(GICD_IGROUPR, word), ALL);
    uint64_t priority = (word == 0 ? first_word() : distributor) + GICD_IPRIORITYR + 32 * word;
    for (unsigned byte = 0; byte < 32; byte += 4)
        mmio_write32(priority + byte, PRIORITIES);
}

void gicd_init(uint64_t base, uint32_t control, bool group1, uint64_t (*banked)(void),
               void (*settled)(void)) {
    distributor = base;
    first_word = banked;
    await_writes = settled;
    unsigned lines = (unsigned)GET(mmio_read32(base + GICD_TYPER), TYPER_IT_LINES) + 1;
    words = lines < 32 ? lines : 32;
    mmio_write32(base + GICD_CTLR, 0);
    settle();
    for (unsigned word = 1; word < words; word++) {
        init_word(word, group1);
        mmio_write32(base + GICD_ICFGR + 8 * word, 0);
        mmio_write32(base + GICD_ICFGR + 8 * word + 4, 0);
    }
    settle();
    mmio_write32(base + GICD_CTLR, control);
    settle();
}

void gicd_init_cpu(bool group1) {
    init_word(0, group1);
}

void gicd_quiet(void) {
    for (unsigned word = 0; word < words; word++) {
        mmio_write32(word_register(GICD_ICENABLER, word), ALL);
        mmio_write32(word_register(GICD_ICPENDR, word), ALL);
        mmio_write32(word_register(GICD_ICACTIVER, word), ALL);
        mmio_write32(word_register(GICD_ISENABLER, word), word == 0 ? ALL_PPIS : ALL);
    }
    settle();
}

void gicd_disable(unsigned intid) {
    mmio_write32(word_register(GICD_ICENABLER, intid / 32), 1u << intid % 32);
    settle();
}

bool gicd_configure(unsigned intid, bool edge) {
    if (intid >= 32 * words)
        return false;
    uint64_t config = distributor + GICD_ICFGR + intid / 16 * 4;
    uint32_t bit = 2u << intid % 16 * 2;
    mmio_write32(config, (mmio_read32(config) & ~bit) | (edge ? bit : 0));
    return true;
}
