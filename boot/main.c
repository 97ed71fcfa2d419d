/* SPDX-License-Identifier: MIT */
/* The payload's life: what the host says of the machine, the checks, power off. */
#include "arch/arm64/cpu.h"
#include "arch/arm64/mmu.h"
#include "arch/arm64/psci.h"
#include "core/devicetree.h"
#include "drivers/console.h"
#include "drivers/doorbell.h"
#include "drivers/irq.h"
#include "tests/check.h"
#include "tests/runner.h"

#include <libfdt.h>
#include <string.h>

enum {
    TREE_LIMIT = 2 << 20
}; /* booting.rst section 2 */

struct claims claims;
const void *device_tree;
unsigned entry_level;

static void read_device_tree(const void *fdt) {
    static uint64_t mpidr[MAX_CPUS];
    device_tree = fdt;
    dt_claims(fdt, &claims);
    const char *bootargs = dt_string(fdt, fdt_path_offset(fdt, "/chosen"), "bootargs");
    if (bootargs)
        claims_parse(&claims, bootargs, CLAIM_COMMAND_LINE);

    const char *conduit = dt_string(fdt, fdt_path_offset(fdt, "/psci"), "method");
    psci_use_smc(conduit && strcmp(conduit, "smc") == 0);
    unsigned cpus = dt_cpus(fdt, mpidr, MAX_CPUS);
    cpu_set_list(mpidr, cpus < MAX_CPUS ? cpus : MAX_CPUS);
}

_Noreturn void guest_main(const void *fdt, unsigned level) {
    entry_level = level;
    if (!dt_fault(fdt, TREE_LIMIT)) {
        read_device_tree(fdt);
        doorbell_init(fdt);
        console_init(fdt, &claims);
        irq_init(fdt);
        cpu_on_start(irq_init_cpu);
    }
    run_checks(claims.of[CLAIM_GUEST_CHECKS].text);
    psci_system_off();
}
