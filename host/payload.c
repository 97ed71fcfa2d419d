/* SPDX-License-Identifier: MIT */
#include "host/payload.h"
#include "host/lz4.h"
#include "host/output.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

extern const unsigned char payload_image_packed[], payload_image_packed_end[];
extern const unsigned char payload_catalogue_packed[], payload_catalogue_packed_end[];
extern const uint64_t payload_image_size, payload_catalogue_size;

enum {
    IMAGE_LIMIT = 64 << 20, /* a file larger than this is no payload */
};

static struct payload loaded;

static void unpack(const unsigned char *packed, const unsigned char *end, void *into,
                   uint64_t size) {
    if (!lz4_unpack(packed, (size_t)(end - packed), into, size))
        die(EXIT_INTERNAL, "this program is damaged: what it carries cannot be unpacked");
}

/* Makes room for an image in a file without a name; returns where it is to be filled. */
static void *make_room(size_t size) {
    size_t all = payload_begins + size;
    int file = memfd_create("payload", MFD_CLOEXEC);
    char *room = file < 0 || ftruncate(file, (off_t)all) != 0
                     ? MAP_FAILED
                     : mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (room == MAP_FAILED)
        die(EXIT_INTERNAL, "no room for the payload: %s", errno_reason(errno));
    loaded = (struct payload){room + payload_begins, size, file};
    return room + payload_begins;
}

struct payload payload(void) {
    if (!loaded.image)
        unpack(payload_image_packed, payload_image_packed_end, make_room(payload_image_size),
               payload_image_size);
    return loaded;
}

/* What is behind the end of a file reads as zeroes, but not what is behind a part of it. */
void payload_place(const struct payload *payload, size_t offset, size_t size, void *memory) {
    if (offset + size != payload->size ||
        mmap(memory, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, payload->file,
             (off_t)(payload_begins + offset)) == MAP_FAILED)
        memcpy(memory, (const char *)payload->image + offset, size);
}

void payload_load(const char *path) {
    if (!path)
        return;
    FILE *file = fopen(path, "rb");
    struct stat status;
    if (!file || fstat(fileno(file), &status) != 0)
        die(EXIT_USAGE, "--payload %s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode) || status.st_size == 0 || status.st_size > IMAGE_LIMIT)
        die(EXIT_USAGE, "--payload %s: not a file of 1 byte to 64 MiB", path);
    size_t size = (size_t)status.st_size;
    if (fread(make_room(size), 1, size, file) != size)
        die(EXIT_INTERNAL, "--payload %s: could not be read whole", path);
    fclose(file);
}

/* The catalogue is text, "name<TAB>sentence<NEWLINE>" for each check; cut up, it is what we hand
 * out. */
const struct catalogue *payload_catalogue(void) {
    static struct catalogue catalogue;
    if (catalogue.checks)
        return &catalogue;
    char *line, *rest = calloc(1, payload_catalogue_size + 1);
    if (!rest)
        die(EXIT_INTERNAL, "no memory for the catalogue");
    unpack(payload_catalogue_packed, payload_catalogue_packed_end, rest, payload_catalogue_size);
    while ((line = strsep(&rest, "\n")) && *line && catalogue.checks < MAX_CHECKS) {
        catalogue.check[catalogue.checks].name = strsep(&line, "\t");
        catalogue.check[catalogue.checks++].sentence = line ? line : "";
    }
    return &catalogue;
}

int payload_check(const char *name) {
    const struct catalogue *catalogue = payload_catalogue();
    for (unsigned i = 0; i < catalogue->checks; i++)
        if (strcmp(catalogue->check[i].name, name) == 0)
            return (int)i;
    return -1;
}
