/* SPDX-License-Identifier: MIT */
#include "arch/ppc64/rtas.h"
#include "arch/ppc64/hcall.h"
#include "arch/ppc64/spr.h"
#include "core/devicetree.h"

#include <libfdt.h>

enum { ARGUMENTS = 3, RESULTS = 2 };

enum call { START_CPU, QUERY_CPU_STOPPED_STATE, STOP_SELF, POWER_OFF, REBOOT, OS_TERM, CALLS };

static const struct {
    const char *name;
    uint32_t arguments, results; /* LoPAR 7.3: they must be exactly these */
} calls[CALLS] = {
    [START_CPU] = {"start-cpu", 3, 1},
    [QUERY_CPU_STOPPED_STATE] = {"query-cpu-stopped-state", 1, 2},
    [STOP_SELF] = {"stop-self", 0, 1},
    [POWER_OFF] = {"power-off", 2, 1},
    [REBOOT] = {"system-reboot", 0, 1},
    [OS_TERM] = {"ibm,os-term", 1, 1},
};

static uint32_t token[CALLS]; /* 0: there is none */

void rtas_init(const void *fdt) {
    int node = dt_path(fdt, "/rtas");
    for (unsigned i = 0; i < CALLS; i++)
        token[i] = dt_cell(fdt, node, calls[i].name, 0);
}

/* LoPAR 7.2.7: token, number of arguments, number of results, arguments, results; all big-endian.
 */
static long call(enum call which, const uint32_t argument[ARGUMENTS], uint32_t *second_result) {
    fdt32_t buffer[3 + ARGUMENTS + RESULTS] = {cpu_to_fdt32(token[which]),
                                               cpu_to_fdt32(calls[which].arguments),
                                               cpu_to_fdt32(calls[which].results)};
    const fdt32_t *result = &buffer[3 + calls[which].arguments];
    if (!token[which])
        return RTAS_NO_SUCH_CALL;
    for (unsigned i = 0; i < calls[which].arguments; i++)
        buffer[3 + i] = cpu_to_fdt32(argument[i]);
    long status = hcall(H_RTAS, (uint64_t)buffer);
    if (second_result)
        *second_result = fdt32_to_cpu(result[1]);
    return status == H_SUCCESS ? (int32_t)fdt32_to_cpu(result[0]) : status;
}

long rtas_start_cpu(uint32_t server, uint64_t entry, uint64_t argument) {
    return call(START_CPU, (const uint32_t[ARGUMENTS]){server, (uint32_t)entry, (uint32_t)argument},
                NULL);
}

long rtas_query_cpu_stopped_state(uint32_t server, uint32_t *state) {
    return call(QUERY_CPU_STOPPED_STATE, (const uint32_t[ARGUMENTS]){server}, state);
}

void rtas_stop_self(void) {
    call(STOP_SELF, NULL, NULL);
}

void rtas_system_reboot(void) {
    call(REBOOT, NULL, NULL);
}

void rtas_os_term(const char *why) {
    call(OS_TERM, (const uint32_t[ARGUMENTS]){(uint32_t)(uintptr_t)why}, NULL);
}

_Noreturn void rtas_power_off(void) {
    call(POWER_OFF, (const uint32_t[ARGUMENTS]){UINT32_MAX, UINT32_MAX}, NULL); /* no wake-up */
    for (;;) { /* refused: nothing is left to do, at no cost to the host */
        irq_mask();
        hcall(H_CEDE);
    }
}
