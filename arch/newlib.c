/* SPDX-License-Identifier: MIT */
/* What newlib asks of the system below it. There is none: no files, no heap, no processes. */
#include <errno.h>
#include <sys/types.h>

void *_sbrk(ptrdiff_t increment) {
    (void)increment;
    errno = ENOMEM;
    return (void *)-1;
}

/* newlib's configuration for powerpc calls it by this name. */
void *sbrk(ptrdiff_t increment) __attribute__((alias("_sbrk")));
