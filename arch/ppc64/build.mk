# SPDX-License-Identifier: MIT
# What ppc64 adds to the build of the payload.

IMAGE := $(OUT)/vouch-ppc64le.elf

ARCH_CFLAGS := --target=powerpc64le-none-elf -mcpu=power9 -mno-altivec -mno-vsx -msoft-float -mlong-double-64
DRIVER_SOURCES := $(addprefix drivers/,console.c doorbell.c hvterm.c)
# In the order in which their checks run.
CHECK_SOURCES := $(addprefix tests/,boot.c ppc64/boot.c)

# What 'qemu -M pseries -kernel' takes: the ELF without its symbols.
$(IMAGE): $(OUT)/payload.elf
	$(call SAYS,OBJCOPY) $(OBJCOPY) --strip-all $< $@

# 'qemu -M pseries -bios': starts the payload without firmware.
ROM := $(OUT)/pseries.rom

$(ROM): boot/pseries-rom.S
	@mkdir -p $(@D)
	$(call SAYS,AS) $(CC) --target=powerpc64-none-elf -c $< -o $@.o && $(OBJCOPY) -O binary -j .text $@.o $@
