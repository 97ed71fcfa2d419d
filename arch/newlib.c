/* SPDX-License-Identifier: MIT */
/* What newlib asks of the system below it. There is none: no files, no processes, and no heap, on
 * which its printf insists for what we never print. */
#include <errno.h>
#include <reent.h>
#include <stddef.h>

void *_malloc_r(struct _reent *reent, size_t size) {
    (void)size;
    reent->_errno = ENOMEM;
    return NULL;
}

void *_realloc_r(struct _reent *reent, void *memory, size_t size) {
    (void)memory;
    return _malloc_r(reent, size);
}

void _free_r(struct _reent *reent, void *memory) {
    (void)reent;
    (void)memory;
}
