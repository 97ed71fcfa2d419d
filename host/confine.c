/* SPDX-License-Identifier: MIT */
#include "host/confine.h"

#include "host/child.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined __aarch64__
#define THIS_ARCH AUDIT_ARCH_AARCH64
#elif defined __powerpc64__
#define THIS_ARCH AUDIT_ARCH_PPC64LE
#else
#define THIS_ARCH AUDIT_ARCH_X86_64 /* for the tests on the build machine */
#endif

/* A file is opened to be read, or to be used as the device it is: not to be made or cut. */
#define MAKES_FILES (O_CREAT | O_TRUNC | O_APPEND)

/* struct seccomp_data, of which a filter reads 32 bits at a time: the low half of arguments. */
#define FIELD_AT(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ARGUMENT(n)                                                                                \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + (n) * sizeof(__u64))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILL  BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)

/* A call that may be made if its argument `n` has none of these bits, or one of them. */
#define MAY_WITHOUT(name, n, bits)                                                                 \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), ARGUMENT(n),                            \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), KILL, ALLOW
#define MAY_WITH(name, n, bits)                                                                    \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), ARGUMENT(n),                            \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), KILL, ALLOW

static const uint16_t may[] = {
    /* running vCPUs, and hearing of it */
    SYS_ioctl,
    SYS_write,
    SYS_writev,
    SYS_read,
    SYS_readv,
    SYS_close,
    SYS_fcntl,
    SYS_exit,
    SYS_exit_group,
    SYS_rt_sigreturn,
    SYS_restart_syscall,

    /* memory, and threads of this process */
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_futex,
    SYS_membarrier,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_set_tid_address,
    SYS_set_robust_list,
    SYS_gettid,
    SYS_getpid,
    SYS_tkill,

    /* time, and competing for a CPU */
    SYS_clock_gettime,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_sched_setaffinity,
    SYS_getcpu,
};

/* What is loaded first is not looked at. It is not the same for every call of a number, as the
 * number and the machine are: so that the kernel does not try each number there is in all of this,
 * beforehand, to remember those that may be called anyway. For a guest with few exits that is a
 * tenth of all it costs. */
static const struct sock_filter before[] = {
    FIELD_AT(instruction_pointer),
    FIELD_AT(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0),
    KILL,
    FIELD_AT(nr),
};

/* The last one is for all that may. */
static const struct sock_filter behind[] = {
    MAY_WITH(clone, 0, 0x00010000 /* CLONE_THREAD */),
    /* /proc/thread-self/schedstat; /dev/kvm again, for a VM to migrate to */
    MAY_WITHOUT(openat, 2, MAKES_FILES),
#ifdef SYS_open
    MAY_WITHOUT(open, 1, MAKES_FILES),
#endif
    KILL,
    ALLOW,
};

enum {
    BEFORE = sizeof before / sizeof *before,
    CALLS = sizeof may / sizeof *may,
    BEHIND = sizeof behind / sizeof *behind,
    ALL = BEFORE + CALLS + BEHIND,
};

/* As few instructions as can be, for the kernel compiles them for each guest: one for each call. */
static void assemble(struct sock_filter rules[ALL]) {
    memcpy(rules, before, sizeof before);
    for (unsigned i = 0; i < CALLS; i++)
        rules[BEFORE + i] = (struct sock_filter){.code = BPF_JMP | BPF_JEQ | BPF_K,
                                                 .jt = (uint8_t)(CALLS - i + BEHIND - 2),
                                                 .k = may[i]};
    memcpy(rules + BEFORE + CALLS, behind, sizeof behind);
}

/* "EFAULT: args was not a valid address": where there are no filters, it is EINVAL (seccomp(2)). */
static bool filters_offered(void) {
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) && errno == EFAULT;
}

void confine(void) {
    struct sock_filter rules[ALL];
    const struct sock_fprog program = {ALL, rules};
    assemble(rules);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        (filters_offered() && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)))
        child_must(-errno, "seccomp");
}
