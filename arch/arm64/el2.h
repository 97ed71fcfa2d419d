/* SPDX-License-Identifier: MIT */
/* The services of arch/arm64/el2.S. They exist only where the VMM entered us at EL2. */
#ifndef ARCH_EL2_H
#define ARCH_EL2_H

#define EL2_SET_HPHYS_CVAL 0
#define EL2_SET_HPHYS_CTL  1
#define EL2_READ_HPHYS_CTL 2
#define EL2_SET_HVIRT_CVAL 3
#define EL2_SET_HVIRT_CTL  4
#define EL2_READ_HVIRT_CTL 5

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stdint.h>

extern unsigned entry_level;    /* the exception level the VMM entered us at */
extern uint64_t entry_mdcr_el2; /* MDCR_EL2 as it was then, 0 without an EL2 */

static inline bool el2_present(void) {
    return entry_level == 2;
}

static inline uint64_t el2_call(uint64_t service, uint64_t value) {
    register uint64_t x0 __asm__("x0") = service;
    register uint64_t x1 __asm__("x1") = value;
    __asm__ volatile("hvc #0" : "+r"(x0) : "r"(x1) : "x2", "memory");
    return x0;
}
#endif

#endif
