/* SPDX-License-Identifier: MIT */
#include "host/output.h"

#include "core/version.h"
#include "host/arch.h"
#include "host/init.h"
#include "host/kernels.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>

static bool progress_shown;

static void hide_progress(void) {
    if (progress_shown)
        fputs("\r\033[K", stderr);
    progress_shown = false;
}

static void write_line(const char *line, size_t length) {
    hide_progress();
    fwrite(line, 1, length, stdout);
    fflush(stdout); /* a line is seen when it is true, also through a pipe */
}

struct tap tap = {.write = write_line};

void output_begin(unsigned planned) {
    struct utsname host;
    uname(&host);
    tap_begin(&tap, planned);
    tap_note(&tap, "", "vouch %s %s, host kernel %s %s", VOUCH_VERSION, arch_name, host.release,
             host.machine);
}

int output_end(void) {
    tap_end(&tap, "vouch");
    if (ferror(stdout))
        die(EXIT_INTERNAL, "the results could not be written");
    return tap.count[FAIL] ? EXIT_FAILED : EXIT_PASSED;
}

bool output_known_on(const char *kernels) {
    struct utsname host;
    uname(&host);
    return kernels_include(kernels, arch_kernels, host.release);
}

void output_progress(unsigned number, unsigned of, const char *name) {
    /* The console of a machine whose init we are is a log, not a terminal. */
    if (!isatty(STDERR_FILENO) || init_is_us())
        return;
    fprintf(stderr, "\r\033[K[%u/%u] %s", number, of, name);
    progress_shown = true;
}

void die(int status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    hide_progress();
    fputs("vouch: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\n", stderr);
    va_end(args);
    exit(status);
}

const char *errno_name(int error) {
    static char number[24];
    static const struct {
        int error;
        const char *name;
    } known[] = {
        {0, "success"},     {EACCES, "EACCES"}, {EAGAIN, "EAGAIN"},
        {EBUSY, "EBUSY"},   {EEXIST, "EEXIST"}, {EFAULT, "EFAULT"},
        {EINTR, "EINTR"},   {EINVAL, "EINVAL"}, {EIO, "EIO"},
        {ENODEV, "ENODEV"}, {ENOENT, "ENOENT"}, {ENOEXEC, "ENOEXEC"},
        {ENOMEM, "ENOMEM"}, {ENOSPC, "ENOSPC"}, {ENOSYS, "ENOSYS"},
        {ENOTTY, "ENOTTY"}, {ENXIO, "ENXIO"},   {E2BIG, "E2BIG"},
        {EPERM, "EPERM"},   {ERANGE, "ERANGE"}, {EOPNOTSUPP, "EOPNOTSUPP"},
    };
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return known[i].name;
    snprintf(number, sizeof number, "errno %d", error);
    return number;
}
