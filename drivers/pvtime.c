/* SPDX-License-Identifier: MIT */
#include "drivers/pvtime.h"
#include "arch/arm64/smccc.h"

#define ARCH_FEATURES 0x80000001u

int64_t pvtime_probe(void) {
    return (int32_t)smccc_call(ARCH_FEATURES, PV_TIME_FEATURES, 0, 0);
}

int64_t pvtime_call(uint32_t function, uint32_t argument) {
    int64_t result = smccc_call(function, argument, 0, 0);
    return function & SMCCC_64 ? result : (int32_t)result;
}

int64_t pvtime_features(void) {
    return pvtime_call(PV_TIME_FEATURES, PV_TIME_ST);
}

int64_t pvtime_address(void) {
    return pvtime_call(PV_TIME_ST, 0);
}
