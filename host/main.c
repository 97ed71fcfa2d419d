/* SPDX-License-Identifier: MIT */
#include "host/bench.h"
#include "host/init.h"
#include "host/list.h"
#include "host/options.h"
#include "host/output.h"
#include "host/payload.h"
#include "host/run.h"
#include "host/signals.h"

int main(int argc, char **argv) {
    static struct options options;
    init_become();
    options_read(&options, argc, argv);
    payload_load(options.payload);
    if (options.command != COMMAND_LIST)
        signals_hold();
    if (options.format == FORMAT_LAVA)
        output_for_lava();
    switch (options.command) {
    case COMMAND_LIST:
        return list(&options);
    case COMMAND_LIES:
        return run_lies(&options);
    case COMMAND_BENCH:
        return bench(&options);
    case COMMAND_RUN:
        return run(&options);
    }
    return EXIT_INTERNAL;
}
