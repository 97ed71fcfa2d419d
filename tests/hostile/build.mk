# SPDX-License-Identifier: MIT
# Payloads that mean no good, in place of ours: flat files, entered at their first byte.

HOSTILE_AT     := $(if $(filter ppc64,$(ARCH)),0x400000,0)
HOSTILE_CFLAGS := $(filter-out -flto,$(ARCH_CFLAGS)) -std=gnu11 -Oz -I. -Iarch/$(ARCH) -Itests/hostile/$(ARCH) -ffreestanding \
                  -fno-stack-protector -fno-pic -MMD -MP
HOSTILE        := $(patsubst tests/hostile/%.c,$(OUT)/hostile/%.img,$(wildcard tests/hostile/*.c))

$(OUT)/hostile/%.o: tests/hostile/$(ARCH)/%.S | build/tools
	@mkdir -p $(@D)
	$(call SAYS,AS) $(CC) $(HOSTILE_CFLAGS) -c $< -o $@

$(OUT)/hostile/%.o: tests/hostile/%.c | build/tools
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(HOSTILE_CFLAGS) $(WARNINGS) -c $< -o $@

$(OUT)/hostile/%.img: $(OUT)/hostile/entry.o $(OUT)/hostile/%.o linker/hostile.ld
	$(call SAYS,LD) $(LD) -T linker/hostile.ld --defsym=base=$(HOSTILE_AT) $(filter %.o,$^) -o $@.elf && $(OBJCOPY) -O binary $@.elf $@

.SECONDARY: $(OUT)/hostile/entry.o $(HOSTILE:.img=.o)
.PHONY: hostile
hostile: $(HOSTILE)

-include $(HOSTILE:.img=.d)
