# SPDX-License-Identifier: MIT
# The host program: static, with the payload inside, for $(ARCH); and on the build machine, where it
# only lists.

HOST_SOURCES := $(wildcard host/*.c host/$(ARCH)/*.c) core/claim_kinds.c core/claims.c core/tap.c core/tree.c
HOST_LIBFDT  := fdt fdt_ro fdt_strerror fdt_sw
HOST_TARGET  := $(if $(filter ppc64,$(ARCH)),powerpc64le-linux-musl -mlong-double-64,aarch64-linux-musl -mcmodel=tiny)
HOST_CFLAGS  := $(CFLAGS) -Oz -flto -fno-asynchronous-unwind-tables -D_GNU_SOURCE --target=$(HOST_TARGET) --sysroot=$(SYSROOT)
NATIVE_CC     ?= gcc
NATIVE_CFLAGS := $(CFLAGS) -D_GNU_SOURCE -isystem build/uapi/$(ARCH)
EMBEDDED  = -DIMAGE_LZ4=$(IMAGE).lz4 -DIMAGE_SIZE=$$(stat -c %s $(IMAGE)) \
            -DCATALOGUE_LZ4=$(OUT)/catalogue.txt.lz4 -DCATALOGUE_SIZE=$$(stat -c %s $(OUT)/catalogue.txt)

host_objects = $(HOST_SOURCES:%=$(1)/%.o) $(HOST_LIBFDT:%=$(1)/libfdt/%.o) $(1)/host/payload.S.o

$(OUT)/host/%.c.o: %.c | $(SYSROOT) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(HOST_CFLAGS) $(WARNINGS) -c $< -o $@

$(OUT)/host/libfdt/%.o: | $(SYSROOT) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(CC) $(HOST_CFLAGS) -w -c $(LIBFDT)/$*.c -o $@

# As one block, behind the 8 bytes of the frame that lz4 calls legacy.
%.lz4: %
	$(call SAYS,LZ4) lz4 -12 -l -f -q $< $@

$(OUT)/host/host/payload.S.o: host/payload.S $(IMAGE).lz4 $(OUT)/catalogue.txt.lz4
	@mkdir -p $(@D)
	$(call SAYS,AS) $(CC) --target=$(HOST_TARGET) $(EMBEDDED) -c $< -o $@

$(OUT)/vouch.debug: $(call host_objects,$(OUT)/host) host/build.mk
	$(call SAYS,LD) $(CC) $(HOST_CFLAGS) -static -fuse-ld=lld -Wl,--build-id=none,--no-eh-frame-hdr,-O2,--gc-sections,--icf=all,--ignore-data-address-equality $(filter %.o,$^) -o $@

# The one file to carry; symbols and sections stay behind, for a debugger.
$(OUT)/vouch: $(OUT)/vouch.debug
	$(call SAYS,STRIP) llvm-objcopy --strip-sections $< $@

# The kernel's headers of $(ARCH) without the sysroot's C library, for a compiler that has its own.
build/uapi/$(ARCH): | $(SYSROOT)
	$(Q)mkdir -p $@.new && ln -sfn $(addprefix $(abspath $(SYSROOT))/include/,linux asm asm-generic) $@.new && mv $@.new $@

build/native/$(ARCH)/%.c.o: %.c | build/uapi/$(ARCH) $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(NATIVE_CC) $(NATIVE_CFLAGS) $(WARNINGS) -c $< -o $@

build/native/$(ARCH)/libfdt/%.o: | $(LIBFDT)
	@mkdir -p $(@D)
	$(call SAYS,CC) $(NATIVE_CC) $(NATIVE_CFLAGS) -w -c $(LIBFDT)/$*.c -o $@

build/native/$(ARCH)/host/payload.S.o: host/payload.S $(IMAGE).lz4 $(OUT)/catalogue.txt.lz4
	@mkdir -p $(@D)
	$(call SAYS,AS) $(NATIVE_CC) $(EMBEDDED) -c $< -o $@

build/native/$(ARCH)/vouch: $(call host_objects,build/native/$(ARCH))
	$(call SAYS,LD) $(NATIVE_CC) $^ -pthread -o $@

# The catalogue of every architecture: the others', after this one's, for they share what is fetched.
CATALOGUES := $(patsubst arch/%/build.mk,build/native/%/vouch,$(wildcard arch/*/build.mk))
OTHERS     := $(filter-out build/native/$(ARCH)/vouch,$(CATALOGUES))
.PHONY: $(OTHERS)
$(OTHERS): build/native/%/vouch: build/native/$(ARCH)/vouch
	$(Q)$(MAKE) --no-print-directory ARCH=$* $@

-include $(patsubst %.o,%.d,$(call host_objects,$(OUT)/host) $(call host_objects,build/native/$(ARCH)))
