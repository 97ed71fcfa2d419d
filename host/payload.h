/* SPDX-License-Identifier: MIT */
/*
 * The payload this program carries, and the catalogue of its checks: what the guest will report is
 * known before it runs.
 */
#ifndef HOST_PAYLOAD_H
#define HOST_PAYLOAD_H

#include <stddef.h>

enum {
    MAX_CHECKS = 256,
};

struct payload {
    const void *image;
    size_t size;
    int file; /* it is all of this file, too, which can be mapped */
};

/* The checks in the order they run. */
struct catalogue {
    unsigned checks;
    struct {
        const char *name, *sentence;
    } check[MAX_CHECKS];
};

/* Takes the image in `path` instead of the embedded one, if `path` is not NULL. Exits with one
 * sentence if the file cannot be read. */
void payload_load(const char *path);

struct payload payload(void);

/* The embedded payload's catalogue. */
const struct catalogue *payload_catalogue(void);

/* The place of a check in the catalogue, or -1. */
int payload_check(const char *name);

#endif
