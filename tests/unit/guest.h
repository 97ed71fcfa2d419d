/* SPDX-License-Identifier: MIT */
/* A catalogue, and a guest that prints what it is told to: what an experiment needs instead of KVM
 * and a payload. Included once. */
#ifndef TESTS_UNIT_GUEST_H
#define TESTS_UNIT_GUEST_H

#include "host/arch.h"

#include <stdio.h>
#include <string.h>

static struct catalogue catalogue = {
    .checks = 4, .check = {{"boot.el"}, {"boot.cpus"}, {"timer.virt"}, {"timer.phys"}}};

enum { TIMER_MS = 20 };
const struct budget arch_budgets[] = {{"timer.virt", TIMER_MS}, {"", 60000}};
const struct scenario arch_scenarios[] = {{0}};

const struct catalogue *payload_catalogue(void) {
    return &catalogue;
}

int payload_check(const char *name) {
    for (unsigned i = 0; i < catalogue.checks; i++)
        if (strcmp(catalogue.check[i].name, name) == 0)
            return (int)i;
    return -1;
}

struct payload payload(void) {
    return (struct payload){0};
}

void arch_complete(struct claims *claims) {
    claims_set(claims, CLAIM_BOOT_EL, CLAIM_DEVICE_TREE, 1, 0);
}

const char *arch_lacks(const struct claims *claims) {
    return claim_value(claims, CLAIM_BOOT_CPUS) > 8 ? "no more than 8 vCPUs" : NULL;
}

/* What it prints, and what it does then, if not power off. */
static struct guest {
    const char *says;
    void (*then)(const struct machine *machine);
} guest;

void arch_run(const struct machine *machine) {
    dprintf(machine->console, "%s", guest.says);
    if (guest.then)
        guest.then(machine);
}

#define HEAD "TAP version 13\n1..2\n"
#define TAIL "# END guest 0.1\n"

#endif
