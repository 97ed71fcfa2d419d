/* SPDX-License-Identifier: MIT */
/* A child's end, whichever it is, is told in words, in time, and leaves nothing behind. */
#include "host/child.c"
#include "host/signals.c"

#include <dirent.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/time.h>

#include <cmocka.h>

void die(int status, const char *format, ...) {
    (void)format;
    _exit(status);
}

void bail_out(int status, const char *format, ...) {
    (void)format;
    _exit(status);
}

const char *errno_name(int error) {
    return error == EBUSY ? "EBUSY" : "?";
}

const char *errno_mend(int error) {
    return error == EMFILE ? "less" : NULL;
}

const char *errno_reason(int error) {
    return strerror(error);
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
static void starved(void *context, int output) {
    (void)context, (void)output;
    child_must(-EMFILE, "opening %s", "it");
}
static void crash(void *context, int output) {
    (void)context, (void)output;
    raise(SIGKILL);
}
static void fault(void *context, int output) {
    (void)context, (void)output;
    *(volatile int *)0x40 = 0;
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
    expect(crash, CHILD_FAILED, "died of signal 9, as is done where memory is short");
    expect(fault, CHILD_FAILED, "died of signal 11 at address 0x40, si_code=1");
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

/* Runs a child that hangs, in a process that `number` is sent to: how that process ends. A child
 * that were left would keep the pipe open. */
static int ended_by(int number, bool at_once) {
    int alive[2], status;
    char byte;
    assert_int_equal(pipe(alive), 0);
    pid_t process = fork();
    if (process == 0) {
        char why[CHILD_WHY];
        signals_hold();
        print(NULL, alive[1]);
        if (at_once)
            raise(number);
        run(hang, why);
        _exit(9); /* a second has gone by, and it was not ended */
    }
    close(alive[1]);
    for (unsigned i = 0; i < 5; i++) /* it is ready, however busy this machine is */
        assert_int_equal(read(alive[0], &byte, 1), 1);
    usleep(100000);
    kill(process, number);
    waitpid(process, &status, 0);
    assert_int_equal(read(alive[0], &byte, 1), 0);
    close(alive[0]);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void signals_end_it(void **state) {
    (void)state;
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
    for (unsigned i = 0; i < 3; i++) {
        signal(numbers[i], SIG_DFL); /* whoever started this may ignore it */
        assert_int_equal(ended_by(numbers[i], false), 128 + numbers[i]);
        assert_int_equal(ended_by(numbers[i], true), 128 + numbers[i]);
    }
    assert_int_equal(ended_by(SIGPIPE, false), 9);
    signal(SIGHUP, SIG_IGN); /* as nohup(1) does */
    assert_int_equal(ended_by(SIGHUP, false), 9);
    signal(SIGHUP, SIG_DFL);
}

static void print_slowly(void *context, int output) {
    for (unsigned i = 0; i < 20; i++) {
        print(context, output);
        usleep(10000);
    }
}

static void take_notice(int signal) {
    (void)signal;
}

/* A timer's, every 50 microseconds, to us alone: a fork has no timers. */
static void a_signal_of_no_meaning_interrupts_nothing(void **state) {
    (void)state;
    char why[CHILD_WHY];
    const struct sigaction handler = {.sa_handler = take_notice};
    const struct itimerval often = {{0, 50}, {0, 50}}, never = {0};
    sigaction(SIGALRM, &handler, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    assert_int_equal(run(print_slowly, why), CHILD_DONE);
    assert_int_equal(fed, 100);
    for (unsigned i = 0; i < 20; i++) {
        assert_int_equal(run(flood, why), CHILD_FAILED);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* none is left */
    }
    setitimer(ITIMER_REAL, &never, NULL);
    signal(SIGALRM, SIG_DFL);
}

static void starving_is_no_failure(void **state) {
    (void)state;
    int status;
    if (fork() == 0) {
        char why[CHILD_WHY];
        run(starved, why);
        _exit(9);
    }
    wait(&status);
    assert_int_equal(WEXITSTATUS(status), EXIT_INTERNAL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_end_has_its_words),
        cmocka_unit_test(what_does_not_end_is_ended),
        cmocka_unit_test(nothing_is_left),
        cmocka_unit_test(signals_end_it),
        cmocka_unit_test(starving_is_no_failure),
        cmocka_unit_test(a_signal_of_no_meaning_interrupts_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
