/* SPDX-License-Identifier: MIT */
#include "core/acpi.h"
#include "core/devicetree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

/* The firmware's memory, which begins at RAM: what is asked for outside of it is not there. */
enum { RAM = 0x7000, SIZE = 4096, TREE = 8192 };
static uint8_t firmware[SIZE], *next;
static _Alignas(8) char tree[TREE];

static const void *memory(uint64_t address, uint64_t size) {
    if (address < RAM || size > SIZE || address - RAM > SIZE - size)
        return NULL;
    return firmware + address - RAM;
}

static void put(uint8_t *at, unsigned offset, unsigned bytes, uint64_t value) {
    for (; bytes--; value >>= 8)
        at[offset++] = (uint8_t)value;
}

static void sum_up(uint8_t *table, unsigned length) {
    table[9] = 0;
    for (unsigned i = 0; i < length; i++)
        table[9] -= i == 9 ? 0 : table[i];
}

/* --- tables as QEMU's virt has them, by ACPI 6.5's offsets */

static uint8_t *xsdt, *madt, *gtdt, *fadt, *spcr;

static uint8_t *table(const char *signature, unsigned length) {
    uint8_t *at = next;
    next += (length + 7) / 8 * 8;
    memcpy(at, signature, 4);
    put(at, 4, 4, length);
    return at;
}

static uint8_t *structure(unsigned type, unsigned length) {
    uint8_t *at = next;
    next += length;
    at[0] = (uint8_t)type;
    at[1] = (uint8_t)length;
    return at;
}

static uint8_t *cpu(uint64_t mpidr, unsigned flags, unsigned pmu) {
    uint8_t *gicc = structure(0xb, 80);
    put(gicc, 12, 4, flags);
    put(gicc, 20, 4, pmu);
    put(gicc, 32, 8, 0x8010000);
    put(gicc, 60, 8, 0x80a0000 + 0x20000 * mpidr);
    put(gicc, 68, 8, mpidr);
    return gicc;
}

static void finish(uint8_t *changed) {
    uint32_t length;
    memcpy(&length, changed + 4, 4);
    sum_up(changed, length);
}

enum { ENABLED = 1, EDGE = 2, ONLINE_CAPABLE = 8 };
struct machine {
    unsigned gic, pmu[2], flags[2];
    bool gicr;
};

static void build(const struct machine *machine) {
    memset(firmware, 0, sizeof firmware);
    next = firmware;
    uint8_t *rsdp = next;
    memcpy(rsdp, "RSD PTR ", 8);
    put(rsdp, 24, 8, RAM + 64);
    next += 64;
    xsdt = table("XSDT", 36 + 4 * 8);
    fadt = table("FACP", 276);
    put(fadt, 129, 2, 3);
    gtdt = table("GTDT", 104);
    const unsigned timer[] = {29, 30, 27, 26};
    for (unsigned i = 0; i < 4; i++)
        put(gtdt, 48 + 8 * i, 4, timer[i]);
    put(gtdt, 96, 4, 28);
    put(gtdt, 100, 4, 1);
    spcr = table("SPCR", 80);
    spcr[36] = 3;
    put(spcr, 44, 8, 0x9000000);
    madt = table("APIC", 44);
    next = madt + 44;
    uint8_t *gicd = structure(0xc, 24);
    put(gicd, 8, 8, 0x8000000);
    gicd[20] = (uint8_t)machine->gic;
    for (unsigned i = 0; i < 2; i++)
        cpu(i, machine->flags[i], machine->pmu[i]);
    if (machine->gicr) {
        uint8_t *gicr = structure(0xe, 16);
        put(gicr, 4, 8, 0x80a0000);
        put(gicr, 12, 4, 0xf60000);
    }
    put(madt, 4, 4, (uint64_t)(next - madt));
    uint8_t *const tables[] = {fadt, gtdt, spcr, madt};
    for (unsigned i = 0; i < 4; i++) {
        put(xsdt, 36 + 8 * i, 8, RAM + (uint64_t)(tables[i] - firmware));
        finish(tables[i]);
    }
    finish(xsdt);
}

