/* SPDX-License-Identifier: MIT */
/*
 * The lies of arm64: for every check at least one row that makes it fail, and no other. Either the
 * guest is told other claims than were applied, or it is told the truth and then the host does some
 * mischief while the check listens. Here is what the tables are written in.
 */
#ifndef HOST_ARM64_LIES_H
#define HOST_ARM64_LIES_H

#include "host/arch.h"
#include "host/arm64/gic.h"

extern const struct scenario lies_boot[], lies_pmu_irq[], lies_pmu_counters[], lies_pmu_filter[],
    lies_timer[], lies_gicv5[], lies_pvtime[];

/* Mischief, the first time that vCPU 0 listens, or every time that vCPU 1 does. */
#define RAISE(intid)                                                                               \
    { .kind = MISCHIEF_RAISE, .id = intid }
#define WRITE(reg, number)                                                                         \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number }
#define WRITE_LATER(reg, number)                                                                   \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number, .times = 1 }
#define DELAY(us)                                                                                  \
    { .kind = MISCHIEF_DELAY, .value = us }
#define TREE                                                                                       \
    { .kind = MISCHIEF_TREE, .times = AT_START }
#define POKE(address, number)                                                                      \
    { .kind = MISCHIEF_MEMORY, .id = address, .value = number }
#define IDLE(function)                                                                             \
    { .kind = MISCHIEF_IDLE_CALL, .id = function, .times = AT_START }
#define WAITED(times_)                                                                             \
    { .kind = MISCHIEF_WAITED, .value = times_ }
#define WRITE_ON_1(reg, number)                                                                    \
    { .kind = MISCHIEF_REGISTER, .id = reg, .value = number, .cpu = 1, .times = EVERY_TIME }
#define RAISE_ON_1(intid)                                                                          \
    { .kind = MISCHIEF_RAISE, .id = intid, .cpu = 1, .times = EVERY_TIME }

#define COUNTER_0 1

#define PMEVCNTR0_EL0 ARM64_SYS_REG(3, 3, 14, 8, 0)
#define PMEVCNTR1_EL0 ARM64_SYS_REG(3, 3, 14, 8, 1)
#define PMOVSSET_EL0  ARM64_SYS_REG(3, 3, 9, 14, 3)

#endif
