/* SPDX-License-Identifier: MIT */
/* What a confined process may do, and what ends it: each in a process of its own. */
#include "host/confine.c"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

int child_must(int result, const char *format, ...) {
    (void)format;
    if (result < 0)
        _exit(99);
    return result;
}

/* How a process ends that is confined and does this: its signal, or 1000 + its exit status. */
static int ends(void (*act)(void)) {
    int status;
    pid_t process = fork();
    if (process == 0) {
        confine();
        act();
        syscall(SYS_exit_group, 7);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 1000 + WEXITSTATUS(status);
}
#define MAY_DO           1007
#define expect(act, how) assert_int_equal(ends(act), how)

static void do_nothing(void) {}
static void read_a_file(void) {
    char byte;
    int file = open("/proc/thread-self/schedstat", O_RDONLY);
    if (file < 0 || read(file, &byte, 1) != 1)
        _exit(1);
    close(file);
}
static void sleep_a_little(void) {
    nanosleep(&(const struct timespec){.tv_nsec = 1000}, NULL);
}
static void map_memory(void) {
    if (mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
        _exit(1);
}
static void make_a_file(void) {
    open("/tmp/vouch-confine-test", O_WRONLY | O_CREAT, 0600);
}
static void cut_a_file(void) {
    open("/dev/null", O_WRONLY | O_TRUNC);
}
static void run_a_program(void) {
    execl("/bin/true", "true", NULL);
}
static void fork_a_process(void) {
    syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}
static void connect_somewhere(void) {
    socket(AF_INET, SOCK_STREAM, 0);
}
static void remove_a_file(void) {
    unlink("/tmp/vouch-confine-test");
}
static void signal_another(void) {
    kill(getppid(), 0);
}
static void gain_privilege(void) {
    syscall(SYS_setuid, 0);
}

static void what_vcpus_take_is_allowed(void **state) {
    (void)state;
    expect(do_nothing, MAY_DO);
    expect(read_a_file, MAY_DO);
    expect(sleep_a_little, MAY_DO);
    expect(map_memory, MAY_DO);
}

static void all_else_ends_the_process(void **state) {
    (void)state;
    expect(make_a_file, SIGSYS);
    expect(cut_a_file, SIGSYS);
    expect(run_a_program, SIGSYS);
    expect(fork_a_process, SIGSYS);
    expect(connect_somewhere, SIGSYS);
    expect(remove_a_file, SIGSYS);
    expect(signal_another, SIGSYS);
    expect(gain_privilege, SIGSYS);
    struct stat none;
    assert_int_not_equal(stat("/tmp/vouch-confine-test", &none), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_vcpus_take_is_allowed),
        cmocka_unit_test(all_else_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