static const struct machine usual = {3, {23, 23}, {ENABLED, ENABLED}, true};

static bool read_acpi(int size) {
    static const struct acpi_range ram[] = {{0x40000000, 0x8000000}, {0x100000000, 0x1000}};
    bool made = acpi_tree(&(struct acpi_machine){RAM, memory, ram, 2}, tree, size);
    if (made)
        assert_null(dt_fault(tree, TREE)); /* which also reads it anew */
    return made;
}

static void read_tree(void) {
    assert_true(read_acpi(TREE));
    assert_null(dt_fault(tree, TREE));
}

static struct claims read_claims(void) {
    static struct claims claims;
    memset(&claims, 0, sizeof claims);
    read_tree();
    dt_claims(tree, &claims);
    return claims;
}

static void claims_are(const char *expected) {
    struct claims claims = read_claims();
    char text[1024];
    claims_format(&claims, text, sizeof text);
    assert_string_equal(text, expected);
}

#define MEMORY "boot.memory=0x40000000:0x8000000,0x100000000:0x1000"
#define TIMERS "timer.virt=27:level timer.phys=30:level timer.hvirt=28:edge timer.hphys=26:level"

static void tables_are_claims(void **state) {
    (void)state;
    build(&usual);
    claims_are("boot.cpus=2 " MEMORY " pmu=1 pmu.irq=23 pmu.trigger=level pmu.cpus=0 " TIMERS
               " timer.cpus=0");
}

static void an_spi_for_each_cpu(void **state) {
    (void)state;
    build(&(struct machine){3, {40, 41}, {ENABLED | EDGE, ENABLED | EDGE}, true});
    claims_are("boot.cpus=2 " MEMORY " pmu=1 pmu.irq=40,41 pmu.trigger=edge pmu.cpus=0 " TIMERS
               " timer.cpus=0");
}

static void cpus_that_cannot_be_used_are_none(void **state) {
    (void)state;
    build(&(struct machine){3, {23, 23}, {ENABLED, 0}, true});
    struct claims claims = read_claims();
    assert_int_equal(claim_value(&claims, CLAIM_BOOT_CPUS), 1);
    build(&(struct machine){3, {23, 23}, {ENABLED, ONLINE_CAPABLE}, true});
    claims = read_claims();
    assert_int_equal(claim_value(&claims, CLAIM_BOOT_CPUS), 2);
}

static void no_interrupt_is_no_pmu(void **state) {
    (void)state;
    build(&(struct machine){3, {0, 0}, {ENABLED, ENABLED}, true});
    struct claims claims = read_claims();
    assert_true(claim_made(&claims, CLAIM_PMU));
    assert_int_equal(claim_value(&claims, CLAIM_PMU), 0);
    assert_false(claim_made(&claims, CLAIM_PMU_IRQ));
}

static void gic_is(const char *compatible, unsigned index, uint64_t base, uint64_t size) {
    uint64_t actual_base = 0, actual_size = 0;
    read_tree();
    int node = dt_find(tree, compatible);
    assert_true(node >= 0);
    assert_true(dt_reg(tree, node, index, &actual_base, &actual_size));
    assert_int_equal(actual_base, base);
    assert_int_equal(actual_size, size);
}

static void gics(void **state) {
    (void)state;
    build(&usual);
    gic_is("arm,gic-v3", 0, 0x8000000, 0x10000);
    gic_is("arm,gic-v3", 1, 0x80a0000, 0xf60000);
    build(&(struct machine){3, {23, 23}, {ENABLED, ENABLED}, false});
    gic_is("arm,gic-v3", 1, 0x80a0000, 0x20000);
    gic_is("arm,gic-v3", 2, 0x80c0000, 0x20000);
    build(&(struct machine){2, {23, 23}, {ENABLED, ENABLED}, false});
    gic_is("arm,cortex-a15-gic", 1, 0x8010000, 0x2000);
    struct claims claims = read_claims();
    assert_int_equal(claim_value(&claims, CLAIM_PMU_CPUS), 3); /* a GICv2's interrupt names them */
    assert_int_equal(claim_value(&claims, CLAIM_TIMER_CPUS), 3);
}

