# SPDX-License-Identifier: MIT
# What arm64 adds to the build of the payload.

IMAGE := $(OUT)/vouch-arm64.img

ARCH_CFLAGS := --target=aarch64-none-elf -march=armv8-a -mgeneral-regs-only -mstrict-align -mcmodel=tiny -fdirect-access-external-data -flto
# The header's words, which libfdt reads byte by byte, are aligned.
LIBFDT_SPEED := -munaligned-access
ARCH_LDFLAGS := -O2 --icf=all
DRIVER_SOURCES := $(addprefix drivers/,console.c doorbell.c pl011.c ns16550a.c virtio_console.c irq.c gicd.c gicv2.c gicv3.c \
                                        gicv5.c arch_timer.c pmuv3.c pvtime.c)
# In the order in which their checks run.
CHECK_SOURCES := tests/boot.c $(addprefix tests/arm64/,interrupts.c boot.c pmu_present.c pmu_irq.c \
                   pmu_overflow.c pmu_events.c pmu_counters.c pmu_filter.c timer.c irq_line.c gicv5.c gicv5_delivery.c gicv5_user_ppis.c pvtime.c)

# The flat binary with the Linux Image header at its start: what every VMM that boots Linux takes.
$(IMAGE): $(OUT)/payload.elf
	$(call SAYS,OBJCOPY) $(OBJCOPY) -O binary $< $@
