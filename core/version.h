/* SPDX-License-Identifier: MIT */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

#define VOUCH_VERSION "0.1"

#endif
