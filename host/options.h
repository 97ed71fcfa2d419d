/* SPDX-License-Identifier: MIT */
#ifndef HOST_OPTIONS_H
#define HOST_OPTIONS_H

#include <stdbool.h>

enum command {
    COMMAND_RUN,
    COMMAND_LIST,
    COMMAND_LIES,
    COMMAND_BENCH,
};

enum format {
    FORMAT_TAP,
    FORMAT_LAVA, /* TAP, and each result once more as a signal to LAVA's shell */
    FORMAT_TSV,  /* list: for programs to read */
};

struct options {
    enum command command;
    char **names;        /* what to run, list or measure, ended by NULL; none: all of it */
    unsigned long known; /* a bit for each name that has selected something */
    char set[1024];      /* --set: claims that are applied, and told; "" if none */
    char claim[1024];    /* --claim: claims that are told instead */
    const char *payload; /* a file, or NULL for the embedded one */
    unsigned timeout;    /* seconds a scenario may take */
    unsigned parallel;   /* scenarios at a time; 0 is 1 */
    bool slow;           /* also what takes long, or much memory */
    bool may_crash_host; /* also what may crash the host */
    bool strict;         /* known divergences fail, too */
    enum format format;
    bool verbose; /* the guest's raw lines on stderr */
};

/* Reads the command line. Exits where there is nothing more to do: --help, --version, a mistake. */
void options_read(struct options *options, int argc, char **argv);

/* Is `name` asked for: is it one of options->names, or below one ("pmu-irq" has "pmu-irq-22",
 * "errno.pmu-irq" has "errno.pmu-irq.busy")? Without names, every name is. */
bool options_select(struct options *options, const char *name);
bool options_below(const char *name, const char *given);

/* Exits with a sentence if one of options->names has selected nothing. */
void options_all_selected(const struct options *options, const char *what);

#endif
