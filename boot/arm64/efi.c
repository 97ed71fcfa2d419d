/* SPDX-License-Identifier: MIT */
#include "boot/arm64/efi.h"
#include "boot/machine.h"
#include "core/acpi.h"
#include "core/not_zeroed.h"
#include "mmu.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* UEFI Specification: chapter 4, the system table and the boot services; only what is used has a
 * name. */
struct guid {
    uint32_t word[4];
};

struct efi_table {
    struct guid vendor;
    uint64_t address;
};

struct efi_boot_services {
    uint64_t header[3], priorities[2];
    uint64_t (*allocate_pages)(unsigned type, unsigned memory, uint64_t pages, uint64_t *address);
    uint64_t (*free_pages)(uint64_t address, uint64_t pages);
    uint64_t (*get_memory_map)(uint64_t *size, void *map, uint64_t *key, uint64_t *descriptor_size,
                               uint32_t *version);
    uint64_t others[11];
    uint64_t (*handle_protocol)(void *handle, const struct guid *protocol, void *interface);
    uint64_t more[9];
    uint64_t (*exit_boot_services)(void *image, uint64_t key);
};

/* 12.4 */
struct efi_text_output {
    uint64_t reset;
    uint64_t (*output_string)(const struct efi_text_output *output, const uint16_t *text);
};

struct efi_system_table {
    uint64_t header[3], firmware[2], console_in[2], console_out_handle;
    const struct efi_text_output *console_out;
    uint64_t console_error[2], runtime;
    const struct efi_boot_services *boot;
    uint64_t tables;
    const struct efi_table *table;
};

/* 9.1.1 */
struct efi_loaded_image {
    uint64_t others[6];
    uint32_t options_size; /* in bytes */
    const uint16_t *options;
};

/* 7.2.3 */
struct efi_memory {
    uint32_t type;
    uint64_t base, virtual, pages, attributes;
};

enum { PAGE = 4096 };

static bool same(const struct guid *a, const struct guid *b) {
    return memcmp(a, b, sizeof *a) == 0;
}

static void find_tables(const struct efi_system_table *system, struct efi_handover *handover) {
    static const struct guid device_tree = {{0xb1b621d5, 0x41a5f19c, 0x15d90b83, 0xe0aa692c}};
    static const struct guid acpi_2 = {{0x8868e871, 0x11d3e4f1, 0x800022bc, 0x81883cc7}};
    for (uint64_t i = 0; i < system->tables; i++) {
        if (same(&system->table[i].vendor, &device_tree))
            handover->tree = system->table[i].address;
        if (same(&system->table[i].vendor, &acpi_2))
            handover->rsdp = system->table[i].address;
    }
}

/* What is not ASCII is no claim's. */
static void read_words(const struct efi_system_table *system, void *image,
                       struct efi_handover *handover) {
    static const struct guid loaded_image = {{0x5b1b31a1, 0x11d29562, 0xa0003f8e, 0x3b7269c9}};
    const struct efi_loaded_image *loaded = NULL;
    if (system->boot->handle_protocol(image, &loaded_image, &loaded) || !loaded)
        return;
    uint32_t length = loaded->options ? loaded->options_size / sizeof *loaded->options : 0;
    for (uint32_t i = 0; i < length && i < sizeof handover->words - 1; i++)
        handover->words[i] = loaded->options[i] < 0x7f ? (char)loaded->options[i] : '?';
}

extern const uint64_t _start[]; /* the Image header; its third word is image_size */
extern const uint64_t file_end[];

struct efi_handover *efi_main(void *image, const struct efi_system_table *system) {
    enum { ANY_PAGES = 0, LOADER_DATA = 2, ROOM = 64 << 10, TRIES = 2 };
    const struct efi_boot_services *boot = system->boot;
    uint64_t copy, size = _start[2], key;
    uint64_t pages = (size + ROOM + PAGE - 1) / PAGE;
    if (boot->allocate_pages(ANY_PAGES, LOADER_DATA, pages, &copy))
        return NULL;
    memcpy((void *)copy, _start, (size_t)((uint64_t)file_end - (uint64_t)_start));
    struct efi_handover *handover = (struct efi_handover *)(copy + size);
    *handover = (struct efi_handover){.copy = copy, .end = copy + pages * PAGE};
    find_tables(system, handover);
    read_words(system, image, handover);
    /* What the firmware has on its last line is not to be on our first. */
    if (system->console_out)
        system->console_out->output_string(system->console_out, u"\r\n");
    bool described = handover->tree || handover->rsdp;
    /* 7.4.6: the map may have changed when services first end, and then not again. */
    for (unsigned i = 0; i < TRIES && described; i++) {
        uint32_t version;
        handover->map_size = ROOM - sizeof *handover;
        if (boot->get_memory_map(&handover->map_size, handover->map, &key,
                                 &handover->descriptor_size, &version) == 0 &&
            boot->exit_boot_services(image, key) == 0)
            return handover;
    }
    boot->free_pages(copy, pages);
    return NULL;
}

enum { RAMS = 64 };
static struct acpi_range rams[RAMS] NOT_ZEROED;

/* The memory that is cached like RAM, neighbours put together. */
static unsigned find_ram(const struct efi_handover *handover) {
    enum { RESERVED = 0, UNUSABLE = 8, MMIO = 11, PERSISTENT = 14, WRITE_BACK = 8 };
    unsigned count = 0;
    if (handover->descriptor_size < sizeof(struct efi_memory))
        return 0;
    for (uint64_t at = 0; at + handover->descriptor_size <= handover->map_size;
         at += handover->descriptor_size) {
        const struct efi_memory *memory = (const void *)(handover->map + at);
        bool ram = memory->type != RESERVED && memory->type != UNUSABLE && memory->type < MMIO &&
                   memory->attributes & WRITE_BACK;
        if (ram && count && rams[count - 1].base + rams[count - 1].size == memory->base)
            rams[count - 1].size += memory->pages * PAGE;
        else if (ram && count < RAMS)
            rams[count++] = (struct acpi_range){memory->base, memory->pages * PAGE};
    }
    return count;
}

static const void *map_memory(uint64_t address, uint64_t size) {
    return mmu_map_memory(address, size) ? (const void *)address : NULL;
}

const void *efi_tree(const struct efi_handover *handover) {
    enum { TREE_SIZE = 64 << 10, DEVICE_TREE = 2 << 20 /* booting.rst section 2 */ };
    static _Alignas(8) uint8_t tree[TREE_SIZE] NOT_ZEROED;
    if (handover->words[0])
        boot_words = handover->words;
    if (handover->tree)
        return map_memory(handover->tree, DEVICE_TREE);
    struct acpi_machine machine = {handover->rsdp, map_memory, rams, find_ram(handover)};
    return acpi_tree(&machine, tree, sizeof tree) ? tree : NULL;
}
