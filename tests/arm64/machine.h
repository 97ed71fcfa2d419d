/* SPDX-License-Identifier: MIT */
#ifndef TESTS_ARM64_MACHINE_H
#define TESTS_ARM64_MACHINE_H

extern unsigned entry_level; /* the exception level the VMM entered us at */

#endif
