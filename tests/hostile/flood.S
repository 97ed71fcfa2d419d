/* SPDX-License-Identifier: MIT */
/* Notes, each as a note should be, without end. */
    .include "doorbell.inc"
main:
    print "TAP version 13\n1..4\n"
again:
    print "# boot.claims: a note that is as it should be, once more\n"
    b again
