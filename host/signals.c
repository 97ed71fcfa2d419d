/* SPDX-License-Identifier: MIT */
#include "host/signals.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

static const struct {
    int number;
    const char *name;
} ending[] = {{SIGHUP, "SIGHUP"}, {SIGINT, "SIGINT"}, {SIGTERM, "SIGTERM"}};
#define ENDING (sizeof ending / sizeof *ending)

static struct sigaction before[ENDING];
static sigset_t held;
static volatile sig_atomic_t arrived;

static void on_signal(int number) {
    arrived = number;
}

void signals_hold(void) {
    const struct sigaction taken = {.sa_handler = on_signal};
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigemptyset(&held);
    for (unsigned i = 0; i < ENDING; i++) {
        sigaction(ending[i].number, NULL, &before[i]);
        if (before[i].sa_handler == SIG_IGN)
            continue; /* nohup(1), or a shell's background */
        sigaction(ending[i].number, &taken, NULL);
        sigaddset(&held, ending[i].number);
    }
    sigprocmask(SIG_BLOCK, &held, NULL);
}

void signals_release(void) {
    for (unsigned i = 0; i < ENDING; i++)
        if (sigismember(&held, ending[i].number) > 0)
            sigaction(ending[i].number, &before[i], NULL);
    sigprocmask(SIG_UNBLOCK, &held, NULL);
}

int signals_poll(struct pollfd *what, int milliseconds) {
    const struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    for (unsigned i = 0; i < ENDING; i++)
        if (sigismember(&held, ending[i].number) > 0)
            sigdelset(&mask, ending[i].number);
    return ppoll(what, 1, &limit, &mask);
}

const char *signals_arrived(int *number) {
    for (unsigned i = 0; i < ENDING; i++)
        if (ending[i].number == arrived) {
            *number = arrived;
            return ending[i].name;
        }
    return NULL;
}
