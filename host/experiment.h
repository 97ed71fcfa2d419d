/* SPDX-License-Identifier: MIT */
/*
 * One scenario, run: from its claims to what the guest reported about each check.
 */
#ifndef HOST_EXPERIMENT_H
#define HOST_EXPERIMENT_H

#include "core/claims.h"
#include "core/tap.h"
#include "host/options.h"
#include "host/payload.h"
#include "host/scenario.h"

#include <stdbool.h>

/* Judges the run as a whole, after its checks: the guest kept to its plan, said END, powered off.
 */
#define END_CHECK "end"

struct experiment {
    const struct scenario *scenario;
    struct claims applied, told;
    char lacking[256]; /* what this host lacks for it, or "" */
    unsigned checks;   /* to report; the last is END_CHECK */
    const char *name[MAX_CHECKS + 1];

    /* Filled by the run. */
    enum verdict verdict[MAX_CHECKS + 1];
};

/* Who is told while the experiment runs, check by check: its notes first, then its result. */
struct observer {
    void (*note)(const struct experiment *experiment, const char *check, const char *text);
    void (*result)(const struct experiment *experiment, const char *check, enum verdict verdict,
                   const char *remark);
};

/* Settles what is applied, what is told, and which checks will report. Claims that cannot be read
 * count in applied.errors and told.errors. */
void experiment_plan(struct experiment *experiment, const struct scenario *scenario);

/* Runs what was planned, unless the host lacks something. Every planned check gets its result,
 * whatever the guest does. */
void experiment_run(struct experiment *experiment, const struct options *options,
                    const struct observer *observer);

#endif
