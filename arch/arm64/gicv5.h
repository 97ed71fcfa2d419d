/* SPDX-License-Identifier: MIT */
/*
 * The CPU interface of GICv5 by the names of its specification (Arm AES0070), and the encodings of
 * its registers and instructions, of which assemblers do not know the names yet.
 */
#ifndef ARCH_GICV5_H
#define ARCH_GICV5_H

#include "arch/arm64/sysreg.h"

#include <stdbool.h>

/* ID_AA64PFR2_EL1.GCIE: without it all that follows is UNDEFINED. */
#define ID_AA64PFR2_EL1  S3_0_C0_C4_2
#define ID_AA64PFR2_GCIE FIELD(15, 12)

#define ICC_APR_EL1           S3_1_C12_C0_0
#define ICC_CR0_EL1           S3_1_C12_C0_1
#define ICC_PCR_EL1           S3_1_C12_C0_2
#define ICC_PPI_HMR0_EL1      S3_0_C12_C10_0
#define ICC_PPI_HMR1_EL1      S3_0_C12_C10_1
#define ICC_HPPIR_EL1         S3_0_C12_C10_3
#define ICC_PPI_ENABLER0_EL1  S3_0_C12_C10_6
#define ICC_PPI_ENABLER1_EL1  S3_0_C12_C10_7
#define ICC_PPI_CACTIVER0_EL1 S3_0_C12_C13_0
#define ICC_PPI_CACTIVER1_EL1 S3_0_C12_C13_1
#define ICC_PPI_CPENDR0_EL1   S3_0_C12_C13_4
#define ICC_PPI_CPENDR1_EL1   S3_0_C12_C13_5
#define ICC_PPI_SPENDR0_EL1   S3_0_C12_C13_6
#define ICC_PPI_SPENDR1_EL1   S3_0_C12_C13_7

#define ICC_CR0_EN       BIT(0)
#define ICC_PCR_PRIORITY FIELD(4, 0)

/* Eight PPIs a register, a byte each, of which five bits are used; those of PPIs 0 to 63. */
#define ICC_PPI_PRIORITYR0_EL1 S3_0_C12_C14_0
#define ICC_PPI_PRIORITYR1_EL1 S3_0_C12_C14_1
#define ICC_PPI_PRIORITYR2_EL1 S3_0_C12_C14_2
#define ICC_PPI_PRIORITYR3_EL1 S3_0_C12_C14_3
#define ICC_PPI_PRIORITYR4_EL1 S3_0_C12_C14_4
#define ICC_PPI_PRIORITYR5_EL1 S3_0_C12_C14_5
#define ICC_PPI_PRIORITYR6_EL1 S3_0_C12_C14_6
#define ICC_PPI_PRIORITYR7_EL1 S3_0_C12_C14_7

/* An interrupt's number: its type, and its ID within that. */
#define GICV5_TYPE FIELD(31, 29)
#define GICV5_ID   FIELD(23, 0)
enum { GICV5_PPI = 1, GICV5_LPI = 2, GICV5_SPI = 3, GICV5_PPIS = 128 };
#define GICV5_VALID BIT(32) /* of what CDIA returns */

/* GICR CDIA: acknowledges the highest-priority pending interrupt. */
static inline uint64_t gicr_cdia(void) {
    uint64_t value;
    __asm__ volatile("sysl %0, #0, c12, c3, #0" : "=r"(value)::"memory");
    return value;
}

/* GSB ACK, GSB SYS: acknowledgements, and what was written to the GIC, have taken effect. */
static inline void gsb_ack(void) {
    __asm__ volatile("sys #0, c12, c0, #1\n\tisb" ::: "memory");
}
static inline void gsb_sys(void) {
    __asm__ volatile("sys #0, c12, c0, #0\n\tisb" ::: "memory");
}

/* GIC CDDI, CDEOI: deactivates an interrupt; drops the running priority. */
static inline void gic_cddi(uint64_t intid) {
    __asm__ volatile("sys #0, c12, c2, #0, %0" ::"r"(intid) : "memory");
}
static inline void gic_cdeoi(void) {
    __asm__ volatile("sys #0, c12, c1, #7, xzr" ::: "memory");
}

static inline bool gicv5_present(void) {
    return GET(read_sysreg(ID_AA64PFR2_EL1), ID_AA64PFR2_GCIE) == 1;
}

#endif
