/* SPDX-License-Identifier: MIT */
/* KVM_DEV_XIVE_GRP_CTRL and KVM_DEV_XIVE_GRP_SOURCE_SYNC, as a guest asks for them. */
#include "tests/check.h"
#include "tests/ppc64/xive.h"

#include <string.h>

CHECK(
    sync_source, "xive.sync.source",
    "xive.rst 5: synchronize the source to flush event notifications: all sent are in the queue") {
    enum { SENT = 32 };
    need_control();
    uint32_t source = some_source();
    struct xive_source pages = open_source(source);
    for (unsigned i = 0; i < SENT; i++) {
        xive_trigger(&pages);
        xive_eoi(&pages);
    }
    expect_equal("H_INT_SYNC", 0, (uint64_t)xive->sync(source), "");
    expect_equal("events", SENT, listen(0)->count, "in the queue, without waiting");
}

/* H_INT_RESET returns H_SUCCESS there and does nothing, up to 11.1.3 at least. */
static bool emulated_by_qemu(void) {
    const char *model = dt_string(device_tree, 0, "model");
    return model && strstr(model, "emulated by qemu") && dt_path(device_tree, "/hypervisor") < 0;
}

CHECK(reset, "xive.ctrl.reset",
      "xive.rst 1.1: resets the interrupt controller configuration for sources and event queues") {
    need_control();
    uint32_t source = some_source();
    expect_equal("H_INT_RESET", 0, (uint64_t)xive->reset(), "");
    struct xive_source pages = open_source(source);
    xive_trigger(&pages);
    unsigned arrived = listen(0)->count;
    xive_set_pq(&pages, PQ_OFF);
    expect_equal("set up again", 0, (uint64_t)set_up(), "");
    if (arrived && emulated_by_qemu())
        skip("H_INT_RESET does nothing in QEMU's plain emulation");
    expect_equal("events", 0, arrived, "of a trigger after the reset");
    expect_equal("eisn", target_of(source).eisn, send(source)->eisn, "when set up again");
}
