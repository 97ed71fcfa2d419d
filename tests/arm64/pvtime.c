/* SPDX-License-Identifier: MIT */
/* KVM_ARM_VCPU_PVTIME_CTRL, seen from inside: each vCPU has the structure it was given, and what is
 * in it is the time that was stolen. */
#include "drivers/pvtime.h"
#include "arch/arm64/clock.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/mmu.h"
#include "drivers/doorbell.h"
#include "tests/check.h"

#include <inttypes.h>
#include <stddef.h>

enum {
    IDLE_US = 100000,   /* watched while nothing competes */
    STEAL_US = 400000,  /* watched while something does */
    THREADS = 2,        /* that compete */
    IDLE_PERCENT = 50,  /* the bound where pvtime.idle claims none: emulated hosts are busy */
    STEAL_PERCENT = 10, /* of the time at least, that two busy threads take */
    AGREE_PERCENT = 1,  /* by which guest and host may differ about it */
};

static volatile struct pvtime *map(uint64_t address) {
    if (!mmu_map_memory(address, PVTIME_SIZE))
        fail("address=0x%" PRIx64 " cannot be mapped", address);
    return (volatile struct pvtime *)address;
}

/* Skips unless stolen time is offered, which is a claim like any; that it is offered where it is
 * claimed is pvtime.features' to check. */
static volatile struct pvtime *need_pvtime(void) {
    if (pvtime_features() != 0)
        skip("PV_TIME_FEATURES=%" PRId64, pvtime_features());
    return map((uint64_t)pvtime_address());
}

CHECK(features, "pvtime.features",
      "pvtime.rst: PV_TIME_FEATURES returns SUCCESS (0) if the feature is supported, else "
      "NOT_SUPPORTED (-1)") {
    need_claim(CLAIM_PVTIME);
    int64_t expected = claim_value(&claims, CLAIM_PVTIME) ? 0 : -1;
    note("ARCH_FEATURES=%" PRId64, pvtime_probe());
    if (pvtime_features() != expected)
        fail("PV_TIME_FEATURES expected=%" PRId64 " actual=%" PRId64, expected, pvtime_features());
    if (expected == -1 && pvtime_address() != -1)
        fail("PV_TIME_ST expected=-1 actual=0x%" PRIx64, pvtime_address());
}

CHECK(calls, "pvtime.calls",
      "pvtime.rst: only PV_TIME_ST is supported to query, and 64-bit calls only; others are "
      "NOT_SUPPORTED (-1)") {
    static const uint32_t others[][2] = {{PV_TIME_FEATURES, PV_TIME_ST + 1},
                                         {PV_TIME_FEATURES, PV_TIME_ST & ~SMCCC_64},
                                         {PV_TIME_FEATURES & ~SMCCC_64, PV_TIME_ST},
                                         {PV_TIME_ST & ~SMCCC_64, 0}};
    need_claim(CLAIM_PVTIME);
    for (unsigned i = 0; i < sizeof others / sizeof *others; i++) {
        int64_t result = pvtime_call(others[i][0], others[i][1]);
        if (result != -1)
            fail("function=0x%" PRIx32 " argument=0x%" PRIx32 " expected=-1 actual=%" PRId64,
                 others[i][0], others[i][1], result);
    }
}

CHECK(address, "pvtime.address",
      "vcpu.rst 3.1: specifies the base address of the stolen time structure for this VCPU") {
    need_claim(CLAIM_PVTIME_IPA);
    need_pvtime();
    uint64_t claimed = claim_value(&claims, CLAIM_PVTIME_IPA), actual = (uint64_t)pvtime_address();
    if (actual != claimed)
        fail("PV_TIME_ST expected=0x%" PRIx64 " actual=0x%" PRIx64, claimed, actual);
}

