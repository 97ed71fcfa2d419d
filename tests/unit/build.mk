# SPDX-License-Identifier: MIT
# Unit tests of what is pure, on the build machine, with sanitizers.

UNIT_TESTS := $(patsubst tests/unit/%.c,build/unit/%,$(wildcard tests/unit/*_test.c))
UNIT_CC    := gcc
UNIT_FLAGS := -std=gnu11 -D_GNU_SOURCE -g -O1 -I. -isystem $(LIBFDT) -Wall -Wextra -Werror -Wno-missing-field-initializers \
              -fsanitize=address,undefined -fno-sanitize-recover=all

build/unit/libfdt.o: | $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(UNIT_CC) $(UNIT_FLAGS) -w -r -nostdlib $(LIBFDT)/fdt*.c -o $@

# Static functions are reached by including the file under test. The host's judges stand on more of the host, which is linked
# as it is.
HOST_RUN := $(patsubst %,host/%.c,child signals output kernels)
build/unit/lies_test:       LINKED := $(HOST_RUN) $(patsubst %,host/%.c,experiment scenario guest_output device options)
build/unit/experiment_test: LINKED := $(HOST_RUN) host/scenario.c host/guest_output.c
build/unit/errnos_test:     LINKED := $(HOST_RUN) host/device.c host/options.c

build/unit/%_test: tests/unit/%_test.c $(wildcard tests/unit/*.h core/*.[ch] tests/arm64/gicv5*.[ch] tests/ppc64/xive*.[ch] $(patsubst %,host/%.[ch],guest_output kernels lz4 confine child signals device options output lies experiment scenario errnos)) build/unit/libfdt.o
	@mkdir -p $(@D)
	$(call SAYS,CC) $(UNIT_CC) $(UNIT_FLAGS) $< $(LINKED) $(wildcard core/*.c) build/unit/libfdt.o -lcmocka -o $@

.PHONY: unit
unit: $(UNIT_TESTS) ## runs the unit tests alone
	@scripts/test $(notdir $^)
