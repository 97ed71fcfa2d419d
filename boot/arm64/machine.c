/* SPDX-License-Identifier: MIT */
#include "boot/machine.h"
#include "arch/arm64/cpu.h"
#include "arch/arm64/el2.h"
#include "arch/arm64/exception.h"
#include "arch/arm64/psci.h"
#include "arch/arm64/semihosting.h"
#include "arch/arm64/smccc.h"
#include "core/devicetree.h"
#include "core/not_zeroed.h"
#include "drivers/irq.h"

#include <stdio.h>
#include <string.h>

uint64_t entry_mdcr_el2;
unsigned entry_level = 1; /* boot/arm64/entry.S knows better */

static void init_irq(void *fdt) {
    irq_init(fdt);
}

void machine_prepare_end(const void *fdt) {
    const char *conduit = dt_string(fdt, dt_path(fdt, "/psci"), "method");
    if (conduit)
        smccc_use_smc(strcmp(conduit, "smc") == 0);
}

const char *machine_init(const void *fdt) {
    static uint64_t mpidr[MAX_CPUS] NOT_ZEROED;
    unsigned cpus = dt_cpus(fdt, mpidr, MAX_CPUS);
    cpu_set_list(mpidr, cpus < MAX_CPUS ? cpus : MAX_CPUS, read_sysreg(mpidr_el1) & MPIDR_AFFINITY);
    cpu_on_start(irq_init_cpu);
    return exception_in(init_irq, (void *)fdt) ? "no interrupt controller is where it says" : NULL;
}

const char *machine_description(void) {
    static char text[64];
    snprintf(text, sizeof text, "arm64 el=%u cpus=%u gic=%s", entry_level, cpu_count(),
             irq_chip() ? irq_chip()->name : "none");
    return text;
}

static void semihosting_exit(void *failed) {
    semihosting_exit_status(*(bool *)failed);
}

_Noreturn void machine_end(enum machine_end how, bool failed) {
    if (how == END_RESET)
        psci_system_reset();
    if (how == END_STATUS)
        exception_in(semihosting_exit, &failed); /* an exception: nobody listens */
    psci_system_off();
}
