/* SPDX-License-Identifier: MIT */
#include "core/doorbell.h"

#include "host/console.h"
#include "host/doorbell.h"
#include "host/exits.h"
#include "host/mischief.h"
#include "host/steal.h"

#include <pthread.h>

static bool print(const struct machine *machine, const struct vcpu *cpu, uint64_t value) {
    uint64_t address = value & ((UINT64_C(1) << DOORBELL_PRINT_LENGTH_SHIFT) - 1);
    size_t length = (size_t)(value >> DOORBELL_PRINT_LENGTH_SHIFT);
    exits_count_printing();
    const char *text = vm_memory(cpu->vm, address, length);
    if (text)
        console_write(machine, text, length);
    return text;
}

static int level_errno; /* what KVM answered to the last DOORBELL_LEVEL */

static bool ring(const struct machine *machine, const struct vcpu *cpu, uint64_t offset,
                 uint64_t value) {
    arch_mischief_ends(cpu);
    switch (offset) {
    case DOORBELL_PRINT:
        return print(machine, cpu, value);
    case DOORBELL_LISTEN:
        mischief_on_listen(machine, cpu, value);
        return true;
    case DOORBELL_LEVEL:
        level_errno = -arch_set_level(cpu, (uint32_t)value + mischief_done(MISCHIEF_NEXT_LINE),
                                      value >> DOORBELL_LEVEL_SHIFT & 1);
        return true;
    case DOORBELL_STEAL:
        steal(mischief_done(MISCHIEF_NO_STEAL) ? 0 : (unsigned)value);
        return true;
    }
    return false;
}

bool doorbell_access(const struct machine *machine, const struct vcpu *cpu, uint64_t offset,
                     bool write, uint64_t *value) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    if (!write && offset == DOORBELL_LEVEL) {
        *value = (uint64_t)level_errno;
        return true;
    }
    if (!write) {
        *value = mischief_waited() * steal_run_delay();
        return offset == DOORBELL_RUN_DELAY;
    }
    pthread_mutex_lock(&lock);
    bool understood = ring(machine, cpu, offset, *value);
    pthread_mutex_unlock(&lock);
    return understood;
}
