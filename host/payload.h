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
    int file; /* it is also the end of this file, from payload_begins */
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

/* Where in its file an image begins, so that what guests share of it begins a page. Each
 * architecture's own. */
extern const size_t payload_begins;

/* Puts the image from `offset` on, `size` bytes of it, where a guest has `memory`. All guests have
 * the same pages, if pages they are, until they write to them: nothing is copied, and an emulated
 * host has translated their code once for all. */
void payload_place(const struct payload *payload, size_t offset, size_t size, void *memory);

/* The embedded payload's catalogue. */
const struct catalogue *payload_catalogue(void);

/* The place of a check in the catalogue, or -1. */
int payload_check(const char *name);

#endif
