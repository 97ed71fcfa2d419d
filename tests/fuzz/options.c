/* SPDX-License-Identifier: MIT */
/* A command line of any words, which NULs separate: options, or an end with a status of ours. */
#include <getopt.h>
#include <setjmp.h>
#include <stdlib.h>

static jmp_buf over;
static int status_of_end;

static _Noreturn void end(int status) {
    status_of_end = status;
    longjmp(over, 1);
}
#define exit end
#include "host/options.c"
#undef exit
#include "tests/fuzz/fuzz.h"

void die(int status, const char *format, ...) {
    (void)format;
    end(status);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static struct options options;
    char *words = text_of(bytes, size), *argv[64] = {"vouch"};
    int argc = 1;
    for (size_t at = 0; at < size && argc < 63; at += strlen(words + at) + 1)
        argv[argc++] = words + at;
    argv[argc] = NULL;
    optind = 0; /* begins anew */
    opterr = 0;
    if (setjmp(over) == 0) {
        options_read(&options, argc, argv);
        options_select(&options, "pmu-irq-22");
        options_all_selected(&options, "scenario");
    } else {
        require(status_of_end == EXIT_PASSED || status_of_end == EXIT_USAGE);
    }
    free(words);
    return 0;
}