/* Is it in memory that the guest may take for its own? */
CHECK(
    region, "pvtime.region",
    "pvtime.rst: within a reserved region of the normal memory, that the guest does not write to") {
    uint64_t address = (uint64_t)need_pvtime();
    const struct claim *memory = &claims.of[CLAIM_BOOT_MEMORY];
    if (!device_tree)
        skip("no device tree that says what is reserved");
    for (unsigned i = 0; i < memory->items; i++)
        if (address - memory->value[i][0] < memory->value[i][1] &&
            !dt_reserved(device_tree, address, PVTIME_SIZE))
            fail("address=0x%" PRIx64 " is in RAM of base=0x%" PRIx64 " and not reserved", address,
                 memory->value[i][0]);
}

static void expect_header(volatile struct pvtime *pvtime) {
    doorbell_listen(this_cpu()->index);
    expect_equal("revision", 0, pvtime->revision, "");
    expect_equal("attributes", 0, pvtime->attributes, "");
}

CHECK(header, "pvtime.header",
      "pvtime.rst: Revision must be 0 for version 1.0, Attributes must be 0") {
    expect_header(need_pvtime());
}

CHECK(reserved, "pvtime.reserved",
      "pvtime.rst: a total of 16 bytes from the IPA are meaningfully filled by the hypervisor") {
    volatile struct pvtime *pvtime = need_pvtime();
    doorbell_listen(this_cpu()->index);
    for (unsigned i = 0; i < sizeof pvtime->reserved; i++)
        if (pvtime->reserved[i])
            fail("offset=%u expected=0 actual=%u", PVTIME_MEANINGFUL + i, pvtime->reserved[i]);
}

/* Watches the structure, which said `last` before, for a while; returns what it says then. */
static uint64_t watch(volatile struct pvtime *pvtime, uint64_t last, uint64_t microseconds) {
    for (uint64_t end = clock_now() + clock_ticks(microseconds); clock_now() < end;) {
        uint64_t stolen = pvtime->stolen;
        if (stolen < last)
            fail("stolen ns was=%" PRIu64 " became=%" PRIu64, last, stolen);
        last = stolen;
    }
    return last;
}

CHECK(monotonic, "pvtime.monotonic",
      "pvtime.rst: stolen time in unsigned nanoseconds, a total: it never goes back") {
    volatile struct pvtime *pvtime = need_pvtime();
    doorbell_listen(this_cpu()->index);
    uint64_t before = watch(pvtime, pvtime->stolen, IDLE_US / 10);
    doorbell_listen(this_cpu()->index);
    watch(pvtime, before, IDLE_US / 10);
}

CHECK(idle, "pvtime.idle",
      "pvtime.rst: how much time this VCPU thread was involuntarily not running: little, alone") {
    volatile struct pvtime *pvtime = need_pvtime();
    uint64_t bound = claim_made(&claims, CLAIM_PVTIME_IDLE)
                         ? claim_value(&claims, CLAIM_PVTIME_IDLE)
                         : IDLE_PERCENT;
    uint64_t before = pvtime->stolen;
    doorbell_listen(this_cpu()->index);
    uint64_t percent = (watch(pvtime, before, IDLE_US) - before) / (IDLE_US * 10ull);
    if (percent > bound)
        fail("stolen percent expected<=%" PRIu64 " actual=%" PRIu64, bound, percent);
    measured("value=%" PRIu64 " %%", percent);
}

/* What the host says that this vCPU has waited, and the stolen time before and after it was asked:
 * each time that the vCPU is entered the structure has all of it, so that the host's is between. */
struct waited {
    uint64_t before, run_delay, after;
};

static struct waited ask(const volatile struct pvtime *pvtime) {
    struct waited waited = {.before = pvtime->stolen};
    waited.run_delay = doorbell_run_delay();
    waited.after = pvtime->stolen;
    return waited;
}

