/* SPDX-License-Identifier: MIT */
/*
 * A check verifies one property of the machine the guest was given, and yields one TAP result named
 * area.attribute.property:
 *
 *     CHECK(cpus, "boot.cpus", "booting.rst: CPUs with enable-method psci are started by CPU_ON")
 *     {
 *         need_claim(CLAIM_BOOT_CPUS);
 *         expect_equal("cpus", claim_value(&claims, CLAIM_BOOT_CPUS), started);
 *     }
 *
 * CHECK() registers it through a linker section, in the order of the files and of the checks in
 * them. need_...() and expect_...() do not return when they are not met: the runner takes over.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

struct check {
    void (*run)(void);
    const char *name;
    const char *sentence; /* what is verified, and the document that promises it */
};

/* The same name and sentence once more, as text in a section of its own, so that the build can hand
 * the catalogue to the host program. */
#define CHECK(function, check_name, documented)                                                    \
    static void function(void);                                                                    \
    __attribute__((used, section(".catalogue"),                                                    \
                   aligned(1))) static const char function##_catalogue[] =                         \
        check_name "\t" documented "\n";                                                           \
    __attribute__((used, section("checks"))) static const struct check function##_check = {        \
        function, check_name, documented};                                                         \
    static void function(void)

#endif
