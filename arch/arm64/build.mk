# SPDX-License-Identifier: MIT
# What arm64 adds to the build of the payload.

IMAGE := $(OUT)/vouch-arm64.img

ARCH_CFLAGS := --target=aarch64-none-elf -march=armv8-a -mgeneral-regs-only -mstrict-align
ARCH_SOURCES := $(wildcard arch/arm64/*.c arch/arm64/*.S)
DRIVER_SOURCES := $(wildcard drivers/*.c)
CHECK_SOURCES := $(addprefix tests/,boot.c pmu_present.c pmu_irq.c timer.c)

# The flat binary with the Linux Image header at its start: what every VMM that boots Linux takes.
$(IMAGE): $(OUT)/payload.elf
	$(OBJCOPY) -O binary $< $@
