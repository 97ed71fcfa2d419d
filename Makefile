# SPDX-License-Identifier: MIT
# Every command a person types. 'make help' lists them.

ARCH   ?= arm64
ON     ?= kvm
GIC    ?= 3
KERNEL ?=
SMP    ?=
ARGS   ?=
CLAIMS ?=

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
.PHONY: all help run list test lint clean distclean

all: $(OUT)/vouch

WARNINGS := -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wstrict-prototypes \
            -Wno-missing-field-initializers -Werror
CFLAGS   := -std=gnu11 -Os -g -I. -isystem $(LIBFDT) -ffunction-sections -fdata-sections \
            -fno-common -MMD -MP

include arch/$(ARCH)/build.mk
include host/build.mk
include tests/unit/build.mk

# --- the payload: freestanding C on newlib, position independent, linked by lld

LIBFDT_SOURCES := fdt fdt_ro fdt_sw fdt_strerror fdt_check fdt_addresses
PAYLOAD_SOURCES := $(wildcard boot/$(ARCH)/*.[cS] boot/*.c arch/$(ARCH)/*.[cS] arch/*.c core/*.c) \
                   $(DRIVER_SOURCES) tests/runner.c $(CHECK_SOURCES)
PAYLOAD_OBJECTS := $(PAYLOAD_SOURCES:%=$(OUT)/payload/%.o) \
                   $(LIBFDT_SOURCES:%=$(OUT)/payload/libfdt/%.o)
PAYLOAD_CFLAGS := $(CFLAGS) $(ARCH_CFLAGS) -Iarch/$(ARCH) -fPIE -ffreestanding -fno-stack-protector \
                  -nostdlibinc -isystem $(NEWLIB)/include

$(OUT)/payload/%.c.o: %.c | $(NEWLIB) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(PAYLOAD_CFLAGS) $(WARNINGS) -c $< -o $@

$(OUT)/payload/%.S.o: %.S
	@mkdir -p $(@D)
	$(call SAYS,AS) $(CC) $(ARCH_CFLAGS) -I. -MMD -MP -c $< -o $@

$(OUT)/payload/libfdt/%.o: | $(NEWLIB) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(PAYLOAD_CFLAGS) -w -c $(LIBFDT)/$*.c -o $@

$(OUT)/payload.elf: $(PAYLOAD_OBJECTS) linker/$(ARCH).ld
	$(call SAYS,LD) $(LD) -pie --no-dynamic-linker -z text -z norelro -z max-page-size=4096 -Bsymbolic --pack-dyn-relocs=relr --gc-sections \
	    -T linker/$(ARCH).ld $(PAYLOAD_OBJECTS) $(NEWLIB)/lib/libc.a -o $@

# The checks' names and sentences, for the host program.
$(OUT)/catalogue.txt: $(OUT)/payload.elf
	$(call SAYS,OBJCOPY) $(OBJCOPY) -O binary --only-section=.catalogue --set-section-flags .catalogue=alloc $< $@
	$(Q)tr -d '\000' <$@ >$@.new && mv $@.new $@

-include $(PAYLOAD_OBJECTS:.o=.d)

# --- what is built elsewhere, once

$(NEWLIB):
	scripts/setup/newlib $(ARCH)
$(SYSROOT):
	scripts/setup/sysroot $(ARCH)
$(LIBFDT):
	scripts/setup/libfdt

# --- habits

C_FILES := $(wildcard boot/*.[ch] boot/*/*.c arch/*.c arch/*/*.[ch] core/*.[ch] drivers/*.[ch] tests/*.[ch] \
                      tests/*/*.[ch] host/*.[ch] host/*/*.[ch])
SHELL_FILES := $(shell grep -lE '^\#!.*(bash|/sh)' $$(git ls-files scripts .ci tests) 2>/dev/null)

lint: | $(NEWLIB) $(LIBFDT) $(SYSROOT)
	clang-format --dry-run -Werror $(C_FILES)
	clang-tidy --quiet $(filter %.c,$(PAYLOAD_SOURCES)) -- $(PAYLOAD_CFLAGS)
	clang-tidy --quiet $(filter %.c,$(HOST_SOURCES)) -- $(HOST_CFLAGS)
	shellcheck $(SHELL_FILES)