CHECK(
    stolen, "pvtime.stolen",
    "pvtime.rst: how much time this VCPU thread was involuntarily not running on a physical CPU") {
    volatile struct pvtime *pvtime = need_pvtime();
    if (!doorbell_present())
        skip("no doorbell to ask the host for competition");
    doorbell_listen(this_cpu()->index);
    doorbell_steal(THREADS);
    struct waited first = ask(pvtime);
    watch(pvtime, first.after, STEAL_US);
    struct waited last = ask(pvtime);
    doorbell_steal(0);
    uint64_t least = last.before - first.after, most = last.after - first.before,
             waited = last.run_delay - first.run_delay;
    note("stolen ns=%" PRIu64 " run_delay ns=%" PRIu64 " of ns=%u, stolen at least ns=%" PRIu64,
         most, waited, STEAL_US * 1000, least);
    if (most < STEAL_US * 10ull * STEAL_PERCENT)
        fail("stolen percent expected>=%u actual=%" PRIu64, STEAL_PERCENT,
             (uint64_t)(most / (STEAL_US * 10ull)));
    uint64_t apart = least > waited ? least - waited : waited > most ? waited - most : 0;
    if (apart > waited / 100 * AGREE_PERCENT)
        fail("stolen ns expected=%" PRIu64 " apart by ns=%" PRIu64 ", more than %u percent", waited,
             apart, AGREE_PERCENT);
}

/* `before` is that of the vCPU before. */
static void expect_own_structure(void *before) {
    uint64_t address = (uint64_t)pvtime_address();
    if (pvtime_features() != 0)
        fail("vcpu=%u PV_TIME_FEATURES expected=0 actual=%" PRId64, this_cpu()->index,
             pvtime_features());
    uint64_t claimed = claim_for_cpu(&claims, CLAIM_PVTIME_IPA, this_cpu()->index);
    if (claim_made(&claims, CLAIM_PVTIME_IPA) && address != claimed)
        fail("vcpu=%u PV_TIME_ST expected=0x%" PRIx64 " actual=0x%" PRIx64, this_cpu()->index,
             claimed, address);
    if (address - *(uint64_t *)before + PVTIME_SIZE - 1 < 2 * PVTIME_SIZE - 1)
        fail("vcpu=%u has address=0x%" PRIx64 " that of the vcpu before is 0x%" PRIx64,
             this_cpu()->index, address, *(uint64_t *)before);
    *(uint64_t *)before = address;
    expect_header(map(address));
}

CHECK(cpus, "pvtime.cpus",
      "pvtime.rst: PV_TIME_ST returns the structure for the calling VCPU; there is one per VCPU") {
    uint64_t address = (uint64_t)need_pvtime();
    need_other_cpus();
    on_other_cpus(expect_own_structure, &address);
}

/* Is this guest-physical byte part of any vCPU's structure, as far as they are claimed? */
static bool in_a_structure(uint64_t address) {
    const struct claim *ipa = &claims.of[CLAIM_PVTIME_IPA];
    for (unsigned i = 0; i < ipa->items; i++)
        if (address - ipa->each[i] < PVTIME_SIZE)
            return true;
    return false;
}

/* Each exit schedules this vCPU anew, and while threads compete with it time is stolen from it. */
static void be_scheduled(void *unused) {
    (void)unused;
    doorbell_steal(THREADS);
    for (unsigned i = 0; i < 10; i++) {
        doorbell_run_delay();
        doorbell_listen(this_cpu()->index);
    }
    doorbell_steal(0);
}

/* The structures have pages to themselves (pvtime.rst advises it): what the host writes elsewhere
 * on them shows. */
CHECK(canary, "pvtime.canary",
      "pvtime.rst: the structure is what the hypervisor writes, prior to scheduling the VCPU") {
    enum { PAGE = 4096, CANARY = 0xa5 };
    need_claim(CLAIM_PVTIME_IPA);
    volatile struct pvtime *pvtime = need_pvtime();
    if (!doorbell_present())
        skip("no host that says the page around the structure is free");
    volatile uint8_t *page = (volatile uint8_t *)((uint64_t)pvtime & ~(PAGE - 1ull));
    for (unsigned i = 0; i < PAGE; i++)
        if (!in_a_structure((uint64_t)&page[i]))
            page[i] = CANARY;
    be_scheduled(NULL);
    on_other_cpus(be_scheduled, NULL);
    for (unsigned i = 0; i < PAGE; i++)
        if (!in_a_structure((uint64_t)&page[i]) && page[i] != CANARY)
            fail("address=0x%" PRIx64 " expected=%u actual=%u", (uint64_t)&page[i], CANARY,
                 page[i]);
}
