/* SPDX-License-Identifier: MIT */
/* What the fuzzers share: each is one file, one LLVMFuzzerTestOneInput(). */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define require(condition) ((condition) ? (void)0 : abort())

/* The bytes as a string of their own, so that reading beyond its end is seen. */
static inline char *text_of(const uint8_t *bytes, size_t size) {
    char *text = malloc(size + 1);
    memcpy(text, bytes, size);
    text[size] = '\0';
    return text;
}

#endif
