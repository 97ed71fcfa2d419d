/* SPDX-License-Identifier: MIT */
/*
 * A claim is one statement about what the host configured, written key=value:
 *
 *     pmu.irq=23   timer.virt=20   boot.memory=0x40000000:0x2000000   pmu.irq=40,41
 *
 * A value is a list of items (','), an item a list of fields (':'), a field a number (decimal or
 * 0x) or one of the words its kind allows. The host half applies claims, the guest half verifies
 * them; both read them with this parser, from the one table in core/claim_kinds.c.
 */
#ifndef CORE_CLAIMS_H
#define CORE_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whose claims there are: in a payload those of its own machine alone, to keep it small. */
#if __STDC_HOSTED__
#define CLAIMS_OF_ARM64 1
#define CLAIMS_OF_PPC64 1
#elif defined __aarch64__
#define CLAIMS_OF_ARM64 1
#define CLAIMS_OF_PPC64 0
#else
#define CLAIMS_OF_ARM64 0
#define CLAIMS_OF_PPC64 1
#endif

enum claim_id {
    CLAIM_BOOT_EL,
    CLAIM_BOOT_CPUS,
    CLAIM_BOOT_MEMORY,
    CLAIM_PMU,
    CLAIM_PMU_IRQ,
    CLAIM_PMU_TRIGGER,
    CLAIM_PMU_CPUS,
    CLAIM_PMU_FILTER,
    CLAIM_PMU_EVENTS,
    CLAIM_PMU_COUNTERS,
    CLAIM_TIMER_VIRT,
    CLAIM_TIMER_PHYS,
    CLAIM_TIMER_HVIRT,
    CLAIM_TIMER_HPHYS,
    CLAIM_TIMER_CPUS,
    CLAIM_TIMER_LATE,
    CLAIM_PVTIME,
    CLAIM_PVTIME_IPA,
    CLAIM_PVTIME_IDLE,
    CLAIM_GICV5_PPIS,
    CLAIM_GICV5_USER_PPIS,
    CLAIM_XIVE_SETUP,
    CLAIM_XIVE_TIMA,
    CLAIM_XIVE_ESB,
    CLAIM_XIVE_SOURCE,
    CLAIM_XIVE_TARGET,
    CLAIM_XIVE_EQ,
    CLAIM_XIVE_EVENTS,
    CLAIM_GUEST_CHECKS,
    CLAIM_GUEST_CONSOLE,
    CLAIM_GUEST_END,
    CLAIM_COUNT
};

enum {
    CLAIM_FIELDS = 6,                        /* fields an item may have */
    CLAIM_ITEMS = 16,                        /* items a list may have, */
    CLAIM_CPUS = CLAIM_ITEMS * CLAIM_FIELDS, /* or if it has a number for each vCPU */
    CLAIM_TEXT = 128,                        /* bytes of a textual value, with its NUL */
};

/* Where a claim was made; a later source overrides an earlier one. */
enum claim_source { CLAIM_NOWHERE, CLAIM_DEVICE_TREE, CLAIM_COMMAND_LINE };

struct claim_field {
    uint64_t min, max;
    const char *words; /* "a|b": accepted instead of a number, worth its position */
    bool optional;     /* may be left out, with all that follow it, and is then worth this: */
    uint32_t otherwise;
};

struct claim_kind {
    const char *key;                 /* NULL where this machine has no such claim */
    const struct claim_field *field; /* up to CLAIM_FIELDS */
    unsigned fields;                 /* 0: the value is text, taken as it is */
    unsigned items;                  /* the most the list may have; CLAIM_CPUS: one a vCPU */
    const char *example;
#if __STDC_HOSTED__
    const char *meaning; /* what is claimed, and where that is documented */
#endif
};

extern const struct claim_kind claim_kinds[CLAIM_COUNT];

struct claim {
    enum claim_source source;
    unsigned items;
    char text[CLAIM_TEXT];
    union {
        uint64_t value[CLAIM_ITEMS][CLAIM_FIELDS]; /* `items` of them; */
        uint64_t each[CLAIM_CPUS];                 /* or, if there is one a vCPU, of these */
    };
};

struct claims {
    struct claim of[CLAIM_COUNT];
    unsigned errors; /* words that look like claims but are not, lists that are too short */
    char error[256]; /* the first of them, as one sentence */
};

/* Reads every claim in `words` (separated by blanks; any bytes, any length). A repeated key
 * overrides. Words in none of our areas ("quiet", "console=ttyS0") are other people's and are
 * passed over; a word in one of them that cannot be read counts in claims->errors, and so does, of
 * all claims made by then, a list of several vCPUs' items that are fewer than boot.cpus. */
void claims_parse(struct claims *claims, const char *words, enum claim_source source);

/* Makes a one-item claim of up to CLAIM_FIELDS numbers, unless a stronger source already did. */
void claims_set(struct claims *claims, enum claim_id id, enum claim_source source, uint64_t first,
                uint64_t second);

/* Appends the next vCPU's item to the list, under the same rule. */
void claims_append(struct claims *claims, enum claim_id id, enum claim_source source,
                   uint64_t value);

bool claim_made(const struct claims *claims, enum claim_id id);

/* The value for one vCPU: a list has one item a vCPU, a single item speaks for all of them. */
uint64_t claim_for_cpu(const struct claims *claims, enum claim_id id, unsigned cpu);

/* The first field of the first item: what most claims are. */
uint64_t claim_value(const struct claims *claims, enum claim_id id);

/* Writes every claim made as key=value words, so that claims_parse() reads them back. Returns the
 * bytes needed without the NUL, like snprintf(). */
size_t claims_format(const struct claims *claims, char *buffer, size_t size);

/* Is `name` ("pmu.irq.once") under one of the prefixes of `list` ("boot,pmu.irq")? A prefix ends at
 * a dot or at the end of the name. An empty list selects everything. */
bool name_selected(const char *name, const char *list);

#endif
