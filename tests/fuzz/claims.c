/* SPDX-License-Identifier: MIT */
/* Claims from any bytes: what is read can be written, and read again as the same. */
#include "core/claims.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static struct claims read, again;
    char *words = text_of(bytes, size), written[8192], rewritten[8192];
    memset(&read, 0, sizeof read);
    memset(&again, 0, sizeof again);
    claims_parse(&read, words, CLAIM_COMMAND_LINE);
    if (claims_format(&read, written, sizeof written) < sizeof written) {
        claims_parse(&again, written, CLAIM_COMMAND_LINE);
        claims_format(&again, rewritten, sizeof rewritten);
        read.errors = 0;
        claims_parse(&read, "", CLAIM_COMMAND_LINE); /* counts the lists that are too short */
        require(again.errors == read.errors && strcmp(written, rewritten) == 0);
    }
    name_selected(words, words);
    free(words);
    return 0;
}
