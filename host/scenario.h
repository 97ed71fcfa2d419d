/* SPDX-License-Identifier: MIT */
/*
 * A scenario is a set of claims that the host applies and the guest verifies. A lie is a scenario
 * whose guest is told something else, or is treated otherwise than told: the checks it is about
 * must fail, and no other. Both are rows of tables.
 */
#ifndef HOST_SCENARIO_H
#define HOST_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

/* What a lying host does at the moment the check it is to break starts to listen for interrupts
 * (DOORBELL_LISTEN), with the vCPU that listens stopped. */
enum mischief_kind {
    MISCHIEF_NONE,
    MISCHIEF_RAISE,     /* raises interrupt `id`: a PPI of that vCPU, an SPI, or a source of XIVE */
    MISCHIEF_REGISTER,  /* writes `value` into its register `id` (KVM_SET_ONE_REG) */
    MISCHIEF_DELAY,     /* keeps it from running for `value` microseconds */
    MISCHIEF_MEMORY,    /* writes the 8 bytes of `value` to guest-physical address `id` */
    MISCHIEF_WAITED,    /* says from then on that its thread waited `value` times as long as it has
                           (DOORBELL_RUN_DELAY) */
    MISCHIEF_NO_STEAL,  /* lets nothing compete with its thread from then on (DOORBELL_STEAL) */
    MISCHIEF_NEXT_LINE, /* raises the interrupt after the one it asks for (DOORBELL_LEVEL) */
    MISCHIEF_IDLE_CALL, /* from then on, hypercall `id` succeeds, and does nothing; */
    MISCHIEF_FAIL_CALL, /* or it does what it should, and says that it failed */
    MISCHIEF_PQ,        /* sets the PQ of source `id` of XIVE to `value` */
    MISCHIEF_UNMASK,    /* takes interrupts, although it masks them */
    MISCHIEF_ENTER,     /* enters KVM_RUN and leaves it at once: before other vCPUs, AT_START */
    MISCHIEF_TREE,      /* the device tree's last tag is none, AT_START */
    MISCHIEF_MIGRATE,   /* moves the guest to another VM, and forgets `value`: it must not notice */
};

enum {
    MISCHIEFS = 2,
    EVERY_CPU = -1,
    EVERY_TIME = -1,
    AT_START = -2, /* before the guest's first instruction */
};

struct mischief {
    uint64_t id, value;
    uint8_t kind; /* an enum mischief_kind; */
    int8_t cpu;   /* which vCPU must be listening, or EVERY_CPU, */
    int8_t times; /* after how many earlier times of this check, or EVERY_TIME, or AT_START */
};

/* Checks that fail on released kernels, and so pass with a remark unless --strict is given. */
struct divergence {
    const char *kernels; /* on which they fail */
    const char *checks;  /* as in guest.checks, and "end" */
    const char *why;
};

struct scenario {
    const char *name;     /* [a-z0-9-]+; tables end with a NULL name */
    const char *applied;  /* claims, on top of the defaults; guest.checks says what to run */
    const char *sentence; /* what it is for */

    const struct divergence *known; /* or NULL */
    uint8_t seconds; /* the run may take, if less than --timeout says; 0: as that says */

    /* The row stands for as many scenarios as there are ordered pairs of different numbers from
     * `first` to `last`; "%u" in name and claims are the two. */
    struct {
        uint8_t first, last;
    } pairs;

    /* Of a lie: */
    const char *told;   /* claims that the guest is told instead */
    const char *broken; /* the checks that must fail, as a,b; one if there is mischief, */
    const struct mischief *mischief; /* MISCHIEFS of it, one after the other; in a scenario that is
                                        no lie, while any check listens */
};

#define MISCHIEF(...)                                                                              \
    (const struct mischief[MISCHIEFS]) {                                                           \
        __VA_ARGS__                                                                                \
    }

/* A row of lies: what is applied, the check that must fail, and how the guest is lied to. */
#define TELL(name_, applied_, broken_, sentence_, told_)                                           \
    { .name = name_, .applied = applied_, .sentence = sentence_, .told = told_, .broken = broken_ }
#define DO(name_, applied_, broken_, sentence_, ...)                                               \
    {                                                                                              \
        .name = name_, .applied = applied_, .sentence = sentence_, .broken = broken_,              \
        .mischief = MISCHIEF(__VA_ARGS__)                                                          \
    }

/* The scenarios by number, as they run; NULL after the last. Each stays where it is. */
const struct scenario *scenario_at(unsigned index);

/* The same of the lies. */
const struct scenario *lie_at(unsigned index);

/* What a check may take, in milliseconds, by arch_budgets. */
unsigned scenario_budget(const char *check);

/* Is `check` one of those that the lie must make fail? */
bool scenario_breaks(const struct scenario *lie, const char *check);

#endif
