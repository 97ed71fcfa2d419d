/* SPDX-License-Identifier: MIT */
#include "host/init.h"

#include "host/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static bool init;

bool init_is_us(void) {
    return init;
}

/* A container's first process has /proc, and there a namespace other than the machine's own
 * (PROC_PID_INIT_INO, include/linux/proc_ns.h): that machine is not ours to power off. */
static bool first_process(void) {
    char space[40] = "";
    if (getpid() != 1)
        return false;
    return readlink("/proc/self/ns/pid", space, sizeof space - 1) < 0 ||
           strcmp(space, "pid:[4026531836]") == 0;
}

static void mount_all(void) {
    static const struct {
        const char *type, *where;
    } mounts[] = {{"devtmpfs", "/dev"}, {"proc", "/proc"}, {"sysfs", "/sys"}};
    for (unsigned i = 0; i < sizeof mounts / sizeof *mounts; i++) {
        mkdir(mounts[i].where, 0755);
        mount(mounts[i].type, mounts[i].where, mounts[i].type, 0, NULL); /* or it is there */
    }
}

/* Where KVM is modules, the emulated host's initramfs has them; each needs the one before it. */
static void load_modules(void) {
    static const char *const modules[] = {"/kvm.ko", "/kvm-hv.ko"};
    for (unsigned i = 0; i < sizeof modules / sizeof *modules; i++) {
        int module = open(modules[i], O_RDONLY | O_CLOEXEC);
        if (module < 0)
            continue;
        syscall(SYS_finit_module, module, "", 0); /* if that fails, /dev/kvm is missed later */
        close(module);
    }
}

static void attach_console(void) {
    int console = open("/dev/console", O_RDWR);
    for (int fd = STDIN_FILENO; console >= 0 && fd <= STDERR_FILENO; fd++)
        dup2(console, fd);
    if (console > STDERR_FILENO)
        close(console);
}

/* Orphans become ours: reaps everything until `child` ends; returns its exit status. */
static int reap(pid_t child) {
    int status;
    pid_t ended;
    while ((ended = wait(&status)) != child)
        if (ended < 0 && errno != EINTR)
            return EXIT_INTERNAL;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_INTERNAL;
}

void init_become(void) {
    if (!first_process())
        return;
    init = true;
    mount_all();
    attach_console();
    load_modules();
    pid_t child = fork();
    if (child == 0)
        return;
    printf("# vouch exit=%d\n", child < 0 ? EXIT_INTERNAL : reap(child));
    fflush(stdout);
    tcdrain(STDOUT_FILENO); /* power goes before a slow console has printed it all */
    sync();
    reboot(RB_POWER_OFF);
    _exit(EXIT_INTERNAL); /* the kernel panics now, and says so */
}
