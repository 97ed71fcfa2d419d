/* SPDX-License-Identifier: MIT */
#include "drivers/pvtime.h"
#include "arch/arm64/smccc.h"

#define ARCH_FEATURES    0x80000001u
#define PV_TIME_FEATURES 0xc5000020u
#define PV_TIME_ST       0xc5000021u

int64_t pvtime_probe(void) {
    return (int32_t)smccc_call(ARCH_FEATURES, PV_TIME_FEATURES, 0, 0);
}

int64_t pvtime_features(void) {
    return smccc_call(PV_TIME_FEATURES, PV_TIME_ST, 0, 0);
}

int64_t pvtime_address(void) {
    return smccc_call(PV_TIME_ST, 0, 0, 0);
}
