/* SPDX-License-Identifier: MIT */
/* The payload's life: what the host says of the machine, the checks, the end. */
#include "boot/machine.h"
#include "clock.h"
#include "core/devicetree.h"
#include "drivers/console.h"
#include "drivers/doorbell.h"
#include "mmu.h"
#include "tests/check.h"
#include "tests/runner.h"

#include <libfdt.h>
#include <stdio.h>
#include <string.h>

enum {
    TREE_LIMIT = 2 << 20,     /* booting.rst section 2 */
    TREE_READABLE = 16 << 20, /* one beyond that is still asked for a console, to say so */
};

struct claims claims;
const void *device_tree;
const char *boot_words;
const char *tree_fault;

static void read_device_tree(const void *fdt) {
    device_tree = fdt;
    dt_claims(fdt, &claims);
    if (!boot_words)
        boot_words = dt_string(fdt, dt_path(fdt, "/chosen"), "bootargs");
    claims_parse(&claims, boot_words ? boot_words : "", CLAIM_COMMAND_LINE);
}

/* Called by the architecture's entry code, with the MMU on and a stack. */
_Noreturn void guest_main(const void *fdt) {
    const char *selected = "boot"; /* of a machine that nobody describes */
    tree_fault = dt_fault(fdt, TREE_LIMIT);
    if (!tree_fault) {
        read_device_tree(fdt);
        doorbell_init(fdt);
        if (!console_init(fdt, &claims) && !claims.errors++)
            strcpy(claims.error, "guest.console names a console that this machine does not have");
        machine_prepare_end(fdt);
        tree_fault = machine_init(fdt);
        selected = claims.of[CLAIM_GUEST_CHECKS].text;
    } else if (dt_readable(fdt, TREE_READABLE) &&
               mmu_map_memory((uint64_t)fdt, fdt_totalsize(fdt))) {
        machine_prepare_end(fdt);
        console_init(fdt, &claims);
    }
    enum { REPEAT_US = 2000000 };
    bool failed = run_checks(selected, machine_description());
    while (claim_value(&claims, CLAIM_GUEST_END) == END_STAY) {
        wait_for(false, REPEAT_US);
        print_totals();
    }
    machine_end((enum machine_end)claim_value(&claims, CLAIM_GUEST_END), failed);
}
