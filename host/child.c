/* SPDX-License-Identifier: MIT */
#include "host/child.h"

#include "host/clock.h"
#include "host/output.h"
#include "host/signals.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STARVED = CHILD_LACKS + 1 }; /* an end that nobody but us hears of */

/* Shared with the child, which leaves its last words here: its output is the guest's. */
static char *last_words;

static _Noreturn void end(int how, const char *format, va_list args) {
    vsnprintf(last_words, CHILD_WHY, format, args);
    _exit(how);
}

static _Noreturn __attribute__((format(printf, 1, 2))) void starve(const char *format, ...) {
    va_list args;
    va_start(args, format);
    end(STARVED, format, args);
}

void child_fail(const char *format, ...) {
    va_list args;
    va_start(args, format);
    end(CHILD_FAILED, format, args);
}

void child_lack(const char *format, ...) {
    va_list args;
    va_start(args, format);
    end(CHILD_LACKS, format, args);
}

int child_must(int result, const char *format, ...) {
    if (result >= 0)
        return result;
    char what[CHILD_WHY - 40];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    const char *mend = errno_mend(-result);
    if (mend)
        starve("%.100s: %s", what, mend);
    child_fail("failed: %s: %s", what, errno_name(-result));
}

/* Where a fault of our own was, as the parent hears of the signal alone: the address, and si_code
 * of sigaction(2), which tells a fault from what the kernel sends. Returns to die of it. */
static void on_fault(int number, siginfo_t *fault, void *context) {
    (void)number, (void)context;
    snprintf(last_words, CHILD_WHY, " at address %p, si_code=%d", fault->si_addr, fault->si_code);
}

static void tell_faults(void) {
    const struct sigaction tell = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_RESETHAND};
    sigaction(SIGSEGV, &tell, NULL);
    sigaction(SIGBUS, &tell, NULL);
}

static _Noreturn void become(const struct child *child, int output) {
    setpgid(0, 0);                    /* a terminal's signals are for the parent */
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* not to outlive a parent that is killed */
    signals_release();
    tell_faults();
    child->work(child->context, output);
    _exit(CHILD_DONE);
}

static long long milliseconds(void) {
    return (long long)(clock_seconds() * 1e3);
}

static int wait_for(pid_t process) {
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

/* Waits for the child's output or end. 0: neither has come in time. Does not return if we are asked
 * to end. */
static int wait_until(pid_t process, int fd, long long deadline) {
    struct pollfd what = {.fd = fd, .events = POLLIN};
    for (;;) {
        long long left = deadline - milliseconds();
        int number, ready = signals_poll(&what, left < 0 ? 0 : (int)left);
        const char *name = signals_arrived(&number);
        if (name) {
            kill(process, SIGKILL);
            wait_for(process);
            bail_out(EXIT_SIGNAL + number, "ended by %s; what was found before it stands", name);
        }
        if (ready >= 0 || errno != EINTR)
            return ready;
    }
}

/* Hands on what the child writes, until it ends, or is to be ended: then says why. */
static const char *listen_to(const struct child *child, pid_t process, int input,
                             long long deadline) {
    size_t total = 0;
    for (;;) {
        static char bytes[4096];
        if (wait_until(process, input, deadline) == 0)
            return "time";
        ssize_t length = read(input, bytes, sizeof bytes); /* which is there: it does not wait */
        if (length <= 0)
            return NULL;
        child->feed(child->sink, bytes, (size_t)length);
        total += (size_t)length;
        if (total > CHILD_OUTPUT)
            return "output";
    }
}

/* It may close its output and go on: does it end by then? */
static bool ends(pid_t process, long long deadline) {
    int end = (int)syscall(SYS_pidfd_open, process, 0);
    if (end < 0)
        return true; /* older than Linux 5.3: waits for it */
    int ready = wait_until(process, end, deadline);
    close(end);
    return ready > 0;
}

/* Hands on the words with which the child ended, or finds words for it. */
static int judge(const struct child *child, const char *exceeded, int status, char why[CHILD_WHY]) {
    if (exceeded && strcmp(exceeded, "time") == 0)
        snprintf(why, CHILD_WHY, "was killed after %u s without ending", child->seconds);
    else if (exceeded)
        snprintf(why, CHILD_WHY, "was killed after %d KiB of output", CHILD_OUTPUT >> 10);
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
        snprintf(why, CHILD_WHY, "was killed for a system call that it may not make");
    else if (WIFSIGNALED(status))
        snprintf(why, CHILD_WHY, "died of signal %d%.80s", WTERMSIG(status),
                 WTERMSIG(status) == SIGKILL ? ", as is done where memory is short" : last_words);
    else
        snprintf(why, CHILD_WHY, "%.*s", CHILD_WHY - 1, last_words);
    if (exceeded || !WIFEXITED(status))
        return CHILD_FAILED;
    return WEXITSTATUS(status);
}

enum child_end child_run(const struct child *child, char why[CHILD_WHY]) {
    if (!last_words)
        last_words =
            mmap(NULL, CHILD_WHY, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int pipe_ends[2];
    if (last_words == MAP_FAILED || pipe(pipe_ends) != 0)
        bail_out(EXIT_INTERNAL, "no memory or pipe for another process: %s", errno_reason(errno));
    memset(last_words, 0, CHILD_WHY);

    pid_t process = fork();
    if (process < 0)
        bail_out(EXIT_INTERNAL, "no other process could be started: %s", errno_reason(errno));
    if (process == 0) {
        close(pipe_ends[0]);
        become(child, pipe_ends[1]);
    }
    close(pipe_ends[1]);
    long long deadline = milliseconds() + child->seconds * 1000LL;
    const char *exceeded = listen_to(child, process, pipe_ends[0], deadline);
    close(pipe_ends[0]);
    if (!exceeded && !ends(process, deadline))
        exceeded = "time";
    if (exceeded)
        kill(process, SIGKILL); /* and with it its threads, which run the vCPUs */
    int how = judge(child, exceeded, wait_for(process), why);
    if (how == STARVED)
        bail_out(EXIT_INTERNAL, "%s", why);
    return (enum child_end)how;
}