static void console_is(const char *compatible, unsigned shift, unsigned width) {
    uint64_t base = 0, size;
    finish(spcr);
    read_tree();
    int node = dt_stdout(tree);
    assert_true(node >= 0);
    assert_true(dt_is(tree, node, compatible));
    assert_true(dt_reg(tree, node, 0, &base, &size));
    assert_int_equal(base, 0x9000000);
    assert_int_equal(dt_cell(tree, node, "reg-shift", 0), shift);
    assert_int_equal(dt_cell(tree, node, "reg-io-width", 1), width);
}

static void consoles(void **state) {
    (void)state;
    build(&usual);
    console_is("arm,pl011", 0, 1);
    spcr[36] = 0x12;
    spcr[41] = 32;
    spcr[43] = 3;
    console_is("ns16550a", 2, 4);
    spcr[36] = 0;
    spcr[41] = 8;
    spcr[43] = 1;
    console_is("ns16550a", 0, 1);
    spcr[36] = 0x15; /* nothing that we drive */
    finish(spcr);
    read_tree();
    assert_true(dt_stdout(tree) < 0);
}

static void conduits(void **state) {
    (void)state;
    build(&usual);
    for (unsigned flags = 0; flags < 4; flags++) {
        put(fadt, 129, 2, flags);
        finish(fadt);
        read_tree();
        const char *method = dt_string(tree, dt_path(tree, "/psci"), "method");
        if (flags & 1)
            assert_string_equal(method, flags & 2 ? "hvc" : "smc");
        else
            assert_null(method);
    }
}

static void what_is_not_sound_is_absent(void **state) {
    (void)state;
    build(&usual);
    gtdt[48]++; /* and its sum is wrong */
    struct claims claims = read_claims();
    assert_false(claim_made(&claims, CLAIM_TIMER_VIRT));
    assert_true(claim_made(&claims, CLAIM_PMU_IRQ));
    build(&usual);
    put(madt, 4, 4, SIZE); /* longer than there is memory */
    claims = read_claims();
    assert_false(claim_made(&claims, CLAIM_BOOT_CPUS));
    build(&usual);
    madt[44 + 1] = 0; /* a structure of no length is the last */
    finish(madt);
    claims = read_claims();
    assert_false(claim_made(&claims, CLAIM_BOOT_CPUS));
    build(&usual);
    xsdt[10] = 1;
    assert_false(read_acpi(TREE));
    build(&usual);
    firmware[0] = 0;
    assert_false(read_acpi(TREE));
}

static void what_has_no_room_is_no_tree(void **state) {
    (void)state;
    build(&usual);
    assert_true(read_acpi(TREE));
    for (int size = (int)fdt_totalsize(tree) - 1; size > 0; size -= 7)
        assert_false(read_acpi(size));
}

/* Every byte of every table, each bit of it the other way, with its sum right. */
static void any_bit_may_be_wrong(void **state) {
    (void)state;
    build(&usual);
    uint8_t *const tables[] = {xsdt, fadt, gtdt, spcr, madt};
    for (unsigned i = 0; i < 5; i++) {
        uint32_t length;
        memcpy(&length, tables[i] + 4, 4);
        for (unsigned bit = 0; bit < 8 * length; bit++) {
            tables[i][bit / 8] ^= (uint8_t)(1u << bit % 8);
            sum_up(tables[i], length);
            if (read_acpi(TREE)) {
                struct claims claims = {0};
                dt_claims(tree, &claims);
            }
            tables[i][bit / 8] ^= (uint8_t)(1u << bit % 8);
            sum_up(tables[i], length);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_claims),
        cmocka_unit_test(an_spi_for_each_cpu),
        cmocka_unit_test(cpus_that_cannot_be_used_are_none),
        cmocka_unit_test(no_interrupt_is_no_pmu),
        cmocka_unit_test(gics),
        cmocka_unit_test(consoles),
        cmocka_unit_test(conduits),
        cmocka_unit_test(what_is_not_sound_is_absent),
        cmocka_unit_test(what_has_no_room_is_no_tree),
        cmocka_unit_test(any_bit_may_be_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
