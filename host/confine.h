/* SPDX-License-Identifier: MIT */
#ifndef HOST_CONFINE_H
#define HOST_CONFINE_H

/* From here on the calling process, which is about to run what nobody trusts, may do what running
 * vCPUs takes and nothing else: no other program, no new privilege, no network, no file that it
 * would make or change. Any other system call ends the process with SIGSYS. Ends the child where
 * that fails; a kernel without filters for system calls does all but them. */
void confine(void);

#endif
