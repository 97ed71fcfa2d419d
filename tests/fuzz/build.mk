# SPDX-License-Identifier: MIT
# Fuzzers of what reads other people's bytes, on the build machine: libFuzzer, with sanitizers.

FUZZERS := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZ_FLAGS := -std=gnu11 -g -O1 -D_GNU_SOURCE -I. -isystem $(LIBFDT) -Wall -Wextra -Werror \
              -Wno-missing-field-initializers -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all

FUZZED_LIBFDT := $(HOST_LIBFDT:%=build/fuzz/libfdt/%.o)
build/fuzz/libfdt/%.o: Makefile tests/fuzz/build.mk | $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(FUZZ_FLAGS) $(libfdt_assumes) -w -c $(LIBFDT)/$*.c -o $@

$(FUZZERS): build/fuzz/%: tests/fuzz/%.c $(FUZZED_LIBFDT) $(wildcard tests/fuzz/*.h core/*.[ch] host/guest_output.[ch] host/options.[ch])
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(FUZZ_FLAGS) $< $(wildcard core/*.c) host/guest_output.c $(FUZZED_LIBFDT) -o $@

fuzz: $(FUZZERS) $(CATALOGUES) ## feeds bytes of all kinds to what reads them, SECONDS=60 each
	@scripts/fuzz
fuzz: export SECONDS_EACH := $(or $(SECONDS),60)
