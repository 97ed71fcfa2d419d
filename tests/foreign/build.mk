# SPDX-License-Identifier: MIT
# What it takes to boot the payload under a VMM of somebody else's in an emulated host.

FOREIGN_INIT := $(OUT)/foreign-init

$(FOREIGN_INIT): $(patsubst %,$(OUT)/host/%.o,tests/foreign/init.c host/init.c)
	$(call SAYS,LD) $(CC) $(HOST_CFLAGS) -static -fuse-ld=lld -Wl,--strip-all $^ -o $@

-include $(OUT)/host/tests/foreign/init.c.d

.PHONY: foreign-parts
foreign-parts: $(IMAGE) $(ROM) $(FOREIGN_INIT)
