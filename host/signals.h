/* SPDX-License-Identifier: MIT */
/*
 * Signals that ask this program to end: SIGHUP, SIGINT, SIGTERM. From signals_hold() on they are
 * taken where it waits for another process, and nowhere else, so that results are whole lines and
 * nothing is left behind. A reader that has gone, or a file that may grow no further, is then the
 * error of a write instead of a signal.
 */
#ifndef HOST_SIGNALS_H
#define HOST_SIGNALS_H

#include <poll.h>

void signals_hold(void);

/* In another process: as signals were before signals_hold(), but for the errors of writes. */
void signals_release(void);

/* As poll(2), and the one place where these signals arrive: then it is EINTR. */
int signals_poll(struct pollfd *what, int milliseconds);

/* The name of one that has arrived, or NULL; its number in *number. */
const char *signals_arrived(int *number);

#endif
