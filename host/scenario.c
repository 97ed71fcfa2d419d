/* SPDX-License-Identifier: MIT */
#include "host/scenario.h"

#include "host/arch.h"
#include "host/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many scenarios a row stands for. */
static unsigned stands_for(const struct scenario *row) {
    unsigned others = row->pairs.last - row->pairs.first; /* of each number */
    return others ? (others + 1) * others : 1;
}

/* The row's words with its pair's numbers in them. */
static const char *fill(const char *words, unsigned first, unsigned second) {
    char *filled;
    if (asprintf(&filled, words, first, second) < 0)
        die(EXIT_INTERNAL, "no memory for the scenarios");
    return filled;
}

static void expand(const struct scenario *row, struct scenario *into) {
    unsigned first = row->pairs.first, last = row->pairs.last;
    if (first == last)
        *into++ = *row;
    for (unsigned a = first; a <= last; a++)
        for (unsigned b = first; b <= last; b++)
            if (a != b) {
                *into = *row;
                into->name = fill(row->name, a, b);
                into++->applied = fill(row->applied, a, b);
            }
}

const struct scenario *scenario_at(unsigned index) {
    static struct scenario *all;
    static unsigned scenarios;
    if (!all) {
        for (const struct scenario *row = arch_scenarios; row->name; row++)
            scenarios += stands_for(row);
        all = calloc(scenarios + 1, sizeof *all);
        if (!all)
            die(EXIT_INTERNAL, "no memory for the scenarios");
        struct scenario *into = all;
        for (const struct scenario *row = arch_scenarios; row->name; row++) {
            expand(row, into);
            into += stands_for(row);
        }
    }
    return index < scenarios ? &all[index] : NULL;
}

const struct scenario *lie_at(unsigned index) {
    for (unsigned table = 0; arch_lies[table]; table++)
        for (const struct scenario *lie = arch_lies[table]; lie->name; lie++)
            if (index-- == 0)
                return lie;
    return NULL;
}

bool scenario_breaks(const struct scenario *lie, const char *check) {
    size_t length = strlen(check);
    for (const char *at = lie->broken; (at = strstr(at, check)); at += length)
        if ((at == lie->broken || at[-1] == ',') && (at[length] == '\0' || at[length] == ','))
            return true;
    return false;
}

unsigned scenario_budget(const char *check) {
    const struct budget *budget = arch_budgets;
    while (!name_selected(check, budget->checks))
        budget++;
    return budget->ms;
}
