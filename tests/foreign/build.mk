# SPDX-License-Identifier: MIT
# What it takes to boot the payload under a VMM of somebody else's in an emulated host.

FOREIGN_INIT := $(OUT)/foreign-init

$(FOREIGN_INIT): $(patsubst %,$(OUT)/host/%.o,tests/foreign/init.c host/init.c)
	$(call SAYS,LD) $(CC) $(HOST_CFLAGS) -static -fuse-ld=lld -Wl,--strip-all $^ -o $@

-include $(OUT)/host/tests/foreign/init.c.d

# The machine that the host half in Perl makes.
$(OUT)/foreign.dtb: tests/foreign/machine.dts | build/tools
	@mkdir -p $(@D)
	$(call SAYS,DTC) dtc --quiet --quiet -I dts -O dtb -o $@ $<

.PHONY: foreign-parts
foreign-parts: $(IMAGE) $(ROM) $(FOREIGN_INIT) $(OUT)/foreign.dtb
