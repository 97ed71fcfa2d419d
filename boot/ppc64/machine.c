/* SPDX-License-Identifier: MIT */
#include "boot/machine.h"
#include "arch/ppc64/clock.h"
#include "arch/ppc64/cpu.h"
#include "arch/ppc64/exception.h"
#include "arch/ppc64/hcall.h"
#include "arch/ppc64/rtas.h"
#include "boot/ppc64/openfirmware.h"
#include "core/devicetree.h"
#include "core/not_zeroed.h"
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <libfdt.h>
#include <stdio.h>

_Noreturn void guest_main(const void *fdt); /* boot/main.c */

/* ibm,client-architecture-support (LoPAR 2.9 B.4.2.3): what this guest can live with. Without it
 * there are no H_INT_... calls. First the processors, the last one marked by bits outside its mask;
 * then the option vectors, each behind its length less one, all of them behind their number less
 * one. A bit that is 0 declines an option. */
#define BE32(value) __builtin_bswap32(value)
static const struct {
    struct {
        uint32_t mask, version;
    } processor[4];
    uint8_t vectors;
    uint8_t length1, vector1[3];
    uint8_t length2, vector2[1];
    uint8_t length3, vector3[1];
    uint8_t length4, vector4[1];
    uint8_t length5, vector5[26];
} __attribute__((packed)) options = {
    .processor = {{BE32(0xffffffff), BE32(0x0f000006)}, /* Power ISA 3.1 */
                  {BE32(0xffffffff), BE32(0x0f000005)}, /* Power ISA 3.0 */
                  {0, 0},                               /* any, as it is */
                  {0, BE32(0xffffffff)}},
    .vectors = 5 - 1,
    .length1 = sizeof options.vector1 - 1,
    .vector1 = {[2] = 0xc0}, /* Power ISA 3.0 and 3.1 */
    .length5 = sizeof options.vector5 - 1,
    .vector5 = {[23 - 1] = 0x40,  /* XIVE exploitation */
                [24 - 1] = 0x40,  /* radix MMU, */
                [26 - 1] = 0x40}, /* whose TLB the guest may invalidate */
};

enum {
    TREE_SIZE = 2 << 20, /* what QEMU has for a tree; where it does not fit, QEMU ends */
    UPDATE_HEADER = 4,   /* what QEMU writes before it: a version */
    ENDIAN_LITTLE = 1,   /* of H_SET_MODE, with */
    RESOURCE_INTERRUPT_ENDIAN = 4,
};

/* Behind all the rest, which then is in fewer pages. */
static __attribute__((section(".not_zeroed.last"))) uint64_t tree[TREE_SIZE / 8];
static bool by_firmware; /* is the tree what Open Firmware would tell? */

/* By the hypercall that firmware makes of it, which gives the tree as it is then, flattened: asked
 * for each property, Open Firmware would be most of a boot. */
static const void *negotiate(void) {
    uint64_t buffer = (uint64_t)(tree + 1) - UPDATE_HEADER;
    long result = hcall(H_CAS, (uint64_t)&options, buffer, TREE_SIZE - UPDATE_HEADER);
    return result == H_SUCCESS ? tree + 1 : NULL;
}

/* The same where there is no firmware, once XIVE is needed: elsewhere, what may be negotiated is in
 * the tree we were booted with. */
static const void *negotiated(void) {
    const void *update = by_firmware ? NULL : negotiate();
    return update && !dt_fault(update, TREE_SIZE - UPDATE_HEADER) ? update : device_tree;
}

/* Called by boot/ppc64/entry.S, with a stack. */
_Noreturn void machine_start(const void *fdt, uint64_t open_firmware) {
    by_firmware = open_firmware;
    if (by_firmware) {
        boot_words = of_take_over(open_firmware);
        fdt = negotiate();
    }
    exception_init();
    decrementer_quiet();
    clock_frequency = 512000000; /* what every POWER since the 7th has */
    guest_main(fdt);
}

static void read_time_base(const void *fdt) {
    int cpus = dt_path(fdt, "/cpus"), node = cpus;
    while ((node = dt_next_child(fdt, node, cpus)) >= 0) {
        uint32_t frequency = dt_cell(fdt, node, "timebase-frequency", 0);
        if (frequency)
            clock_frequency = frequency;
    }
}

/* LoPAR, ibm,hypertas-functions: which hypercalls the platform has. Where it has none, interrupts
 * are little-endian, as is the guest. */
void machine_prepare_end(const void *fdt) {
    int length;
    rtas_init(fdt);
    if (dt_property(fdt, dt_path(fdt, "/rtas"), "ibm,hypertas-functions", &length))
        hcall(H_SET_MODE, ENDIAN_LITTLE, RESOURCE_INTERRUPT_ENDIAN);
}

const char *machine_init(const void *fdt) {
    static uint64_t server[MAX_CPUS] NOT_ZEROED;
    read_time_base(fdt);
    unsigned cpus = dt_cpus(fdt, server, MAX_CPUS);
    cpu_set_list(server, cpus < MAX_CPUS ? cpus : MAX_CPUS, fdt_boot_cpuid_phys(fdt));
    cpu_on_start(xive_begin_cpu);
    xive_offer(negotiated);
    return NULL;
}

const char *machine_description(void) {
    static char text[96];
    snprintf(text, sizeof text, "ppc64 pvr=0x%x boot=%s cpus=%u", (unsigned)mfspr(SPR_PVR),
             by_firmware ? "open-firmware" : "device-tree", cpu_count());
    return text;
}

_Noreturn void machine_end(enum machine_end how, bool failed) {
    if (how == END_RESET)
        rtas_system_reboot();
    if (how == END_STATUS && failed)
        rtas_os_term("a check failed");
    rtas_power_off();
}
