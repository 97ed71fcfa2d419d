/* SPDX-License-Identifier: MIT */
#include "host/options.h"

#include "core/version.h"
#include "host/output.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "Usage: vouch [run] [SCENARIO...]  verify that guests get what KVM was configured to give them\n"
    "       vouch lies [LIE...]        verify that each check fails when it should\n"
    "       vouch list [checks|scenarios|errnos|lies|claims|results]\n"
    "       vouch bench [CLAIMS...]    measure a scenario of these claims, beside a bare VM\n"
    "\n"
    "A name stands for everything below it: 'pmu-irq' for pmu-irq-16, 'errno.timer' for its rows.\n"
    "\n"
    "  --set KEY=VALUE    run a scenario of its own, 'adhoc', with this claim applied and told\n"
    "  --claim KEY=VALUE  tell its guest this claim instead of what was applied\n"
    "  --payload FILE     boot this image instead of the one inside this program\n"
    "  -j N               run N scenarios at a time, but those that measure time\n"
    "  --timeout S        kill a scenario after S seconds (default 30)\n"
    "  --slow             also run the rows of errnos that take long, or much memory\n"
    "  --may-crash-host   also run what may crash the host\n"
    "  --strict           known divergences between kernel and documentation fail, too\n"
    "  --format tap|lava  how results are printed: as TAP, or also as what a LAVA test shell reads\n"
    "  --format tsv       of a list: its table, name and text after tabs\n"
    "  -v, --verbose      print the guest's raw lines on stderr\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 all passed, 1 a check failed, 2 wrong usage, 3 no usable KVM, 4 internal error,\n"
    "128 + N ended by signal N.\n";

enum {
    MAX_NAMES = 64, /* the bits of options->known */
    DEFAULT_TIMEOUT = 30,
    MAX_TIMEOUT = 3600, /* seconds */
    MAX_PARALLEL = 256,
};

static void append_claim(char *claims, size_t size, const char *option, const char *word) {
    size_t used = strlen(claims);
    if (!strchr(word, '=') || strpbrk(word, " \t\r\n"))
        die(EXIT_USAGE, "%s %s: write one claim, as %s pmu.irq=22", option, word, option);
    if ((size_t)snprintf(claims + used, size - used, "%s%s", used ? " " : "", word) >= size - used)
        die(EXIT_USAGE, "%s: more than %zu bytes of claims", option, size);
}

static unsigned read_number(const char *option, const char *text, unsigned most) {
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || number < 1 || number > most)
        die(EXIT_USAGE, "%s %s: write a whole number, 1 to %u", option, text, most);
    return (unsigned)number;
}

static enum format read_format(const char *text) {
    static const char *const formats[] = {
        [FORMAT_TAP] = "tap", [FORMAT_LAVA] = "lava", [FORMAT_TSV] = "tsv"};
    for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(text, formats[i]) == 0)
            return (enum format)i;
    die(EXIT_USAGE, "--format %s: there are tap, lava, and for a list tsv", text);
}

static void read_command(struct options *options, char **words) {
    static const char *const commands[] = {
        [COMMAND_RUN] = "run",
        [COMMAND_LIST] = "list",
        [COMMAND_LIES] = "lies",
        [COMMAND_BENCH] = "bench",
    };
    options->names = words;
    for (unsigned i = 0; *words && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(*words, commands[i]) == 0) {
            options->command = (enum command)i;
            options->names = words + 1;
        }
}

static void refuse_contradictions(const struct options *options) {
    if (options->format == FORMAT_TSV && options->command != COMMAND_LIST)
        die(EXIT_USAGE, "--format tsv is for 'vouch list'; results are TAP");
    if (options->format == FORMAT_LAVA && options->command == COMMAND_LIST)
        die(EXIT_USAGE, "--format lava is for results; a list has tsv");
    bool adhoc = *options->set || *options->claim;
    unsigned names = 0;
    while (options->names[names])
        names++;
    if (names > MAX_NAMES)
        die(EXIT_USAGE, "more than %d names", MAX_NAMES);
    if (adhoc && options->command != COMMAND_RUN)
        die(EXIT_USAGE, "--set and --claim make a scenario to run: use them with 'vouch run'");
    if (adhoc && names)
        die(EXIT_USAGE, "--set and --claim make a scenario of their own: leave out '%s'",
            options->names[0]);
}

void options_read(struct options *options, int argc, char **argv) {
    enum {
        SET = 1000,
        CLAIM,
        PAYLOAD,
        TIMEOUT,
        SLOW,
        MAY_CRASH_HOST,
        STRICT,
        FORMAT,
        HELP,
        VERSION
    };
    static const struct option known[] = {
        {"set", required_argument, NULL, SET},
        {"claim", required_argument, NULL, CLAIM},
        {"payload", required_argument, NULL, PAYLOAD},
        {"timeout", required_argument, NULL, TIMEOUT},
        {"slow", no_argument, NULL, SLOW},
        {"may-crash-host", no_argument, NULL, MAY_CRASH_HOST},
        {"strict", no_argument, NULL, STRICT},
        {"format", required_argument, NULL, FORMAT},
        {"verbose", no_argument, NULL, 'v'},
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {0},
    };
    *options = (struct options){.timeout = DEFAULT_TIMEOUT};
    for (int option; (option = getopt_long(argc, argv, "vhj:", known, NULL)) != -1;)
        switch (option) {
        case SET:
            append_claim(options->set, sizeof options->set, "--set", optarg);
            break;
        case CLAIM:
            append_claim(options->claim, sizeof options->claim, "--claim", optarg);
            break;
        case PAYLOAD:
            options->payload = optarg;
            break;
        case TIMEOUT:
            options->timeout = read_number("--timeout", optarg, MAX_TIMEOUT);
            break;
        case SLOW:
            options->slow = true;
            break;
        case MAY_CRASH_HOST:
            options->may_crash_host = true;
            break;
        case STRICT:
            options->strict = true;
            break;
        case FORMAT:
            options->format = read_format(optarg);
            break;
        case 'j':
            options->parallel = read_number("-j", optarg, MAX_PARALLEL);
            break;
        case 'v':
            options->verbose = true;
            break;
        case 'h':
        case HELP:
            fputs(help, stdout);
            exit(EXIT_PASSED);
        case VERSION:
            puts("vouch " VOUCH_VERSION);
            exit(EXIT_PASSED);
        default: /* getopt has said what is wrong */
            exit(EXIT_USAGE);
        }
    read_command(options, argv + optind);
    refuse_contradictions(options);
}

bool options_below(const char *name, const char *given) {
    size_t length = strlen(given);
    return strncmp(name, given, length) == 0 && (length == 0 || strchr("-.", name[length]));
}

bool options_select(struct options *options, const char *name) {
    bool selected = !options->names[0];
    for (unsigned i = 0; options->names[i]; i++)
        if (options_below(name, options->names[i])) {
            options->known |= 1UL << i;
            selected = true;
        }
    return selected;
}

void options_all_selected(const struct options *options, const char *what) {
    for (unsigned i = 0; options->names[i]; i++)
        if (!(options->known >> i & 1))
            die(EXIT_USAGE, "there is no %s '%s'; 'vouch list' prints those there are", what,
                options->names[i]);
}
