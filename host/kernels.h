/* SPDX-License-Identifier: MIT */
/* Releases of Linux, as the tables name those on which something is known: "6.1..7.3", "6.1". Pure.
 */
#ifndef HOST_KERNELS_H
#define HOST_KERNELS_H

#include <stdbool.h>

/* Is `release`, as uname() has it, within `range`? What is older or newer than all of `tried` is
 * taken for the oldest or newest of these: what was known there is not known to have ended. */
bool kernels_include(const char *range, const char *tried, const char *release);

#endif
