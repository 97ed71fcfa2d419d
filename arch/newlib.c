/* SPDX-License-Identifier: MIT */
/* What newlib asks of the system below it. There is none: no files, no heap, no processes. */
#include <errno.h>
#include <sys/types.h>

void *_sbrk(ptrdiff_t increment) {
    (void)increment;
    errno = ENOMEM;
    return (void *)-1;
}
