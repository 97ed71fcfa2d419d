/* SPDX-License-Identifier: MIT */
/* The hypercalls that KVM leaves to its user: the console, RTAS and XIVE. */
#include "host/child.h"
#include "host/console.h"
#include "host/exits.h"
#include "host/ppc64/machine.h"
#include "host/ppc64/xive.h"

#include <endian.h>
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* LoPAR 17.5.2.1.2: up to 16 characters, the first in the highest byte of r6. */
static int64_t put_term_char(const struct machine *machine, const uint64_t *argument) {
    if (argument[0] != 0 || argument[1] > 16)
        return H_PARAMETER;
    exits_count_printing();
    for (unsigned i = 0; i < argument[1]; i++)
        console_put(machine, (char)(argument[2 + i / 8] >> (56 - i % 8 * 8)));
    return H_SUCCESS;
}

int64_t hypercall(const struct machine *machine, struct vcpu *cpu, uint64_t number,
                  uint64_t argument[HCALL_ARGUMENTS]) {
    int64_t result;
    pthread_mutex_lock(&lock);
    if (mischief_idles(number))
        result = H_SUCCESS;
    else if (number == H_PUT_TERM_CHAR)
        result = put_term_char(machine, argument);
    else if (number == H_RTAS)
        result = rtas(cpu, argument[0]);
    else
        result = xive_hypercall(cpu->vm, machine->applied, number, argument);
    if (mischief_fails(number))
        result = H_HARDWARE;
    pthread_mutex_unlock(&lock);
    return result;
}

/* --- RTAS: LoPAR 7.2.7: token, number of arguments, number of results, arguments, results */

enum {
    RTAS_SUCCESS = 0,
    RTAS_NO_SUCH_TOKEN = -1,
    RTAS_PARAMETER = -3,
    RTAS_NOT_STOPPED = -9000,
    WORDS = 8,
};

static int32_t start_cpu(const struct vcpu *cpu, uint32_t server, uint32_t entry,
                         uint32_t argument) {
    const struct vm *vm = cpu->vm;
    if (server >= vm->cpus)
        return RTAS_PARAMETER;
    return vcpu_start(&vm->cpu[server], entry, argument) ? RTAS_SUCCESS : RTAS_NOT_STOPPED;
}

static int32_t query_stopped(const struct vcpu *cpu, uint32_t server, uint32_t *state) {
    enum { STOPPED = 0, NOT_STOPPED = 2 };
    if (server >= cpu->vm->cpus)
        return RTAS_PARAMETER;
    *state = htobe32(vcpu_stopped(&cpu->vm->cpu[server]) ? STOPPED : NOT_STOPPED);
    return RTAS_SUCCESS;
}

int64_t rtas(const struct vcpu *cpu, uint64_t buffer) {
    uint32_t *word = vm_memory(cpu->vm, buffer, WORDS * sizeof *word);
    if (!word)
        return H_PARAMETER;
    uint32_t token = be32toh(word[0]), arguments = be32toh(word[1]), results = be32toh(word[2]);
    if (arguments > 3 || results < 1 || 3 + arguments + results > WORDS)
        return H_PARAMETER;
    const uint32_t argument[] = {be32toh(word[3]), be32toh(word[4]), be32toh(word[5])};
    uint32_t *result = &word[3 + arguments];
    int32_t status = RTAS_NO_SUCH_TOKEN;
    switch (token) {
    case RTAS_START_CPU:
        status = start_cpu(cpu, argument[0], argument[1], argument[2]);
        break;
    case RTAS_QUERY_STOPPED:
        if (results == 2)
            status = query_stopped(cpu, argument[0], &result[1]);
        break;
    case RTAS_STOP_SELF:
        status = RTAS_SUCCESS;
        vcpu_stop(cpu);
        break;
    case RTAS_POWER_OFF:
        _exit(CHILD_DONE);
    }
    result[0] = htobe32((uint32_t)status);
    return H_SUCCESS;
}
