/* SPDX-License-Identifier: MIT */
#include "core/claims.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A piece of the text being read; it need not end in a NUL. */
struct span {
    const char *at;
    size_t length;
};

static bool same(struct span span, const char *text) {
    return strlen(text) == span.length && memcmp(text, span.at, span.length) == 0;
}

/* Cuts the part before the first `separator` off `rest`; both may end up empty. */
static struct span cut(struct span *rest, char separator) {
    struct span part = *rest;
    const char *end = rest->length ? memchr(rest->at, separator, rest->length) : NULL;
    if (end) {
        part.length = (size_t)(end - rest->at);
        rest->at = end + 1;
        rest->length -= part.length + 1;
    } else {
        rest->at += rest->length;
        rest->length = 0;
    }
    return part;
}

static bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct span next_word(const char **text) {
    while (blank(**text))
        ++*text;
    struct span word = {*text, 0};
    while (**text && !blank(**text))
        ++*text;
    word.length = (size_t)(*text - word.at);
    return word;
}

/* strtoull() takes signs, blanks and octal; a claim has none of them. */
static bool read_number(struct span text, uint64_t *number) {
    unsigned base = 10;
    if (text.length > 2 && text.at[0] == '0' && text.at[1] == 'x') {
        base = 16;
        text.at += 2;
        text.length -= 2;
    }
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : 16;
        if (digit >= base || *number > (UINT64_MAX - digit) / base)
            return false;
        *number = *number * base + digit;
    }
    return text.length > 0;
}

static bool read_field(const struct claim_field *field, struct span text, uint64_t *value) {
    if (field->words) {
        struct span words = {field->words, strlen(field->words)};
        for (*value = 0; words.length; ++*value) {
            struct span word = cut(&words, '|');
            if (word.length == text.length && memcmp(word.at, text.at, word.length) == 0)
                return true;
        }
        return false;
    }
    return read_number(text, value) && *value >= field->min && *value <= field->max;
}

/* How far apart the items are in `each`. */
static unsigned stride(const struct claim_kind *kind) {
    return kind->items == CLAIM_CPUS ? 1 : CLAIM_FIELDS;
}

static bool read_value(const struct claim_kind *kind, struct span text, struct claim *claim) {
    if (!kind->fields) {
        if (text.length == 0 || text.length >= sizeof claim->text)
            return false;
        memcpy(claim->text, text.at, text.length);
        claim->text[text.length] = '\0';
        return true;
    }
    if (text.length == 0 || text.at[text.length - 1] == ',')
        return false;
    while (text.length) {
        struct span item = cut(&text, ',');
        if (claim->items == kind->items || item.length == 0 || item.at[item.length - 1] == ':')
            return false;
        uint64_t *value = &claim->each[claim->items++ * stride(kind)];
        for (unsigned f = 0; f < kind->fields; f++)
            if (!item.length && kind->field[f].optional)
                value[f] = kind->field[f].otherwise;
            else if (!read_field(&kind->field[f], cut(&item, ':'), &value[f]))
                return false;
        if (item.length)
            return false;
    }
    return true;
}

/* Our areas are ours alone: a word in one of them that is no claim is a slip of the pen, and
 * passing over it would turn a check into a SKIP unnoticed. */
static bool ours(struct span key) {
    struct span rest = key, area = cut(&rest, '.');
    for (unsigned id = 0; id < CLAIM_COUNT; id++) {
        if (!claim_kinds[id].key)
            continue;
        struct span known = {claim_kinds[id].key, strlen(claim_kinds[id].key)};
        known = cut(&known, '.');
        if (known.length == area.length && memcmp(known.at, area.at, area.length) == 0)
            return true;
    }
    return false;
}

__attribute__((format(printf, 3, 4))) static void complain(struct claims *claims, struct span word,
                                                           const char *format, ...) {
    if (claims->errors++)
        return;
    int shown = word.length < 60 ? (int)word.length : 60;
    int used = snprintf(claims->error, sizeof claims->error, "'%.*s' ", shown, word.at);
    for (int i = 0; i < used; i++) /* the word is the host's: keep it printable */
        if (claims->error[i] < ' ' || claims->error[i] > '~')
            claims->error[i] = '?';
    va_list args;
    va_start(args, format);
    vsnprintf(claims->error + used, sizeof claims->error - (size_t)used, format, args);
    va_end(args);
}

