/* SPDX-License-Identifier: MIT */
/* What a guest prints, of any bytes in pieces of any size: results come in order, once, and only
 * those that are due. */
#include "host/guest_output.h"
#include "tests/fuzz/fuzz.h"

enum { CHECKS = 3 };

static unsigned due;

static const char *check(void *context, unsigned index) {
    static const char *const names[] = {"boot.claims", "pmu.irq.intid", "end"};
    (void)context;
    require(index <= CHECKS - 1);
    return names[index];
}

static void note(void *context, const char *text) {
    (void)context;
    require(strlen(text) < TAP_LINE);
}

static void result(void *context, unsigned index, enum verdict verdict, const char *remark) {
    (void)context;
    require(index == due++ && verdict <= SKIP && strlen(remark) < TAP_LINE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct guest_output output = {
        .checks = CHECKS - 1, .check = check, .note = note, .result = result};
    due = 0;
    size_t piece = size ? 1 + bytes[0] % 64 : 1;
    for (size_t at = 0; at < size; at += piece)
        guest_output_feed(&output, (const char *)bytes + at, size - at < piece ? size - at : piece);
    guest_output_finish(&output);
    require(output.reported == due && due <= CHECKS - 1);
    for (const char *c = output.last; *c; c++)
        require(*c >= ' ' && *c <= '~');
    for (const char *c = output.fault; *c; c++)
        require(*c >= ' ' && *c <= '~');
    return 0;
}
