/* SPDX-License-Identifier: MIT */
#include "core/devicetree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

enum { SIZE = 4096 };
static _Alignas(8) char tree[SIZE];

static void cells(const char *name, unsigned count, ...) {
    fdt32_t value[16];
    va_list args;
    va_start(args, count);
    for (unsigned i = 0; i < count; i++)
        value[i] = cpu_to_fdt32(va_arg(args, unsigned));
    va_end(args);
    fdt_property(tree, name, value, (int)(count * sizeof *value));
}

static void begin(void) {
    fdt_create(tree, SIZE);
    fdt_finish_reservemap(tree);
    fdt_begin_node(tree, "");
    fdt_property_u32(tree, "#address-cells", 2);
    fdt_property_u32(tree, "#size-cells", 2);
}

static void cpu(const char *name, unsigned reg, const char *status) {
    fdt_begin_node(tree, name);
    fdt_property_string(tree, "device_type", "cpu");
    cells("reg", 1, reg);
    if (status)
        fdt_property_string(tree, "status", status);
    fdt_end_node(tree);
}

static void end(void) {
    fdt_end_node(tree);
    assert_int_equal(fdt_finish(tree), 0);
    assert_null(dt_fault(tree, SIZE));
}

/* A machine as QEMU's virt describes one. */
static void whole_machine(void) {
    begin();
    fdt_begin_node(tree, "chosen");
    fdt_property_string(tree, "stdout-path", "/pl011@9000000:115200n8");
    fdt_end_node(tree);
    fdt_begin_node(tree, "pl011@9000000");
    fdt_property_string(tree, "compatible", "arm,pl011");
    cells("reg", 4, 0, 0x9000000, 0, 0x1000);
    fdt_end_node(tree);
    fdt_begin_node(tree, "memory@40000000");
    fdt_property_string(tree, "device_type", "memory");
    cells("reg", 8, 0, 0x40000000, 0, 0x8000000, 1, 0, 0, 0x200000);
    fdt_end_node(tree);
    fdt_begin_node(tree, "cpus");
    fdt_property_u32(tree, "#address-cells", 1);
    fdt_property_u32(tree, "#size-cells", 0);
    cpu("cpu@0", 0, NULL);
    cpu("cpu@1", 1, "okay");
    cpu("cpu@2", 2, "disabled");
    cpu("cpu@100", 0x100, NULL);
    fdt_end_node(tree);
    fdt_begin_node(tree, "timer");
    fdt_property_string(tree, "compatible", "arm,armv8-timer");
    cells("interrupts", 12, 1, 13, 4, 1, 14, 0x301, 1, 4, 0x704, 1, 10, 0x308);
    fdt_end_node(tree);
    fdt_begin_node(tree, "pmu");
    fdt_property_string(tree, "compatible", "arm,armv8-pmuv3");
    cells("interrupts", 6, 0, 8, 4, 0, 9, 1);
    fdt_end_node(tree);
    fdt_begin_node(tree, "interrupt-controller"); /* as QEMU's pseries describes one */
    fdt_property_string(tree, "compatible", "ibm,power-ivpe");
    cells("reg", 8, 0x60302, 0x31b0000, 0, 0x10000, 0x60302, 0x31a0000, 0, 0x10000);
    cells("ibm,xive-lisn-ranges", 8, 0, 8, 8, 0, 1, 0xffffffff, 0x100000, 1);
    fdt_end_node(tree);
    end();
}

static void the_tree_is_the_vmms_claims(void **state) {
    (void)state;
    struct claims claims = {0};
    char words[320];
    whole_machine();
    dt_claims(tree, &claims);
    claims_format(&claims, words, sizeof words);
    assert_string_equal(words, "boot.cpus=3 boot.memory=0x40000000:0x8000000,0x100000000:0x200000 "
                               "pmu=1 pmu.irq=40,41 pmu.trigger=edge pmu.cpus=0 "
                               "timer.virt=20:level timer.phys=30:edge timer.hphys=26:level "
                               "timer.cpus=3 xive.tima=0x60302031a0000 xive.source=0:8:msi:0");
}

static void cpus_are_the_enabled_ones(void **state) {
    (void)state;
    uint64_t reg[2];
    whole_machine();
    assert_int_equal(dt_cpus(tree, reg, 2), 3);
    assert_int_equal(reg[1], 1);
    assert_int_equal(dt_cpus(tree, NULL, 0), 3);
}

