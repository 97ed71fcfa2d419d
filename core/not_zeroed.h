/* SPDX-License-Identifier: MIT */
/* For what is large and filled before it is read: to clear it would cost every boot more than its
 * use, and each page of it that is never used a fault of its own. */
#ifndef CORE_NOT_ZEROED_H
#define CORE_NOT_ZEROED_H

#define NOT_ZEROED __attribute__((section(".not_zeroed")))

#endif
