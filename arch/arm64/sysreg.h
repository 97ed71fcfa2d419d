/* SPDX-License-Identifier: MIT */
/*
 * System registers, by the names and fields of the Arm Architecture Reference Manual (DDI 0487).
 * Shared by C and assembly.
 */
#ifndef ARCH_SYSREG_H
#define ARCH_SYSREG_H

#ifdef __ASSEMBLER__
#define BIT(n) (1 << (n))
#else
#include <stdint.h>

#define BIT(n)                    (1ULL << (n))
#define FIELD(high, low)          (((2ULL << ((high) - (low))) - 1) << (low))
#define GET(value, field)         (((value) & (field)) / ((field) & -(field)))
#define PUT(value, field)         (((uint64_t)(value) * ((field) & -(field))) & (field))

/* By the name that the assembler knows, or by one that is defined to be an encoding. */
#define read_sysreg(name)         READ_SYSREG(name)
#define write_sysreg(name, value) WRITE_SYSREG(name, value)

#define READ_SYSREG(name)                                                                          \
    ({                                                                                             \
        uint64_t value_;                                                                           \
        __asm__ volatile("mrs %0, " #name : "=r"(value_)::"memory");                               \
        value_;                                                                                    \
    })
#define WRITE_SYSREG(name, value)                                                                  \
    __asm__ volatile("msr " #name ", %x0" ::"rZ"((uint64_t)(value)) : "memory")

static inline void isb(void) {
    __asm__ volatile("isb" ::: "memory");
}
static inline void dsb(void) {
    __asm__ volatile("dsb sy" ::: "memory");
}
static inline void wfi(void) {
    __asm__ volatile("dsb sy\n\twfi" ::: "memory");
}
static inline void wfe(void) {
    __asm__ volatile("wfe" ::: "memory");
}
static inline void sev(void) {
    __asm__ volatile("dsb sy\n\tsev" ::: "memory");
}
static inline void irq_unmask(void) {
    __asm__ volatile("msr daifclr, #2\n\tisb" ::: "memory");
}
static inline void irq_mask(void) {
    __asm__ volatile("msr daifset, #2\n\tisb" ::: "memory");
}

/* SCTLR_EL1: D17.2.118 */
#define SCTLR_RES1           (BIT(29) | BIT(28) | BIT(23) | BIT(22) | BIT(20) | BIT(11))

/* TCR_EL1 */
#define TCR_T0SZ_48          (64 - 48)
#define TCR_IRGN0_WB         PUT(1, FIELD(9, 8))
#define TCR_ORGN0_WB         PUT(1, FIELD(11, 10))
#define TCR_SH0_IS           PUT(3, FIELD(13, 12))
#define TCR_EPD1             BIT(23)
#define TCR_IPS              FIELD(34, 32)

/* MAIR_EL1: attribute 0 is Device-nGnRnE, attribute 1 Normal write-back */
#define MAIR_DEVICE          0
#define MAIR_NORMAL          1
#define MAIR_VALUE           (0xffULL << (8 * MAIR_NORMAL))

/* Identification registers */
#define ID_AA64MMFR0_PARANGE FIELD(3, 0)
#define ID_AA64MMFR1_VH      FIELD(11, 8)
#define ID_AA64PFR0_GIC      FIELD(27, 24)
#define ID_AA64DFR0_PMUVER   FIELD(11, 8)
#define MPIDR_AFFINITY       (FIELD(39, 32) | FIELD(23, 0))

/* ESR_EL1 */
#define ESR_EC               FIELD(31, 26)

/* Generic timer: CNTV_CTL_EL0, CNTP_CTL_EL0, CNTKCTL_EL1 */
#define CNT_CTL_ENABLE       BIT(0)
#define CNT_CTL_IMASK        BIT(1)
#define CNT_CTL_ISTATUS      BIT(2)
#define CNTKCTL_EVNTEN       BIT(2)
#define CNTKCTL_EVNTI(n)     PUT(n, FIELD(7, 4))
#define CNTKCTL_EVNTI_MAX    15

/* PMUv3: PMCR_EL0; PMCNTEN*, PMINTEN*, PMOVS* have a bit for each counter */
#define PMCR_E               BIT(0)
#define PMCR_P               BIT(1)
#define PMCR_C               BIT(2)
#define PMCR_LC              BIT(6)
#define PMCR_LP              BIT(7)
#define MDCR_HPMN            FIELD(4, 0)
#define PMCR_N               FIELD(15, 11)
#define PMU_CYCLES           BIT(31)
#define PMU_SW_INCR          0x00
#define PMU_LD_RETIRED       0x06
#define PMU_ST_RETIRED       0x07
#define PMU_INST_RETIRED     0x08
#define PMU_CPU_CYCLES       0x11
#define PMU_MEM_ACCESS       0x13
#define PMU_INST_SPEC        0x1b
#define PMU_CHAIN            0x1e
#define PMU_BR_RETIRED       0x21

/* GICv3 CPU interface */
#define ICC_SRE_SRE          BIT(0)

#endif /* !__ASSEMBLER__ */

/* What entry needs, in assembly too */
#define SCTLR_M                BIT(0)
#define SCTLR_C                BIT(2)
#define SCTLR_I                BIT(12)
#define SPSR_EL1H_MASKED       0x3c5
#define HCR_RW_BIT             31
#define HCR_E2H_BIT            34
#define ESR_EC_SHIFT           26
#define ESR_EC_HVC64           0x16
#define ID_AA64MMFR4_EL1       S3_0_C0_C7_4
#define ID_AA64MMFR4_E2H0_SIGN 27
#define SCTLR_EL12             S3_5_C1_C0_0 /* SCTLR_EL1, from EL2 with E2H */

#endif