static void a_core_of_many_threads_is_as_many_cpus(void **state) {
    (void)state;
    uint64_t reg[4];
    begin();
    fdt_begin_node(tree, "cpus");
    fdt_property_u32(tree, "#address-cells", 1);
    fdt_property_u32(tree, "#size-cells", 0);
    for (unsigned core = 0; core < 2; core++) {
        fdt_begin_node(tree, core ? "core@8" : "core@0");
        fdt_property_string(tree, "device_type", "cpu");
        cells("reg", 1, 8 * core);
        cells("ibm,ppc-interrupt-server#s", 2, 8 * core, 8 * core + 1);
        fdt_end_node(tree);
    }
    fdt_end_node(tree);
    end();
    assert_int_equal(dt_cpus(tree, reg, 4), 4);
    assert_int_equal(reg[1], 1);
    assert_int_equal(reg[3], 9);
}

static void stdout_is_found_and_its_options_cut_off(void **state) {
    (void)state;
    uint64_t base, size;
    whole_machine();
    int node = dt_stdout(tree);
    assert_true(node >= 0);
    assert_true(dt_reg(tree, node, 0, &base, &size));
    assert_int_equal(base, 0x9000000);
    assert_int_equal(size, 0x1000);
    assert_false(dt_reg(tree, node, 1, &base, &size));
}

