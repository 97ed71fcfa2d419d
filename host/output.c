/* SPDX-License-Identifier: MIT */
#include "host/output.h"

#include "core/version.h"
#include "host/arch.h"
#include "host/clock.h"
#include "host/init.h"
#include "host/kernels.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/utsname.h>
#include <unistd.h>

/* On a terminal, the last line tells how far the run is. */
static char progress[200];

static void hide_progress(void) {
    if (*progress)
        fputs("\r\033[K", stderr);
}

static void write_line(const char *line, size_t length) {
    hide_progress();
    /* A line is seen when it is true, also through a pipe. */
    if (fwrite(line, 1, length, stdout) != length || fflush(stdout) != 0)
        die(EXIT_INTERNAL, "the results could not be written: %s", errno_reason(errno));
    fputs(progress, stderr);
}

struct tap tap = {.write = write_line};

/* lava_dispatcher/actions/test/shell.py, signal_test_case() */
static void write_signal(const char *result) {
    const char *separator = strstr(result, " - ");
    if (*result == '#' || !separator)
        return;
    const char *name = separator + 3, *value = strstr(name, " # value=");
    char folded[TAP_LINE], signal[2 * TAP_LINE], measured[TAP_LINE] = "";
    snprintf(folded, sizeof folded, "%.*s", (int)strcspn(name, " \n"), name);
    for (char *at = folded; *at; at++)
        if (!isalnum((unsigned char)*at))
            *at = '_';
    if (value) {
        value += strlen(" # value=");
        int digits = (int)strcspn(value, " \n");
        snprintf(measured, sizeof measured, " MEASUREMENT=%.*s UNITS=%.*s", digits, value,
                 (int)strcspn(value + digits + 1, "\n"), value + digits + 1);
    }
    int length = snprintf(signal, sizeof signal,
                          "<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=%s RESULT=%s%s>\n", folded,
                          *result == 'n'             ? "fail"
                          : strstr(name, " # SKIP ") ? "skip"
                                                     : "pass",
                          measured);
    write_line(signal, (size_t)length);
}

static void write_for_lava(const char *line, size_t length) {
    write_line(line, length);
    write_signal(line);
}

void output_for_lava(void) {
    tap.write = write_for_lava;
}

void output_begin(unsigned planned) {
    struct utsname host;
    uname(&host);
    tap_begin(&tap, planned);
    tap_note(&tap, "", "vouch %s %s, host kernel %s %s", VOUCH_VERSION, arch_name, host.release,
             host.machine);
}

int output_end(void) {
    hide_progress();
    *progress = '\0';
    tap_end(&tap, "vouch");
    return tap.count[FAIL] ? EXIT_FAILED : EXIT_PASSED;
}

bool output_known_on(const char *kernels) {
    struct utsname host;
    uname(&host);
    return kernels_include(kernels, arch_kernels, host.release);
}

/* Columns of the terminal that a person looks at. A serial line says that it has none; there, or
 * where we are init, the reader is a program or a log. */
static unsigned terminal_columns(void) {
    struct winsize size = {0};
    return !init_is_us() && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void output_progress(unsigned number, unsigned of, const char *name) {
    unsigned columns = terminal_columns();
    if (!columns)
        return;
    static char current[64], slowest[64];
    static double since, longest;
    double now = clock_seconds();
    if (*current && now - since > longest) {
        longest = now - since;
        memcpy(slowest, current, sizeof slowest);
    }
    since = now;
    snprintf(current, sizeof current, "%s", name);
    hide_progress();
    int length = snprintf(progress, sizeof progress, "[%u/%u] %s", number, of, name);
    if (*slowest)
        snprintf(progress + length, sizeof progress - (size_t)length, ", slowest: %s %.1f s",
                 slowest, longest);
    if (columns < sizeof progress)
        progress[columns - 1] = '\0';
    fputs(progress, stderr);
}

void output_into(int file) {
    *progress = '\0';
    dup2(file, STDOUT_FILENO);
}

void output_from(int file, size_t length) {
    char text[512];
    lseek(file, 0, SEEK_SET);
    hide_progress();
    while (length) {
        ssize_t got = read(file, text, length < sizeof text ? length : sizeof text);
        if (got <= 0)
            die(EXIT_INTERNAL, "results are lost: %s", strerror(errno));
        fwrite(text, 1, (size_t)got, stdout);
        length -= (size_t)got;
    }
    fflush(stdout);
    fputs(progress, stderr);
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

void bail_out(int status, const char *format, ...) {
    char why[200], line[TAP_LINE];
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    *progress = '\0';
    if (tap.planned)
        write_line(line, (size_t)snprintf(line, sizeof line, "Bail out! %s\n", why));
    die(status, "%s", why);
}

const char *errno_name(int error) {
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
    return strerror(error);
}

const char *errno_mend(int error) {
    static const struct {
        int error;
        const char *mend;
    } known[] = {
        {EMFILE, "no more files may be open: raise 'ulimit -n'"},
        {ENFILE, "no more files may be open on this machine: raise fs.file-max"},
        {ENOMEM,
         "no more memory may be had: raise 'ulimit -v', memory.max of the control group, or "
         "free some"},
        {EAGAIN, "no more processes or threads may run: raise 'ulimit -u', or pids.max of the "
                 "control group"},
        {EFBIG, "no file may be larger: raise 'ulimit -f'"},
    };
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return known[i].mend;
    return NULL;
}

const char *errno_reason(int error) {
    const char *mend = errno_mend(error);
    return mend ? mend : strerror(error);
}
