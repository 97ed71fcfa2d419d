/* SPDX-License-Identifier: MIT */
/* Device registers: mmio_readN(address), mmio_writeN(address, value), each one load or store of the
 * CPU's, which only its architecture can promise. */
#ifndef DRIVERS_MMIO_H
#define DRIVERS_MMIO_H

#include "mmio_access.h"

#endif
