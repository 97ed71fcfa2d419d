/* SPDX-License-Identifier: MIT */
#include "host/lz4.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 0..39, then 600 'a', then 0..39 again, then "the end", as lz4 -12 -l packs it. */
static const unsigned char packed[] = {
    0xff, 0x1a, 0,    1,    2,    3,    4,    5,    6,   7,   8,   9,   10,  11,  12,
    13,   14,   15,   16,   17,   18,   19,   20,   21,  22,  23,  24,  25,  26,  27,
    28,   29,   30,   31,   32,   33,   34,   35,   36,  37,  38,  39,  'a', 1,   0,
    0xff, 0xff, 0x46, 0x0f, 0x80, 0x02, 0x15, 0x70, 't', 'h', 'e', ' ', 'e', 'n', 'd'};
enum { SIZE = 40 + 600 + 40 + 7 };

/* Each in memory of its own exact size, so that the sanitizer sees a byte too far. */
static bool unpack(const unsigned char *from, size_t length, unsigned char **into, size_t size) {
    unsigned char *source = memcpy(malloc(length ? length : 1), from, length);
    *into = malloc(size ? size : 1);
    bool whole = lz4_unpack(source, length, *into, size);
    free(source);
    return whole;
}

static void what_was_packed_comes_back(void **state) {
    (void)state;
    unsigned char *into;
    assert_true(unpack(packed, sizeof packed, &into, SIZE));
    for (unsigned i = 0; i < 40; i++) {
        assert_int_equal(into[i], i);
        assert_int_equal(into[640 + i], i);
    }
    for (unsigned i = 40; i < 640; i++)
        assert_int_equal(into[i], 'a');
    assert_memory_equal(into + 680, "the end", 7);
    free(into);
}

static void what_is_cut_short_is_not_whole(void **state) {
    (void)state;
    for (size_t length = 0; length < sizeof packed; length++) {
        unsigned char *into;
        assert_false(unpack(packed, length, &into, SIZE));
        free(into);
    }
}

static void another_size_is_not_its(void **state) {
    (void)state;
    for (size_t size = 0; size < SIZE + 3; size++) {
        unsigned char *into;
        if (size != SIZE)
            assert_false(unpack(packed, sizeof packed, &into, size));
        else
            assert_true(unpack(packed, sizeof packed, &into, size));
        free(into);
    }
}

static void a_match_before_the_beginning_is_refused(void **state) {
    (void)state;
    static const unsigned char before[] = {0x10, 'a', 2, 0, 0x00}, zero[] = {0x10, 'a', 0, 0, 0x00};
    unsigned char *into;
    assert_false(unpack(before, sizeof before, &into, 5));
    free(into);
    assert_false(unpack(zero, sizeof zero, &into, 5));
    free(into);
}

/* Whatever one byte is, nothing is read or written outside. */
static void a_damaged_byte_goes_no_further(void **state) {
    (void)state;
    for (size_t at = 0; at < sizeof packed; at++)
        for (unsigned byte = 0; byte < 256; byte++) {
            unsigned char damaged[sizeof packed], *into;
            memcpy(damaged, packed, sizeof packed);
            damaged[at] = (unsigned char)byte;
            unpack(damaged, sizeof damaged, &into, SIZE);
            free(into);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_back),
        cmocka_unit_test(what_is_cut_short_is_not_whole),
        cmocka_unit_test(another_size_is_not_its),
        cmocka_unit_test(a_match_before_the_beginning_is_refused),
        cmocka_unit_test(a_damaged_byte_goes_no_further),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
