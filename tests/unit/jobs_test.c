/* SPDX-License-Identifier: MIT */
/* Jobs side by side print what they print one after the other; who is to be alone is. */
#include "host/jobs.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { JOBS = 12, PARALLEL = 3, TICK_US = 20000 };

static char output[8192];

static void collect(const char *line, size_t length) {
    strncat(output, line, length);
}

struct tap tap = {.write = collect};

static int worker_output = -1;

static void write_to_file(const char *line, size_t length) {
    assert_int_equal(write(worker_output, line, length), (ssize_t)length);
}

void output_into(int file) {
    worker_output = file;
    tap.write = write_to_file;
}

void output_from(int file, size_t length) {
    size_t used = strlen(output);
    assert_int_equal(pread(file, output + used, length, 0), (ssize_t)length);
    output[used + length] = '\0';
}

void output_progress(unsigned number, unsigned of, const char *name) {
    (void)number, (void)of, (void)name;
}

void die(int status, const char *format, ...) {
    (void)format;
    _exit(status);
}

/* Shared by all workers. */
static struct { atomic_uint running, most, beside_alone; } * shared;

static void run(const void *what, const struct options *options) {
    const struct job *job = what;
    (void)options;
    unsigned running = atomic_fetch_add(&shared->running, 1) + 1;
    if (running > shared->most)
        shared->most = running;
    usleep((unsigned)(job->name[0] % 3 + 1) * TICK_US); /* not in the order they began */
    if (job->alone && (running != 1 || shared->running != 1))
        shared->beside_alone++;
    tap_note(&tap, "", "this is %s", job->name);
    for (unsigned i = 0; i < job->results; i++)
        tap_result(&tap, i ? SKIP : PASS, job->name, "");
    atomic_fetch_sub(&shared->running, 1);
}

static void run_all(unsigned parallel, char into[sizeof output]) {
    static const char *const names[JOBS] = {"a", "b", "c", "d", "e", "f",
                                            "g", "h", "i", "j", "k", "l"};
    struct job job[JOBS] = {0};
    for (unsigned i = 0; i < JOBS; i++)
        job[i] = (struct job){names[i], run, &job[i], i % 3, i % 5 == 3};
    *output = '\0';
    memset(tap.count, 0, sizeof tap.count);
    memset(slowest, 0, sizeof slowest);
    memset(shared, 0, sizeof *shared);
    jobs_run(job, JOBS, &(const struct options){.parallel = parallel});
    char *times = strstr(output, "# the ten slowest");
    assert_non_null(times);
    *times = '\0';
    strcpy(into, output);
}

static void side_by_side_is_one_after_the_other(void **state) {
    static char serial[sizeof output], parallel[sizeof output];
    (void)state;
    run_all(1, serial);
    assert_int_equal(shared->most, 1);
    unsigned passed = tap.count[PASS], skipped = tap.count[SKIP];
    run_all(PARALLEL, parallel);
    assert_string_equal(serial, parallel);
    assert_non_null(strstr(parallel, "ok 12 - l"));
    assert_int_equal(tap.count[PASS], passed);
    assert_int_equal(tap.count[SKIP], skipped);
}

static void as_many_as_there_may_be_and_alone_who_must(void **state) {
    static char parallel[sizeof output];
    (void)state;
    run_all(PARALLEL, parallel);
    assert_int_equal(shared->most, PARALLEL);
    assert_int_equal(shared->beside_alone, 0);
}

static void the_slowest_come_first(void **state) {
    static char text[sizeof output];
    (void)state;
    run_all(1, text);
    for (unsigned i = 1; i < SLOWEST; i++)
        assert_true(slowest[i].seconds <= slowest[i - 1].seconds);
    assert_true(slowest[0].seconds >= 3 * TICK_US / 1e6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(side_by_side_is_one_after_the_other),
        cmocka_unit_test(as_many_as_there_may_be_and_alone_who_must),
        cmocka_unit_test(the_slowest_come_first),
    };
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 1;
    return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
