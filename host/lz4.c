/* SPDX-License-Identifier: MIT */
#include "host/lz4.h"

#include <stdint.h>

/* A block is sequences: a token, of which each half begins a length; literals; where they match
 * what came before, and for how long. The last one ends after its literals. */
struct reader {
    const unsigned char *at, *end;
};

static unsigned next(struct reader *in) {
    return in->at < in->end ? *in->at++ : 0;
}

static size_t length_of(struct reader *in, unsigned half) {
    enum { GOES_ON = 15 };
    size_t length = half;
    unsigned more = half == GOES_ON ? UINT8_MAX : 0;
    while (more == UINT8_MAX) {
        more = next(in);
        length += more;
    }
    return length;
}

/* The source may overlap what is written: that is how a run is packed. */
static bool copy(const unsigned char *from, size_t length, unsigned char **to,
                 const unsigned char *end) {
    if (length > (size_t)(end - *to))
        return false;
    while (length--)
        *(*to)++ = *from++;
    return true;
}

bool lz4_unpack(const unsigned char *packed, size_t length, unsigned char *into, size_t size) {
    enum { SHORTEST_MATCH = 4 };
    struct reader in = {packed, packed + length};
    unsigned char *to = into, *const end = into + size;
    while (in.at < in.end) {
        unsigned token = next(&in);
        size_t literals = length_of(&in, token >> 4);
        if (literals > (size_t)(in.end - in.at) || !copy(in.at, literals, &to, end))
            return false;
        in.at += literals;
        if (in.at == in.end)
            break;
        size_t back = next(&in);
        back |= (size_t)next(&in) << 8;
        size_t match = length_of(&in, token & 0xf) + SHORTEST_MATCH;
        if (back == 0 || back > (size_t)(to - into) || !copy(to - back, match, &to, end))
            return false;
    }
    return to == end;
}
