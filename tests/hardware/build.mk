# SPDX-License-Identifier: MIT
# What it takes to run vouch as an ordinary user of an emulated host.

HARDWARE_INIT := $(OUT)/hardware-init

$(HARDWARE_INIT): $(patsubst %,$(OUT)/host/%.o,tests/hardware/init.c host/init.c)
	$(call SAYS,LD) $(CC) $(HOST_CFLAGS) -static -fuse-ld=lld -Wl,--strip-all $^ -o $@

-include $(OUT)/host/tests/hardware/init.c.d
