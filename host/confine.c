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
#define ALLOW     BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILL      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define MAY(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), ALLOW

/* A call that may be made if its argument `n` has none of these bits, or one of them. */
#define MAY_WITHOUT(name, n, bits)                                                                 \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), ARGUMENT(n),                            \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), KILL, ALLOW
#define MAY_WITH(name, n, bits)                                                                    \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), ARGUMENT(n),                            \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), KILL, ALLOW

static const struct sock_filter rules[] = {
    FIELD_AT(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0),
    KILL,
    FIELD_AT(nr),

    /* running vCPUs, and hearing of it */
    MAY(ioctl),
    MAY(write),
    MAY(writev),
    MAY(read),
    MAY(readv),
    MAY(close),
    MAY(fcntl),
    MAY(exit),
    MAY(exit_group),
    MAY(rt_sigreturn),
    MAY(restart_syscall),

    /* memory, and threads of this process */
    MAY(mmap),
    MAY(munmap),
    MAY(mprotect),
    MAY(mremap),
    MAY(madvise),
    MAY(brk),
    MAY(futex),
    MAY(membarrier),
    MAY(rt_sigaction),
    MAY(rt_sigprocmask),
    MAY(set_tid_address),
    MAY(set_robust_list),
    MAY(gettid),
    MAY(getpid),
    MAY(tkill),
    MAY_WITH(clone, 0, 0x00010000 /* CLONE_THREAD */),

    /* time, and competing for a CPU */
    MAY(clock_gettime),
    MAY(nanosleep),
    MAY(clock_nanosleep),
    MAY(sched_yield),
    MAY(sched_getaffinity),
    MAY(sched_setaffinity),
    MAY(getcpu),

    /* /proc/thread-self/schedstat; /dev/kvm again, for a VM to migrate to */
    MAY_WITHOUT(openat, 2, MAKES_FILES),
#ifdef SYS_open
    MAY_WITHOUT(open, 1, MAKES_FILES),
#endif
    KILL,
};

/* "EFAULT: args was not a valid address": where there are no filters, it is EINVAL (seccomp(2)). */
static bool filters_offered(void) {
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) && errno == EFAULT;
}

void confine(void) {
    const struct sock_fprog program = {sizeof rules / sizeof *rules, (struct sock_filter *)rules};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        (filters_offered() && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)))
        child_must(-errno, "seccomp");
}
