/* SPDX-License-Identifier: MIT */
#include "host/list.h"

#include "core/claims.h"
#include "host/arch.h"
#include "host/device.h"
#include "host/experiment.h"
#include "host/output.h"
#include "host/payload.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_WIDTH = 28,
    TEXT_WIDTH = 70,
};

static const char *tsv; /* the table's name, where programs are to read it */

/* Prints a name, and beside it a text, broken between words. Without a name, the text is more about
 * the last one. */
static void print_row(const char *name, const char *text) {
    static char last[100];
    if (tsv) {
        if (*name)
            snprintf(last, sizeof last, "%s", name);
        printf("%s\t%s\t%s\n", tsv, last, text);
        return;
    }
    printf("  %-*s", NAME_WIDTH, name);
    if (strlen(name) >= NAME_WIDTH)
        printf("\n  %*s", NAME_WIDTH, "");
    while (strlen(text) > TEXT_WIDTH) {
        int width = TEXT_WIDTH;
        while (width > 0 && text[width] != ' ')
            width--;
        if (width == 0)
            break;
        printf("%.*s\n  %*s", width, text, NAME_WIDTH, "");
        text += width + 1;
    }
    puts(text);
}

/* Adds the names of the lies that break the check. */
static void print_lies(const char *check) {
    char text[400] = "lies:";
    const struct scenario *lie;
    for (unsigned i = 0; (lie = lie_at(i)); i++)
        if (scenario_breaks(lie, check)) {
            size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, " %s", lie->name);
        }
    print_row("", strchr(text, ' ') ? text : "lies: none yet");
}

static void list_checks(void) {
    char budget[30];
    const struct catalogue *catalogue = payload_catalogue();
    for (unsigned i = 0; i < catalogue->checks; i++) {
        print_row(catalogue->check[i].name, catalogue->check[i].sentence);
        print_lies(catalogue->check[i].name);
        snprintf(budget, sizeof budget, "budget: %u ms", scenario_budget(catalogue->check[i].name));
        print_row("", budget);
    }
}

static void list_scenarios(void) {
    const struct scenario *s;
    for (unsigned i = 0; (s = scenario_at(i)); i++) {
        print_row(s->name, s->sentence);
        if (*s->applied)
            print_row("", s->applied);
    }
}

static void list_errnos(void) {
    const struct errno_row *row;
    for (unsigned i = 0; (row = errno_row_at(i)); i++) {
        char name[100], text[400];
        snprintf(name, sizeof name, "errno.%s", row->name);
        int used = snprintf(text, sizeof text, "%s", errno_name(row->documented));
        if (row->or_documented)
            used += snprintf(text + used, sizeof text - (size_t)used, " or %s",
                             errno_name(row->or_documented));
        snprintf(text + used, sizeof text - (size_t)used, ": %s", row->sentence);
        print_row(name, text);
        if (row->only) {
            snprintf(text, sizeof text, "only with %s", errno_row_option(row));
            print_row("", text);
        }
        if (row->known) {
            char instead[40];
            snprintf(instead, sizeof instead, "%s", errno_name(row->known->observed));
            if (row->known->got)
                snprintf(instead, sizeof instead, "%lld", (long long)row->known->got);
            snprintf(text, sizeof text, "diverges on %s, %s: %s", row->known->kernels, instead,
                     row->known->why);
            print_row("", text);
        }
    }
    if (tsv)
        return;
    puts("\nDocumented, and not reached by any row:\n");
    for (const struct unreachable *sentence = arch_unreachable; sentence->sentence; sentence++) {
        printf("  %s\n", sentence->sentence);
        print_row("", sentence->why);
    }
}

static void list_lies(void) {
    const struct scenario *lie;
    for (unsigned i = 0; (lie = lie_at(i)); i++) {
        char text[400];
        print_row(lie->name, lie->sentence);
        print_row("", lie->applied);
        if (lie->told) {
            snprintf(text, sizeof text, "tells: %s", lie->told);
            print_row("", text);
        }
        snprintf(text, sizeof text, "breaks: %s", lie->broken);
        print_row("", text);
    }
}

static void list_claims(void) {
    for (unsigned i = 0; i < CLAIM_COUNT; i++) {
        char example[100];
        snprintf(example, sizeof example, "%s=%s", claim_kinds[i].key, claim_kinds[i].example);
        print_row(example, claim_kinds[i].meaning);
    }
}

/* Results of one scenario or row; of what a rare device is needed for, the one SKIP. */
static void print_result(const char *of, const char *name, const char *sentence) {
    static const char *left_out;
    const char *rare = device_rare(of);
    char skip[100];
    if (!rare) {
        print_row(name, sentence);
    } else if (rare != left_out) {
        left_out = rare;
        snprintf(skip, sizeof skip, "%s.host", rare);
        print_row(skip, "instead of all that needs one, where the host has none");
    }
}

static void list_results(void) {
    static struct experiment experiment;
    const struct scenario *s;
    const struct errno_row *row;
    char name[200];
    for (unsigned i = 0; (s = scenario_at(i)); i++) {
        experiment_plan(&experiment, s);
        for (unsigned check = 0; check < experiment.checks; check++) {
            snprintf(name, sizeof name, "%s.%s", s->name, experiment.name[check]);
            print_result(s->name, name, s->sentence);
        }
    }
    for (unsigned i = 0; (row = errno_row_at(i)); i++) {
        snprintf(name, sizeof name, "errno.%s", row->name);
        print_result(name, name, row->sentence);
    }
}

int list(struct options *options) {
    static const struct {
        const char *name, *title;
        void (*print)(void);
        bool asked; /* printed only if asked for by name */
    } tables[] = {
        {"checks", "Checks, in the order they run", list_checks},
        {"scenarios", "Scenarios, with the claims they apply", list_scenarios},
        {"errnos", "Errnos, as they are documented", list_errnos},
        {"lies", "Lies, with the checks they break", list_lies},
        {"claims", "Claims", list_claims},
        {"results", "Results of 'vouch run', in their order", list_results, true},
    };
    const unsigned count = sizeof tables / sizeof *tables;
    bool selected[sizeof tables / sizeof *tables];
    for (unsigned i = 0; i < count; i++)
        selected[i] =
            options_select(options, tables[i].name) && (options->names[0] || !tables[i].asked);
    options_all_selected(options, "table");
    for (unsigned i = 0; i < count; i++)
        if (selected[i]) {
            tsv = options->format == FORMAT_TSV ? tables[i].name : NULL;
            if (!tsv)
                printf("%s:\n\n", tables[i].title);
            tables[i].print();
            if (!tsv)
                puts("");
        }
    return EXIT_PASSED;
}
