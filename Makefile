# SPDX-License-Identifier: MIT
# Every command a person types. 'make help' lists them.

ARCH    ?= $(if $(filter ppc64le,$(shell uname -m)),ppc64,arm64)
ON      ?= kvm
GIC     ?= 3
KERNEL  ?=
KERNELS ?=
SMP     ?=
CPU_MODEL ?=
RUNS    ?=
MEMORY  ?=
ARGS    ?=
CLAIMS  ?=
EMULATED ?=
FILES   ?=
# The machine is asked once.
ARCH := $(ARCH)

CC      := clang
LD      := ld.lld
OBJCOPY := $(if $(filter ppc64,$(ARCH)),powerpc64le,aarch64)-linux-gnu-objcopy

OUT     := build/$(ARCH)
NEWLIB  := build/newlib/$(ARCH)
SYSROOT := build/sysroot/$(ARCH)
LIBFDT  := build/libfdt

# 'make V=1' shows the commands themselves.
ifneq ($(V),1)
Q    := @
SAYS  = @printf '  %-8s %s\n' $(1) $@;
endif

.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all
.PHONY: all help bench dist fuzz run slow matrix report report-test soak kills mutants foreign list coverage lava lab-test lab-server-test test lint clean distclean

WARNINGS := -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wstrict-prototypes \
            -Wno-missing-field-initializers -Werror
CFLAGS   := -std=gnu11 -Os -g -I. -isystem $(LIBFDT) -ffunction-sections -fdata-sections \
            -fno-common -MMD -MP

