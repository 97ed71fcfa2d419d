/* SPDX-License-Identifier: MIT */
/* The PPIs of a GICv5. */
#include "host/arm64/lies.h"

#define GICV5 "pmu=0 gicv5.ppis=0x48000008"
#define GICV5_LIE(check)                                                                           \
    TELL("gicv5-" check, "guest.checks=boot,gicv5." check " " GICV5, "gicv5." check,               \
         "SW_PPI is there, and not told of", "gicv5.ppis=0x48000000")

const struct scenario lies_gicv5[] = {
    TELL("older-gic", "guest.checks=boot,gicv5.present", "gicv5.present", "it is no GICv5",
         "gicv5.ppis=0x48000008"),
    TELL("gicv5-ppis", "guest.checks=boot,gicv5.ppis " GICV5, "gicv5.ppis",
         "the virtual timer's is not told of", "gicv5.ppis=0x40000008"),
    GICV5_LIE("sw-ppi"),
    GICV5_LIE("clear-pend"),
    GICV5_LIE("masked"),
    GICV5_LIE("priority"),
    GICV5_LIE("active"),
    GICV5_LIE("handling"),
    TELL("gicv5-user-ppis", "guest.checks=boot,gicv5.user-ppis gicv5.user-ppis=0x8 " GICV5,
         "gicv5.user-ppis", "SW_PPI may be driven, and is not told of", "gicv5.user-ppis=0"),
    TELL("gicv5-cpus", "guest.checks=boot,gicv5.cpus boot.cpus=2 " GICV5, "gicv5.cpus",
         "SW_PPI is there, and not told of", "gicv5.ppis=0x48000000"),
    {0},
};
