/* SPDX-License-Identifier: MIT */
/* The /init of an emulated KVM host that stands for a machine of its own: gives /dev/kvm the mode
 * of its first argument, runs /vouch with the rest as a user without rights, and says whether that
 * has left a file or a process behind. */
#include "host/init.h"
#include "host/output.h"

#include <dirent.h>
#include <ftw.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USER = 1000, OPEN_FILES = 16 };

static unsigned files, processes;
static bool telling;

static int see(const char *path, const struct stat *file, int type, struct FTW *at) {
    (void)type, (void)at;
    files++;
    if (telling && file->st_uid == USER)
        printf("# left behind: %s\n", path);
    return 0;
}

/* Counts the files of the root and of /dev, and the user's processes. */
static void look(void) {
    struct stat process;
    char path[300];
    files = processes = 0;
    DIR *all = opendir("/proc");
    if (nftw("/", see, OPEN_FILES, FTW_PHYS | FTW_MOUNT) ||
        nftw("/dev", see, OPEN_FILES, FTW_PHYS | FTW_MOUNT) || !all) {
        perror("looking for files and processes");
        exit(EXIT_INTERNAL);
    }
    for (struct dirent *one; (one = readdir(all));) {
        snprintf(path, sizeof path, "/proc/%s", one->d_name);
        if (*one->d_name >= '0' && *one->d_name <= '9' && stat(path, &process) == 0)
            processes += process.st_uid == USER;
    }
    closedir(all);
}

/* vouch, as the user; what it says on stderr, which is no terminal then, goes to `err`. */
static void become_vouch(char **argv, int err) {
    static const gid_t none;
    if (chdir("/tmp") || setgroups(0, &none) || setgid(USER) || setuid(USER) || dup2(err, 2) < 0)
        _exit(EXIT_INTERNAL);
    execv("/vouch", argv);
    _exit(EXIT_INTERNAL);
}

int main(int argc, char **argv) {
    init_become();
    int pipes[2], status = 0;
    char said[2000];
    mkdir("/tmp", 0);
    if (argc < 2 || chmod("/tmp", 01777) || chmod("/dev/kvm", (mode_t)strtoul(argv[1], NULL, 8)) ||
        pipe(pipes))
        return EXIT_USAGE;
    look();
    unsigned before = files;
    pid_t child = fork();
    if (child == 0)
        become_vouch(argv + 1, pipes[1]);
    close(pipes[1]);
    ssize_t length;
    while ((length = read(pipes[0], said, sizeof said)) > 0)
        fwrite(said, 1, (size_t)length, stdout);
    waitpid(child, &status, 0);
    telling = true;
    look();
    printf("# as a user: status=%d files before=%u after=%u processes=%u\n", WEXITSTATUS(status),
           before, files, processes);
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_INTERNAL;
}