static void parse_word(struct claims *claims, struct span word, enum claim_source source) {
    struct span value = word, key = cut(&value, '=');
    for (unsigned id = 0; id < CLAIM_COUNT; id++) {
        const struct claim_kind *kind = &claim_kinds[id];
        if (!kind->key || !same(key, kind->key))
            continue;
        struct claim claim; /* it is large: neither cleared nor copied whole */
        claim.source = source;
        claim.items = 0;
        claim.text[0] = '\0';
        if (!read_value(kind, value, &claim))
            complain(claims, word, "is not a value %s can have; write it like %s=%s", kind->key,
                     kind->key, kind->example);
        else if (source >= claims->of[id].source)
            memcpy(&claims->of[id], &claim,
                   offsetof(struct claim, each[claim.items * stride(kind)]));
        return;
    }
    if (ours(key))
        complain(claims, word, "is not a claim; 'vouch list claims' prints those there are");
}

/* A single item speaks for all vCPUs. The first of several would for those that have none. */
static void refuse_short_lists(struct claims *claims) {
    const unsigned cpus = (unsigned)claim_value(claims, CLAIM_BOOT_CPUS);
    for (unsigned id = 0; id < CLAIM_COUNT; id++) {
        const struct claim_kind *kind = &claim_kinds[id];
        const unsigned items = claims->of[id].items;
        if (kind->items == CLAIM_CPUS && items > 1 && items < cpus)
            complain(claims, (struct span){kind->key, strlen(kind->key)},
                     "has %u items for %u vCPUs: give it one for each, or one for all", items,
                     cpus);
    }
}

void claims_parse(struct claims *claims, const char *words, enum claim_source source) {
    for (struct span word = next_word(&words); word.length; word = next_word(&words))
        parse_word(claims, word, source);
    refuse_short_lists(claims);
}

void claims_append(struct claims *claims, enum claim_id id, enum claim_source source,
                   uint64_t value) {
    struct claim *claim = &claims->of[id];
    if (claim->source > source || claim->items == claim_kinds[id].items)
        return;
    claim->source = source;
    claim->each[claim->items++] = value;
}

void claims_set(struct claims *claims, enum claim_id id, enum claim_source source, uint64_t first,
                uint64_t second) {
    struct claim *claim = &claims->of[id];
    if (claim->source > source)
        return;
    claim->source = source;
    claim->items = 1;
    for (unsigned field = 2; field < CLAIM_FIELDS; field++)
        claim->value[0][field] = 0;
    claim->value[0][0] = first;
    claim->value[0][1] = second;
}

bool claim_made(const struct claims *claims, enum claim_id id) {
    return claims->of[id].source != CLAIM_NOWHERE;
}

uint64_t claim_for_cpu(const struct claims *claims, enum claim_id id, unsigned cpu) {
    const struct claim *claim = &claims->of[id];
    return claim->each[cpu < claim->items ? cpu : 0];
}

uint64_t claim_value(const struct claims *claims, enum claim_id id) {
    return claims->of[id].value[0][0];
}

/* snprintf() at the end of what is there, so that the parts add up to one text. */
__attribute__((format(printf, 4, 5))) static void add(char *buffer, size_t size, size_t *used,
                                                      const char *format, ...) {
    va_list args;
    va_start(args, format);
    *used += (size_t)vsnprintf(*used < size ? buffer + *used : NULL,
                               *used < size ? size - *used : 0, format, args);
    va_end(args);
}

static void format_field(char *buffer, size_t size, size_t *used, const struct claim_field *field,
                         uint64_t value) {
    const char *all = field->words ? field->words : "";
    struct span words = {all, strlen(all)};
    struct span word = cut(&words, '|');
    for (uint64_t i = 0; i < value && words.length; i++)
        word = cut(&words, '|');
    if (field->words)
        add(buffer, size, used, "%.*s", (int)word.length, word.at);
    else
        add(buffer, size, used, field->max > 10000000 ? "0x%" PRIx64 : "%" PRIu64, value);
}

size_t claims_format(const struct claims *claims, char *buffer, size_t size) {
    size_t used = 0;
    if (size)
        buffer[0] = '\0';
    for (unsigned id = 0; id < CLAIM_COUNT; id++) {
        const struct claim *claim = &claims->of[id];
        const struct claim_kind *kind = &claim_kinds[id];
        if (claim->source == CLAIM_NOWHERE)
            continue;
        add(buffer, size, &used, "%s%s=%s", used ? " " : "", kind->key, claim->text);
        for (unsigned i = 0; i < claim->items; i++)
            for (unsigned f = 0; f < kind->fields; f++) {
                add(buffer, size, &used, "%s", f ? ":" : i ? "," : "");
                format_field(buffer, size, &used, &kind->field[f],
                             claim->each[i * stride(kind) + f]);
            }
    }
    return used;
}

bool name_selected(const char *name, const char *list) {
    const char *end = list;
    bool selected = !*list;
    for (; *end && !selected; list = end + 1) {
        size_t same = 0;
        while (list[same] == name[same] && name[same])
            same++;
        for (end = list + same; *end && *end != ','; end++)
            ;
        selected = same && end == list + same && (!name[same] || name[same] == '.');
    }
    return selected;
}