static void paths_begin_with_aliases_and_leave_out_unit_addresses(void **state) {
    (void)state;
    begin();
    fdt_begin_node(tree, "aliases");
    fdt_property_string(tree, "serial0", "/soc/uart@1000");
    fdt_property_string(tree, "bus", "/soc@0");
    fdt_property_string(tree, "loop", "loop");
    fdt_end_node(tree);
    fdt_begin_node(tree, "socket");
    fdt_end_node(tree);
    fdt_begin_node(tree, "soc@0");
    fdt_begin_node(tree, "uart@1000");
    fdt_property(tree, "compatible", "other,uart\0arm,pl011", sizeof "other,uart\0arm,pl011");
    fdt_end_node(tree);
    fdt_end_node(tree);
    end();
    int uart = dt_find(tree, "arm,pl011");
    assert_true(uart > 0);
    assert_int_equal(dt_path(tree, "/"), 0);
    assert_int_equal(dt_path(tree, "/soc@0/uart@1000"), uart);
    assert_int_equal(dt_path(tree, "//soc/uart/"), uart);
    assert_int_equal(dt_path(tree, "serial0:115200n8"), uart);
    assert_int_equal(dt_path(tree, "bus/uart"), uart);
    assert_int_equal(dt_next_child(tree, dt_path(tree, "bus"), dt_path(tree, "bus")), uart);
    const char *const nowhere[] = {"",      ":",           "loop", "uart",
                                   "/uart", "/soc/uart@1", "/so",  "/soc/uart/a"};
    for (unsigned i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
        assert_int_equal(dt_path(tree, nowhere[i]), -1);
}

static void a_node_is_compatible_with_each_of_its_strings(void **state) {
    (void)state;
    begin();
    fdt_begin_node(tree, "of-three");
    fdt_property(tree, "compatible", "first\0the-second\0third", sizeof "first\0the-second\0third");
    fdt_end_node(tree);
    fdt_begin_node(tree, "of-one");
    fdt_property_string(tree, "compatible", "only");
    fdt_end_node(tree);
    fdt_begin_node(tree, "of-none");
    fdt_property(tree, "compatible", "", 0);
    fdt_end_node(tree);
    fdt_begin_node(tree, "without-an-end");
    fdt_property(tree, "compatible", "whole\0cut", sizeof "whole\0cut" - 1);
    fdt_end_node(tree);
    end();
    int of_three = dt_path(tree, "/of-three"), of_one = dt_path(tree, "/of-one");
    assert_int_equal(dt_find(tree, "first"), of_three);
    assert_int_equal(dt_find(tree, "the-second"), of_three);
    assert_int_equal(dt_find(tree, "third"), of_three);
    assert_int_equal(dt_find(tree, "only"), of_one);
    assert_int_equal(dt_find(tree, "whole"), dt_path(tree, "/without-an-end"));
    const char *const none[] = {"firs",     "first ", "second", "hird", "onl",
                                "only-one", "nly",    "cut",    ""};
    for (unsigned i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(dt_find(tree, none[i]), -1);
}

/* FDT_NOP is what deletes a property in place (Devicetree Specification 5.4.1). */
static void what_is_deleted_is_passed_over(void **state) {
    (void)state;
    int length;
    begin();
    fdt_begin_node(tree, "device");
    cells("first", 2, 1, 2);
    cells("second", 1, 3);
    fdt_end_node(tree);
    end();
    int node = dt_path(tree, "/device");
    fdt32_t *first = (fdt32_t *)dt_property(tree, node, "first", &length);
    for (fdt32_t *word = first - 3; word < first + 2; word++)
        *word = cpu_to_fdt32(FDT_NOP);
    assert_null(dt_fault(tree, SIZE));
    assert_null(dt_property(tree, node, "first", &length));
    assert_int_equal(dt_cell(tree, node, "second", 0), 3);
    assert_null(dt_property(tree, 0, "second", &length));
}

static void memory_is_reserved_in_either_way(void **state) {
    (void)state;
    fdt_create(tree, SIZE);
    fdt_add_reservemap_entry(tree, 0x40f00000, 64);
    fdt_finish_reservemap(tree);
    fdt_begin_node(tree, "");
    fdt_begin_node(tree, "reserved-memory");
    fdt_property_u32(tree, "#address-cells", 2);
    fdt_property_u32(tree, "#size-cells", 2);
    fdt_begin_node(tree, "stolen@41000000");
    cells("reg", 4, 0, 0x41000000, 0, 0x1000);
    fdt_end_node(tree);
    fdt_end_node(tree);
    end();
    assert_true(dt_reserved(tree, 0x40f00000, 64));
    assert_true(dt_reserved(tree, 0x41000fc0, 64));
    assert_false(dt_reserved(tree, 0x40f00000, 65));
    assert_false(dt_reserved(tree, 0x40efffff, 2));
    assert_false(dt_reserved(tree, 0x41000fc1, 64));
    assert_false(dt_reserved(tree, 0x41000000, 1ull << 63));
}

static void a_fourth_cell_is_a_partition(void **state) {
    (void)state;
    struct dt_interrupt interrupt;
    begin();
    fdt_begin_node(tree, "intc");
    fdt_property_string(tree, "compatible", "arm,gic-v3");
    cells("#interrupt-cells", 1, 4);
    fdt_begin_node(tree, "partition");
    cells("affinity", 2, 0x100, 0x101);
    cells("phandle", 1, 7);
    fdt_end_node(tree);
    fdt_end_node(tree);
    fdt_begin_node(tree, "pmu");
    cells("interrupts", 12, 1, 7, 4, 0, 1, 6, 1, 7, 1, 5, 4, 99);
    fdt_end_node(tree);
    end();
    int pmu = dt_path(tree, "/pmu");
    assert_true(dt_interrupt(tree, pmu, 1, DT_GIC_V2_V3, &interrupt));
    assert_int_equal(interrupt.intid, 22);
    assert_true(interrupt.edge);
    assert_int_equal(interrupt.cpus, 3);
    assert_true(dt_interrupt(tree, pmu, 2, DT_GIC_V2_V3, &interrupt)); /* nobody has phandle 99 */
    assert_int_equal(interrupt.intid, 21);
    assert_int_equal(interrupt.cpus, 0);
    assert_false(dt_interrupt(tree, pmu, 3, DT_GIC_V2_V3, &interrupt));
}

static void an_empty_tree_claims_only_that_there_is_no_pmu(void **state) {
    (void)state;
    struct claims claims = {0};
    char words[64];
    begin();
    end();
    dt_claims(tree, &claims);
    claims_format(&claims, words, sizeof words);
    assert_string_equal(words, "pmu=0");
    assert_true(dt_stdout(tree) < 0);
}

static void odd_properties_read_as_absent(void **state) {
    (void)state;
    struct dt_interrupt interrupt;
    uint64_t base, size;
    begin();
    fdt_begin_node(tree, "device");
    cells("interrupts", 8, 2, 1, 4, 1, 16, 4, 0, 988); /* bad type, bad PPI, cut short */
    cells("reg", 3, 0, 1, 2);
    fdt_property(tree, "label", "no end", 6);
    fdt_end_node(tree);
    end();
    int node = dt_path(tree, "/device");
    for (unsigned i = 0; i < 4; i++)
        assert_false(dt_interrupt(tree, node, i, DT_GIC_V2_V3, &interrupt));
    assert_false(dt_reg(tree, node, 0, &base, &size));
    assert_null(dt_string(tree, node, "label"));
    assert_null(dt_string(tree, node, "none"));
    assert_null(dt_string(tree, -1, "none"));
}

/* A machine with a GICv5, as QEMU describes it: its numbers are IDs already. */
static void gicv5_counts_from_zero(void **state) {
    (void)state;
    struct claims claims = {0};
    struct dt_interrupt interrupt;
    char words[256];
    begin();
    fdt_begin_node(tree, "intc");
    fdt_property_string(tree, "compatible", "arm,gic-v5");
    fdt_end_node(tree);
    fdt_begin_node(tree, "pmu");
    fdt_property_string(tree, "compatible", "arm,armv8-pmuv3");
    cells("interrupts", 9, 1, 23, 4, 3, 23, 4, 1, 128, 4);
    fdt_end_node(tree);
    end();
    int node = dt_path(tree, "/pmu");
    assert_true(dt_interrupt(tree, node, 0, DT_GIC_V5, &interrupt));
    assert_int_equal(interrupt.intid, 23);
    assert_false(dt_interrupt(tree, node, 1, DT_GIC_V5, &interrupt)); /* an SPI */
    assert_false(dt_interrupt(tree, node, 2, DT_GIC_V5, &interrupt)); /* no PPI */
    dt_claims(tree, &claims);
    claims_format(&claims, words, sizeof words);
    assert_non_null(strstr(words, "pmu.irq=23"));
}

/* A tree with bytes flipped is refused, or read without harm. */
static void damaged_trees_are_survived(void **state) {
    (void)state;
    srand(1);
    for (unsigned round = 0; round < 5000; round++) {
        whole_machine();
        uint32_t length = fdt_totalsize(tree);
        char *copy = malloc(length);
        memcpy(copy, tree, length);
        for (unsigned i = 0; i < 1 + round % 8; i++)
            copy[(uint32_t)rand() % length] = (char)rand();
        if (!dt_fault(copy, length)) {
            struct claims claims = {0};
            dt_claims(copy, &claims);
            dt_stdout(copy);
        }
        free(copy);
    }
}

static void a_tree_larger_than_allowed_is_refused(void **state) {
    (void)state;
    whole_machine();
    assert_non_null(dt_fault(tree, fdt_totalsize(tree) - 1));
    memset(tree, 0, 16);
    assert_non_null(dt_fault(tree, SIZE));
}

static void a_tree_without_an_end_is_still_asked_for_its_console(void **state) {
    (void)state;
    whole_machine();
    tree[fdt_off_dt_struct(tree) + fdt_size_dt_struct(tree) - 1] = 7;
    assert_non_null(dt_fault(tree, SIZE));
    assert_true(dt_readable(tree, SIZE));
    assert_true(dt_is(tree, dt_stdout(tree), "arm,pl011"));
}

static void too_many_nodes_are_refused_and_the_first_ones_known(void **state) {
    (void)state;
    enum { LARGE = 1 << 20 };
    char *large = aligned_alloc(8, LARGE);
    fdt_create(large, LARGE);
    fdt_finish_reservemap(large);
    fdt_begin_node(large, "");
    for (unsigned i = 0; i < 10000; i++) {
        fdt_begin_node(large, "serial");
        fdt_property_string(large, "compatible", "arm,pl011");
        fdt_end_node(large);
    }
    fdt_end_node(large);
    assert_int_equal(fdt_finish(large), 0);
    assert_non_null(strstr(dt_fault(large, LARGE), "more nodes"));
    assert_true(dt_readable(large, LARGE));
    assert_int_equal(dt_find(large, "arm,pl011"), 1);
    assert_int_equal(dt_find(large, "arm"), -1);
    free(large);
}

static void strings_without_an_end_are_refused(void **state) {
    (void)state;
    whole_machine();
    tree[fdt_off_dt_strings(tree) + fdt_size_dt_strings(tree) - 1] = 'x';
    assert_non_null(dt_fault(tree, SIZE));
    assert_true(dt_readable(tree, SIZE));
    assert_int_equal(dt_stdout(tree), -1);
}

static void other_versions_are_refused(void **state) {
    (void)state;
    whole_machine();
    fdt_set_last_comp_version(tree, 18);
    fdt_set_version(tree, 18);
    assert_non_null(strstr(dt_fault(tree, SIZE), "BADVERSION"));
    fdt_set_last_comp_version(tree, 16);
    assert_null(dt_fault(tree, SIZE)); /* a later one that says it can be read as this */
    fdt_set_version(tree, 16);
    assert_non_null(strstr(dt_fault(tree, SIZE), "BADVERSION"));
}

static void blocks_that_are_not_aligned_are_refused(void **state) {
    (void)state;
    whole_machine();
    fdt_set_off_dt_struct(tree, fdt_off_dt_struct(tree) + 2);
    assert_non_null(strstr(dt_fault(tree, SIZE), "not aligned"));
    whole_machine();
    fdt_set_off_mem_rsvmap(tree, fdt_off_mem_rsvmap(tree) + 4);
    assert_non_null(strstr(dt_fault(tree, SIZE), "not aligned"));
    whole_machine();
    memmove(tree + 4, tree, SIZE - 4);
    assert_non_null(dt_fault(tree + 4, SIZE - 4));
}

/* What `write` makes is no tree: for this reason. */
static void refused(void (*write)(void), const char *reason) {
    fdt_create(tree, SIZE);
    fdt_finish_reservemap(tree);
    write();
    assert_int_equal(fdt_finish(tree), 0);
    const char *fault = dt_fault(tree, SIZE);
    assert_non_null(fault);
    assert_non_null(strstr(fault, reason));
}

static void write_nothing(void) {}

static void write_root_with_a_name(void) {
    fdt_begin_node(tree, "root");
    fdt_end_node(tree);
}

static void write_two_roots(void) {
    for (unsigned i = 0; i < 2; i++) {
        fdt_begin_node(tree, "");
        fdt_end_node(tree);
    }
}

static void write_property_before_the_root(void) {
    fdt_property_u32(tree, "of-nobody", 1);
    fdt_begin_node(tree, "");
    fdt_end_node(tree);
}

static void write_property_without_a_name(void) {
    fdt_begin_node(tree, "");
    fdt_property_u32(tree, "", 1);
    fdt_end_node(tree);
}

static void write_node_without_an_end(void) {
    fdt_begin_node(tree, "");
}

static void what_is_no_tree_is_refused(void **state) {
    (void)state;
    refused(write_nothing, "no root");
    refused(write_root_with_a_name, "more than one root");
    refused(write_two_roots, "more than one root");
    refused(write_property_before_the_root, "in no node");
    refused(write_property_without_a_name, "has no name");
    refused(write_node_without_an_end, "a node has no end");
}

static void each_tree_is_asked_of_itself(void **state) {
    (void)state;
    static _Alignas(8) char other[SIZE];
    begin();
    end();
    memcpy(other, tree, SIZE);
    whole_machine();
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(dt_cpus(tree, NULL, 0), 3);
        assert_int_equal(dt_cpus(other, NULL, 0), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_is_the_vmms_claims),
        cmocka_unit_test(cpus_are_the_enabled_ones),
        cmocka_unit_test(a_core_of_many_threads_is_as_many_cpus),
        cmocka_unit_test(stdout_is_found_and_its_options_cut_off),
        cmocka_unit_test(paths_begin_with_aliases_and_leave_out_unit_addresses),
        cmocka_unit_test(a_node_is_compatible_with_each_of_its_strings),
        cmocka_unit_test(what_is_deleted_is_passed_over),
        cmocka_unit_test(memory_is_reserved_in_either_way),
        cmocka_unit_test(a_fourth_cell_is_a_partition),
        cmocka_unit_test(an_empty_tree_claims_only_that_there_is_no_pmu),
        cmocka_unit_test(odd_properties_read_as_absent),
        cmocka_unit_test(gicv5_counts_from_zero),
        cmocka_unit_test(damaged_trees_are_survived),
        cmocka_unit_test(a_tree_without_an_end_is_still_asked_for_its_console),
        cmocka_unit_test(too_many_nodes_are_refused_and_the_first_ones_known),
        cmocka_unit_test(strings_without_an_end_are_refused),
        cmocka_unit_test(a_tree_larger_than_allowed_is_refused),
        cmocka_unit_test(other_versions_are_refused),
        cmocka_unit_test(blocks_that_are_not_aligned_are_refused),
        cmocka_unit_test(what_is_no_tree_is_refused),
        cmocka_unit_test(each_tree_is_asked_of_itself),
    };
    return cmocka_run_group_tests_name("devicetree", tests, NULL, NULL);
}
