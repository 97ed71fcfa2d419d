/* SPDX-License-Identifier: MIT */
/* A virtio console over MMIO (Virtual I/O Device 1.2, 4.2 and 5.3), of which this uses the queue to
 * transmit on port 0: a line a buffer, the next one once the device has used it. */
#include "clock.h"
#include "drivers/console.h"
#include "drivers/mmio.h"

#include <string.h>

enum {
    MAGIC_VALUE = 0x000,
    VERSION = 0x004,
    DEVICE_ID = 0x008,
    DRIVER_FEATURES = 0x020,
    DRIVER_FEATURES_SEL = 0x024,
    QUEUE_SEL = 0x030,
    QUEUE_NUM = 0x038,
    QUEUE_READY = 0x044,
    QUEUE_NOTIFY = 0x050,
    STATUS = 0x070,
    QUEUE_DESC = 0x080, /* low, and 4 bytes on high; so the next two */
    QUEUE_DRIVER = 0x090,
    QUEUE_DEVICE = 0x0a0,

    MAGIC = 0x74726976, /* "virt" */
    MODERN = 2,
    CONSOLE = 3,
    TRANSMIT = 1,         /* transmitq of port 0 */
    F_VERSION_1_HIGH = 1, /* feature bit 32 */
    F_NO_INTERRUPT = 1,
    ACKNOWLEDGE = 1,
    DRIVER = 2,
    DRIVER_OK = 4,
    FEATURES_OK = 8,

    TEXT = 1024,
    PATIENCE_US = 1000000, /* for the device to use a line */
};

/* A queue of one descriptor. */
static struct {
    struct {
        uint64_t address;
        uint32_t length;
        uint16_t flags, next;
    } descriptor;
    struct {
        uint16_t flags, index, ring[1], event;
    } driver;
    struct {
        _Alignas(4) uint16_t flags;
        volatile uint16_t index;
        uint32_t ring[2];
    } device;
    char text[TEXT];
} queue;

static void set(const struct place *place, unsigned offset, uint32_t value) {
    mmio_write32(place->base + offset, value);
}

static void set_address(const struct place *place, unsigned offset, const void *address) {
    set(place, offset, (uint32_t)(uintptr_t)address);
    set(place, offset + 4, (uint32_t)((uintptr_t)address >> 32));
}

static bool begin(const struct place *place) {
    if (mmio_read32(place->base + MAGIC_VALUE) != MAGIC ||
        mmio_read32(place->base + VERSION) != MODERN ||
        mmio_read32(place->base + DEVICE_ID) != CONSOLE)
        return false;
    queue.driver.flags = F_NO_INTERRUPT; /* the checks listen to every one */
    set(place, STATUS, 0);
    set(place, STATUS, ACKNOWLEDGE | DRIVER);
    set(place, DRIVER_FEATURES_SEL, 0);
    set(place, DRIVER_FEATURES, 0);
    set(place, DRIVER_FEATURES_SEL, 1);
    set(place, DRIVER_FEATURES, F_VERSION_1_HIGH);
    set(place, STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK);
    set(place, QUEUE_SEL, TRANSMIT);
    set(place, QUEUE_NUM, 1);
    set_address(place, QUEUE_DESC, &queue.descriptor);
    set_address(place, QUEUE_DRIVER, &queue.driver);
    set_address(place, QUEUE_DEVICE, &queue.device);
    set(place, QUEUE_READY, 1);
    set(place, STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
    return true;
}

static void write(const struct place *place, const char *text, size_t length) {
    static bool lost;
    if (lost) /* a line that the device still has may not be written to */
        return;
    queue.descriptor.address = (uintptr_t)queue.text;
    queue.descriptor.length = (uint32_t)(length < TEXT ? length : TEXT);
    memcpy(queue.text, text, queue.descriptor.length);
    dsb();
    queue.driver.index++; /* of entry 0, which is descriptor 0 */
    dsb();
    set(place, QUEUE_NOTIFY, TRANSMIT);
    lost = !wait_for(queue.device.index == queue.driver.index, PATIENCE_US);
}

const struct console virtio_console = {.compatible = "virtio,mmio", .begin = begin, .write = write};
