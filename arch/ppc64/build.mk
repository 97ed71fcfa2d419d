# SPDX-License-Identifier: MIT
# What ppc64 adds to the build of the payload.

IMAGE := $(OUT)/vouch-ppc64le.elf

ARCH_CFLAGS := --target=powerpc64le-none-elf -mcpu=power9 -mno-altivec -mno-vsx -msoft-float -mlong-double-64 \
               -flto -fno-jump-tables
ARCH_LDFLAGS := -z max-page-size=128 -O2 --icf=all -mllvm -inline-threshold=20
DRIVER_SOURCES := $(addprefix drivers/,console.c doorbell.c hvterm.c xive.c xive_hcalls.c)
# In the order in which their checks run.
CHECK_SOURCES := tests/boot.c $(addprefix tests/ppc64/,boot.c guest_memory.c xive_setup.c xive_events.c \
                   xive_interrupts.c xive_source.c xive_lsi.c xive_target.c xive_eq.c xive_tima.c xive_irq.c xive_ctrl.c)

# What 'qemu -M pseries -kernel' takes. Loaders read program headers: what is behind the one segment, whose p_offset is
# at 72 and p_filesz at 96, goes: the section headers, and the ELF header's e_shoff (8 bytes at 40), e_shentsize, e_shnum
# and e_shstrndx (6 at 58) with them.
$(IMAGE): $(OUT)/payload.elf
	$(call SAYS,OBJCOPY) $(OBJCOPY) --strip-all --remove-section=.catalogue $< $@
	$(Q)truncate -s $$(($$(od -An -tu8 -j72 -N8 $@) + $$(od -An -tu8 -j96 -N8 $@))) $@
	$(Q)for place in '40 8' '58 6'; do set -- $$place; \
	    dd if=/dev/zero of=$@ bs=1 seek=$$1 count=$$2 conv=notrunc status=none; done

# 'qemu -M pseries -bios': starts the payload without firmware.
ROM := $(OUT)/pseries.rom

$(ROM): boot/pseries-rom.S
	@mkdir -p $(@D)
	$(call SAYS,AS) $(CC) --target=powerpc64-none-elf -c $< -o $@.o && $(OBJCOPY) -O binary -j .text $@.o $@
