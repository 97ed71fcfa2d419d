/* SPDX-License-Identifier: MIT */
#include "core/claims.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define VCPU_RST  "Documentation/virt/kvm/devices/vcpu.rst "
#define GICV5_RST "Documentation/virt/kvm/devices/arm-vgic-v5.rst "
#define XIVE_RST  "Documentation/virt/kvm/devices/xive.rst "

#define FIELDS(...)                                                                                \
    .field = (const struct claim_field[]){__VA_ARGS__},                                            \
    .fields = sizeof((const struct claim_field[]){__VA_ARGS__}) / sizeof(struct claim_field)

#define PPIS FIELDS({0, UINT64_MAX}, {0, UINT64_MAX, .optional = true})

/* What only people read stays out of the payload. */
#if __STDC_HOSTED__
#define MEANING(...) .meaning = __VA_ARGS__
#else
#define MEANING(...)
#endif

const struct claim_kind claim_kinds[CLAIM_COUNT] = {
#if CLAIMS_OF_ARM64
    [CLAIM_BOOT_EL] = {.key = "boot.el",
                       FIELDS({/* level */ 1, 2}),
                       .items = 1,
                       .example = "1",
                       MEANING("the exception level the VMM enters the guest at "
                               "(Documentation/arch/arm64/booting.rst)")},
#endif
    [CLAIM_BOOT_CPUS] =
        {.key = "boot.cpus",
         FIELDS({/* number */ 1, 512}),
         .items = 1,
         .example = "2",
         MEANING(
             "vCPUs the guest can bring up (PSCI CPU_ON, Arm DEN0022 5.6; RTAS start-cpu, LoPAR 7.3.8.2)")},
    [CLAIM_BOOT_MEMORY] = {.key = "boot.memory",
                           FIELDS({/* base */ 0, UINT64_MAX}, {/* size */ 1, UINT64_MAX}),
                           .items = 8,
                           .example = "0x40000000:0x1000000",
                           MEANING("guest RAM (Devicetree Specification 3.4, /memory)")},
#if CLAIMS_OF_ARM64
    [CLAIM_PMU] = {.key = "pmu",
                   FIELDS({/* present */ 0, 1}),
                   .items = 1,
                   .example = "1",
                   MEANING("vCPUs have a PMUv3 (KVM_ARM_VCPU_PMU_V3, "
                           "Documentation/virt/kvm/api.rst 4.82)")},
    [CLAIM_PMU_IRQ] = {.key = "pmu.irq",
                       FIELDS({/* intid */ 16, 1019}),
                       .items = CLAIM_CPUS,
                       .example = "23",
                       MEANING("the PMU overflow interrupt: one PPI for all vCPUs, or an SPI for "
                               "each, as 40,41 (" VCPU_RST "1.1)")},
    [CLAIM_PMU_TRIGGER] = {.key = "pmu.trigger",
                           FIELDS({/* kind */ 0, 1, "level|edge"}),
                           .items = 1,
                           .example = "level",
                           MEANING("the line of the PMU's interrupt: level (what KVM's is, and "
                                   "the default) or edge, an SPI's reset value, and then the guest "
                                   "makes its SPI one (Arm IHI 0069, GICD_ICFGR)")},
    [CLAIM_PMU_CPUS] = {.key = "pmu.cpus",
                        FIELDS({/* mask */ 0, 0xff}),
                        .items = 1,
                        .example = "0x3",
                        MEANING("the vCPUs that the PMU's PPI is wired to, as a GICv2's device "
                                "tree says it (arm,gic.yaml, bits 15:8); 0 where it does not")},
    [CLAIM_PMU_FILTER] = {.key = "pmu.filter",
                          FIELDS({/* action */ 0, 1, "allow|deny"}, {/* base */ 0, UINT16_MAX},
                                 {/* nevents */ 0, UINT16_MAX},
                                 {/* times */ 1, UINT16_MAX, .optional = true, .otherwise = 1},
                                 {/* step */ 0, UINT16_MAX, .optional = true}),
                          .items = CLAIM_ITEMS,
                          .example = "deny:0x11:1,allow:0x100:16",
                          MEANING("PMU event filter ranges, in the order in which they were set; "
                                  "`times` of them, each `step` above the last (" VCPU_RST "1.3)")},
    [CLAIM_PMU_EVENTS] = {.key = "pmu.events",
                          FIELDS({/* PMCEID0 */ 0, UINT64_MAX}, {/* PMCEID1 */ 0, UINT64_MAX}),
                          .items = 1,
                          .example = "0x40020001:0x10000018",
                          MEANING("the events that the PMU advertises without any filter "
                                  "(Arm ARM, PMCEID0_EL0 and PMCEID1_EL0)")},
    [CLAIM_PMU_COUNTERS] = {.key = "pmu.counters",
                            FIELDS({/* number */ 0, 31}),
                            .items = 1,
                            .example = "4",
                            MEANING("event counters, PMCR_EL0.N (" VCPU_RST "1.5)")},
    [CLAIM_TIMER_VIRT] =
        {.key = "timer.virt",
         FIELDS({/* intid */ 16, 31}, {/* trigger */ 0, 1, "level|edge", .optional = true}),
         .items = 1,
         .example = "27",
         MEANING(
             "the EL1 virtual timer's PPI, and whether its line is a level, as KVM's, or an edge (" VCPU_RST
             "2.1)")},
    [CLAIM_TIMER_PHYS] = {.key = "timer.phys",
                          FIELDS({/* intid */ 16, 31},
                                 {/* trigger */ 0, 1, "level|edge", .optional = true}),
                          .items = 1,
                          .example = "30",
                          MEANING("the EL1 physical timer's PPI (" VCPU_RST "2.1)")},
    [CLAIM_TIMER_HVIRT] = {.key = "timer.hvirt",
                           FIELDS({/* intid */ 16, 31},
                                  {/* trigger */ 0, 1, "level|edge", .optional = true}),
                           .items = 1,
                           .example = "28",
                           MEANING("the EL2 virtual timer's PPI (" VCPU_RST "2.1)")},
    [CLAIM_TIMER_HPHYS] = {.key = "timer.hphys",
                           FIELDS({/* intid */ 16, 31},
                                  {/* trigger */ 0, 1, "level|edge", .optional = true}),
                           .items = 1,
                           .example = "26",
                           MEANING("the EL2 physical timer's PPI (" VCPU_RST "2.1)")},
    [CLAIM_TIMER_CPUS] = {.key = "timer.cpus",
                          FIELDS({/* mask */ 0, 0xff}),
                          .items = 1,
                          .example = "0x3",
                          MEANING(
                              "the vCPUs that all timers' PPIs are wired to, as a GICv2's device "
                              "tree says it (arm,gic.yaml, bits 15:8); 0 where it does not")},
    [CLAIM_TIMER_LATE] = {.key = "timer.late",
                          FIELDS({/* microseconds */ 0, 10000000}),
                          .items = 1,
                          .example = "500000",
                          MEANING("how late a timer interrupt may be, in microseconds")},
    [CLAIM_PVTIME] = {.key = "pvtime",
                      FIELDS({/* present */ 0, 1}),
                      .items = 1,
                      .example = "1",
                      MEANING("vCPUs have a stolen time structure "
                              "(Documentation/virt/kvm/arm/pvtime.rst)")},
    [CLAIM_PVTIME_IPA] = {.key = "pvtime.ipa",
                          FIELDS({/* address */ 0, UINT64_MAX}),
                          .items = CLAIM_CPUS,
                          .example = "0x40300000,0x40300040",
                          MEANING("where each vCPU's stolen time structure is (" VCPU_RST "3.1)")},
    [CLAIM_PVTIME_IDLE] = {.key = "pvtime.idle",
                           FIELDS({/* percent */ 0, 100}),
                           .items = 1,
                           .example = "50",
                           MEANING("how much of a vCPU's time may be stolen while nothing is "
                                   "meant to compete, in percent")},
    [CLAIM_GICV5_PPIS] = {.key = "gicv5.ppis",
                          PPIS,
                          .items = 1,
                          .example = "0x48800008",
                          MEANING(
                              "the PPIs that a guest with a GICv5 is given, a bit each: 0 to 63, "
                              "then 64 to 127 (" GICV5_RST "PPIs)")},
    [CLAIM_GICV5_USER_PPIS] = {.key = "gicv5.user-ppis",
                               PPIS,
                               .items = 1,
                               .example = "0x8",
                               MEANING("those of them that userspace may drive (" GICV5_RST
                                       "KVM_DEV_ARM_VGIC_USERSPACE_PPIS)")},
#endif
#if CLAIMS_OF_PPC64
    [CLAIM_XIVE_SETUP] = {.key = "xive.setup",
                          FIELDS({/* by */ 0, 1, "guest|host"}),
                          .items = 1,
                          .example = "host",
                          MEANING("who configures targets and queues: the guest, by H_INT_... "
                                  "calls (LoPAR 14.5.4.7), unless this says that the host has")},
    [CLAIM_XIVE_TIMA] = {.key = "xive.tima",
                         FIELDS({/* address */ 0, UINT64_MAX}),
                         .items = 1,
                         .example = "0x6030203180000",
                         MEANING("the thread interrupt management area's page for the OS "
                                 "(" XIVE_RST "Device Mappings 1)")},
    [CLAIM_XIVE_ESB] = {.key = "xive.esb",
                        FIELDS({/* address */ 0, UINT64_MAX}),
                        .items = 1,
                        .example = "0x6010000000000",
                        MEANING("the two 64 KiB pages of source 0's event state buffer, those "
                                "of source 1 behind them (" XIVE_RST "Device Mappings 2)")},
    [CLAIM_XIVE_SOURCE] = {.key = "xive.source",
                           FIELDS({/* first */ 0, 0xfffff},
                                  {/* count */ 1, 1 << 20, .optional = true, .otherwise = 1},
                                  {/* type */ 0, 1, "msi|lsi", .optional = true},
                                  {/* level */ 0, 1, .optional = true}),
                           .items = CLAIM_ITEMS,
                           .example = "0:4,16:1:lsi:1",
                           MEANING("sources that were initialised, and masked; an LSI with its "
                                   "level (" XIVE_RST "2)")},
    [CLAIM_XIVE_TARGET] = {.key = "xive.target",
                           FIELDS({/* source */ 0, 0xfffff}, {/* server */ 0, 16383},
                                  {/* priority */ 0, 6}, {/* eisn */ 1, 0x7fffffff},
                                  {/* count */ 1, 1 << 20, .optional = true, .otherwise = 1},
                                  {/* mask */ 0, 1, .optional = true}),
                           .items = CLAIM_ITEMS,
                           .example = "0:0:6:0x1000:4",
                           MEANING("where events go; of `count` sources, each with the EISN "
                                   "that follows (" XIVE_RST "3)")},
    [CLAIM_XIVE_EQ] = {.key = "xive.eq",
                       FIELDS({/* server */ 0, 16383}, {/* priority */ 0, 6}, {/* qshift */ 12, 24},
                              {/* address */ 0, UINT64_MAX},
                              {/* toggle */ 0, 1, .optional = true, .otherwise = 1},
                              {/* index */ 0, 0x3fffff, .optional = true}),
                       .items = CLAIM_ITEMS,
                       .example = "0:6:16:0x1050000:1:0",
                       MEANING("event queues, and where each one began (" XIVE_RST "4)")},
    [CLAIM_XIVE_EVENTS] = {.key = "xive.events",
                           FIELDS({/* number */ 1, 100000000}),
                           .items = 1,
                           .example = "1000000",
                           MEANING("how many events the check that counts them sends")},
#endif
    [CLAIM_GUEST_CHECKS] = {.key = "guest.checks",
                            .example = "boot,pmu.irq",
                            MEANING("run the checks under these prefixes only")},
    [CLAIM_GUEST_CONSOLE] = {.key = "guest.console",
                             FIELDS({/* kind */ 0, 4, "doorbell|pl011|ns16550a|hvterm|virtio"},
                                    {/* address */ 0, UINT64_MAX},
                                    {/* shift */ 0, 3, .optional = true},
                                    {/* width */ 1, 4, .optional = true, .otherwise = 1}),
                             .items = 1,
                             .example = "pl011:0x9000000",
                             MEANING(
                                 "print here, whatever stdout-path says; an ns16550a's registers "
                                 "may be 1 << shift bytes apart, and 4 wide")},
    [CLAIM_GUEST_END] = {.key = "guest.end",
                         FIELDS({/* how */ 0, 3, "off|reset|status|stay"}),
                         .items = 1,
                         .example = "off",
                         MEANING(
                             "how the guest ends: power off, reset, an exit status of 0 or 1 "
                             "(semihosting SYS_EXIT_EXTENDED; RTAS ibm,os-term after a failure), "
                             "or it stays and repeats its totals")},
};

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