ifeq ($(wildcard arch/$(ARCH)/build.mk),)
$(error there is no ARCH=$(ARCH); there are $(notdir $(patsubst %/build.mk,%,$(wildcard arch/*/build.mk))))
endif
include arch/$(ARCH)/build.mk
include host/build.mk
include tests/unit/build.mk
include tests/model/build.mk
include tests/fuzz/build.mk
include tests/hostile/build.mk
include tests/foreign/build.mk
include tests/hardware/build.mk

# --- the payload: freestanding C on newlib, position independent, linked by lld

LIBFDT_SOURCES := fdt fdt_ro fdt_sw fdt_strerror fdt_check fdt_addresses
PAYLOAD_SOURCES := $(wildcard boot/$(ARCH)/*.[cS] boot/*.c arch/$(ARCH)/*.[cS] arch/*.c core/*.c) \
                   $(DRIVER_SOURCES) tests/runner.c $(CHECK_SOURCES)
PAYLOAD_OBJECTS := $(PAYLOAD_SOURCES:%=$(OUT)/payload/%.o) \
                   $(LIBFDT_SOURCES:%=$(OUT)/payload/libfdt/%.o)
PAYLOAD_CFLAGS := $(CFLAGS) -Oz $(ARCH_CFLAGS) -Iarch/$(ARCH) -fPIE -ffreestanding -fno-stack-protector \
                  -nostdlibinc -isystem $(NEWLIB)/include

# LTO links no objects that were compiled with other options.
$(OUT)/payload/%.c.o: %.c arch/$(ARCH)/build.mk | $(NEWLIB) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(PAYLOAD_CFLAGS) $(WARNINGS) -c $< -o $@

$(OUT)/payload/%.S.o: %.S | build/tools
	@mkdir -p $(@D)
	$(call SAYS,AS) $(CC) $(ARCH_CFLAGS) -I. -MMD -MP -c $< -o $@

# What libfdt may assume: a version of 17 (ASSUME_LATEST), of which core/devicetree.c makes sure, and that libfdt itself is
# right (ASSUME_LIBFDT_FLAWLESS). fdt.c also that the structure block is within the tree (ASSUME_VALID_INPUT): the header's
# check has found that out, and each step is within that block. Nothing else of the tree; the fuzzers assume the same.
libfdt_assumes = -DFDT_ASSUME_MASK=$(if $(filter fdt,$*),0x26,0x24)

# A boot is reading the tree: what does so is compiled for speed.
$(OUT)/payload/libfdt/fdt.o: PAYLOAD_CFLAGS += -O2 $(LIBFDT_SPEED)
$(OUT)/payload/core/devicetree.c.o: PAYLOAD_CFLAGS += -Os $(LIBFDT_SPEED)
$(OUT)/payload/libfdt/%.o: Makefile arch/$(ARCH)/build.mk | $(NEWLIB) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(PAYLOAD_CFLAGS) $(libfdt_assumes) -w -c $(LIBFDT)/$*.c -o $@

$(OUT)/payload.elf: $(PAYLOAD_OBJECTS) linker/$(ARCH).ld
	$(call SAYS,LD) $(LD) -pie --no-dynamic-linker -z text -z norelro -z max-page-size=4096 -Bsymbolic --pack-dyn-relocs=relr --gc-sections \
	    $(ARCH_LDFLAGS) -T linker/$(ARCH).ld $(PAYLOAD_OBJECTS) $(NEWLIB)/lib/libc.a -o $@

# The checks' names and sentences, for the host program.
$(OUT)/catalogue.txt: $(OUT)/payload.elf
	$(call SAYS,OBJCOPY) $(OBJCOPY) -O binary --only-section=.catalogue --set-section-flags .catalogue=alloc $< $@
	$(Q)tr -d '\000' <$@ >$@.new && mv $@.new $@

-include $(PAYLOAD_OBJECTS:.o=.d)

# --- what is installed, fetched or built elsewhere, once

build/tools: scripts/setup/tools
	$(Q)scripts/setup/tools
	$(Q)mkdir -p build && touch $@
$(NEWLIB): | build/tools
	$(Q)scripts/setup/newlib $(ARCH) >/dev/null
$(SYSROOT): | build/tools
	$(Q)scripts/setup/sysroot $(ARCH) >/dev/null
$(LIBFDT): | build/tools
	$(Q)scripts/setup/libfdt >/dev/null

# --- what a person types

help: ## this list
	@printf 'vouch: verifies from inside a VM what the host configured through KVM\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24
	@printf '\nOptions of run, with their defaults:\n'
	@printf '  %-26s %s\n' \
	    'ARCH=$(ARCH)' 'the architecture: arm64, unless the machine is a POWER; or ppc64' \
	    'ON=kvm' 'kvm: in an emulated KVM host; qemu: the payload on plain emulation' \
	    'EMULATED=' '1: an emulated KVM host even where the machine has a KVM for ARCH itself' \
	    'GIC=3' 'the interrupt controller: 2, 3 or 5' \
	    'KERNEL=7.2' "the emulated host's Linux" \
	    'SMP=1' 'CPUs of the emulated host, or with ON=qemu of the guest' \
	    'CPU_MODEL=max' "what they are, as QEMU's -cpu has it: cortex-a57, neoverse-v1; power9" \
	    'MEMORY=1G' 'memory of the emulated host, 2G with ARCH=ppc64' \
	    "ARGS='run'" "vouch's arguments, with ON=kvm: 'make run ARGS=--help'" \
	    "CLAIMS=''" 'claims on the command line, with ON=qemu' \
	    "FILES=''" 'what a report is made of: TAP, or the JSON of scripts/results'
	@printf '\nVOUCH_MIRROR=URL downloads from this Debian mirror; V=1 shows each command.\n'

all: $(OUT)/vouch ## builds the payload and the host program
run: ## runs the scenarios, prints TAP, fails if a check did
	+@scripts/run $(ARGS)
run: export ARCH := $(ARCH)
run: export ON := $(ON)
run: export GIC := $(GIC)
run: export KERNEL := $(KERNEL)
run: export SMP := $(SMP)
run: export CPU_MODEL := $(CPU_MODEL)
run: export CLAIMS := $(CLAIMS)
run: export EMULATED := $(EMULATED)
run: export MEMORY := $(MEMORY)
run: export IMAGE := $(IMAGE)
SLOW_ROWS := errno.source.exhausted errno.target.busy
slow: ## runs the errnos that take minutes and 6 GiB of memory, which are those of ARCH=ppc64
	+@ARCH=ppc64 MEMORY=6G TIMEOUT=900 scripts/run --slow $(SLOW_ROWS)
slow: export ON := kvm
slow: export GIC := 3
slow: export KERNEL := $(KERNEL)
slow: export SMP := 1
slow: export CLAIMS :=
matrix: ## runs all of it on each pinned Linux, or on KERNELS='6.1 6.12', prints what differs
	+@scripts/matrix $(ARGS)
matrix: export ARCH := $(ARCH)
matrix: export KERNELS := $(KERNELS)
foreign: ## boots the payload under VMMs that are not ours: ARGS='arm64-kvm' for some, VMM='...' for yours, docs/your-vmm.md
	+@scripts/foreign $(ARGS)
foreign: export ARCH := $(ARCH)
foreign: export KERNEL := $(KERNEL)
foreign: export MEMORY := $(MEMORY)
soak: ## repeats a run RUNS=100 times, half of them on a busy machine: nothing may change
	+@scripts/soak $(ARGS)
soak: export ARCH := $(ARCH)
soak: export RUNS := $(RUNS)
report: $(CATALOGUES) ## makes a page of the matrix's results, or of FILES='...': build/results/report.html
	@scripts/report $(FILES)
report-test: all $(CATALOGUES) ## looks at a report in Chromium, which it installs, and fetches kunit.py to read TAP
	@scripts/setup/kunit >/dev/null && scripts/setup/tools browser && tests/system/results && tests/system/report
	@/usr/bin/python3 -B tests/report/browser_test.py
lab-test: dist $(CATALOGUES) ## runs the jobs of labs by LAVA's own worker, and by labgrid, in a tree of their own; as root
	+@prove --verbose --exec bash tests/lab/lava tests/lab/boards tests/lab/labgrid
lab-server-test: dist $(CATALOGUES) ## gives a batch of jobs to a whole LAVA server with two workers, on a loopback; as root
	+@prove --verbose --exec bash tests/lab/server
mutants: ## breaks our own comparisons, one by one: do the tests notice?
	+@scripts/mutants.py $(ARGS)
mutants: export EVERY := $(EVERY)
kills: ## tells every lie, and prints which checks caught it
	+@scripts/kills
bench: ## measures what all this costs, against bare VMs and goals: ARGS='image boot' for some parts
	+@scripts/bench.py $(ARGS)
list: build/native/$(ARCH)/vouch ## prints the catalogue: checks, scenarios, errnos, lies, claims
	@$< list $(ARGS)
coverage: $(CATALOGUES) ## makes docs/coverage.md anew: the documentation's sentences, and what verifies them
	@scripts/coverage >build/coverage.md
	@mv build/coverage.md docs/coverage.md
lava: $(CATALOGUES) ## makes the jobs in labs/lava anew: what LAVA is to run, and each result it is to expect, docs/lab.md
	@scripts/lava-jobs
test: all $(UNIT_TESTS) build/native/arm64/vouch-kvm-model $(FUZZERS) $(CATALOGUES) $(HARDWARE_INIT) $(FOREIGN_INIT) ## runs every test
	@scripts/test
dist: all ## makes what is given away, for both architectures: build/dist, with its sums and its SPDX list of parts
	+@$(MAKE) --no-print-directory ARCH=$(if $(filter arm64,$(ARCH)),ppc64,arm64) all
	@scripts/dist
clean: ## removes what was built
	rm -rf build
distclean: clean ## and what was downloaded
	rm -rf cache

# --- habits

C_FILES := $(wildcard boot/*.[ch] boot/*/*.[ch] arch/*.[ch] arch/*/*.[ch] core/*.[ch] drivers/*.[ch] \
                      tests/*.[ch] tests/*/*.[ch] host/*.[ch] host/*/*.[ch])
SHELL_FILES = $(shell git ls-files .ci scripts tests/system tests/lab)

lint: | $(NEWLIB) $(LIBFDT) $(SYSROOT) ## checks format and style; a warning is an error
	clang-format --dry-run -Werror $(C_FILES)
	clang-tidy --quiet $(filter %.c,$(PAYLOAD_SOURCES)) -- $(PAYLOAD_CFLAGS)
	clang-tidy --quiet $(filter %.c,$(HOST_SOURCES)) -- $(HOST_CFLAGS)
	shellcheck -x $(filter-out %.list %.md %.py %.S %.css %.html %.js %.jinja2,$(SHELL_FILES))
	/usr/bin/python3 -m pyflakes $(shell git ls-files '*.py')
