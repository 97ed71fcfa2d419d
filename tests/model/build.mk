# SPDX-License-Identifier: MIT
# The host program on a model of KVM, for the build machine.

MODEL := build/native/$(ARCH)/vouch-kvm-model

$(MODEL): $(filter-out %/host/kvm.c.o,$(call host_objects,build/native/$(ARCH))) build/native/$(ARCH)/tests/model/kvm.c.o
	$(call SAYS,LD) $(NATIVE_CC) $^ -pthread -o $@

-include build/native/$(ARCH)/tests/model/kvm.c.d
