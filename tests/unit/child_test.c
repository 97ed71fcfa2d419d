/* SPDX-License-Identifier: MIT */
/* A child's end, whichever it is, is told in words, in time, and leaves nothing behind. */
#include "host/child.c"

#include <dirent.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void die(int status, const char *format, ...) {
    (void)format;
    _exit(status);
}

const char *errno_name(int error) {
    return error == EBUSY ? "EBUSY" : "?";
}

static size_t fed;

static void count(void *sink, const char *bytes, size_t length) {
    (void)sink, (void)bytes;
    fed += length;
}

static enum child_end run(void (*work)(void *, int), char why[CHILD_WHY]) {
    const struct child child = {.work = work, .feed = count, .seconds = 1};
    fed = 0;
    return child_run(&child, why);
}

static void print(void *context, int output) {
    (void)context;
    if (write(output, "hello", 5) != 5)
        _exit(9);
}
static void refuse(void *context, int output) {
    (void)context, (void)output;
    child_must(-EBUSY, "opening %s", "it");
}
static void lack(void *context, int output) {
    (void)context, (void)output;
    child_lack("no such thing here");
}
static void crash(void *context, int output) {
    (void)context, (void)output;
    raise(SIGKILL);
}
static void call_what_it_may_not(void *context, int output) {
    (void)context, (void)output;
    signal(SIGSYS, SIG_DFL); /* cmocka has a handler */
    raise(SIGSYS);
}
static void hang(void *context, int output) {
    (void)context, (void)output;
    for (;;)
        pause();
}
static void flood(void *context, int output) {
    static char page[4096];
    (void)context;
    while (write(output, page, sizeof page) > 0)
        ;
}
static void close_and_hang(void *context, int output) {
    (void)context;
    close(output);
    for (;;)
        pause();
}

#define expect(work, end, words)                                                                   \
    do {                                                                                           \
        char why[CHILD_WHY];                                                                       \
        assert_int_equal(run(work, why), end);                                                     \
        assert_string_equal(why, words);                                                           \
    } while (0)

static void each_end_has_its_words(void **state) {
    (void)state;
    expect(print, CHILD_DONE, "");
    assert_int_equal(fed, 5);
    expect(refuse, CHILD_FAILED, "failed: opening it: EBUSY");
    expect(lack, CHILD_LACKS, "no such thing here");
    expect(crash, CHILD_FAILED, "died of signal 9");
    expect(call_what_it_may_not, CHILD_FAILED, "was killed for a system call that it may not make");
}

static void what_does_not_end_is_ended(void **state) {
    (void)state;
    expect(hang, CHILD_FAILED, "was killed after 1 s without ending");
    expect(flood, CHILD_FAILED, "was killed after 1024 KiB of output");
    assert_in_range(fed, CHILD_OUTPUT, CHILD_OUTPUT + 4096);
    expect(close_and_hang, CHILD_FAILED, "was killed after 1 s without ending");
}

static unsigned descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    unsigned count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void nothing_is_left(void **state) {
    (void)state;
    char why[CHILD_WHY];
    unsigned before = descriptors();
    for (unsigned i = 0; i < 300; i++) {
        run(i % 3 == 0 ? print : i % 3 == 1 ? crash : flood, why);
        assert_int_equal(descriptors(), before);
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no process either */
    assert_int_equal(errno, ECHILD);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_end_has_its_words),
        cmocka_unit_test(what_does_not_end_is_ended),
        cmocka_unit_test(nothing_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
