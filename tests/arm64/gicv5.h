/* SPDX-License-Identifier: MIT */
/* What every check of a GICv5 needs. */
#ifndef TESTS_ARM64_GICV5_H
#define TESTS_ARM64_GICV5_H

#include <stdbool.h>
#include <stdint.h>

#define GICV5 "Arm AES0070, "

enum {
    SW_PPI = 3, /* pended by software alone */
};

/* Skips without one that we drive. */
void need_gicv5(void);

/* Is SW_PPI among the PPIs that are claimed? Where none are, it is: the architecture has it. */
bool claimed_sw_ppi(void);

/* An irq_quencher: SW_PPI pends no more. */
uint64_t quench_sw_ppi(void);

#endif
