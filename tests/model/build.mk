# SPDX-License-Identifier: MIT
# The host program on a model of KVM, for the build machine.

MODEL         := build/native/$(ARCH)/vouch-kvm-model
MODEL_OBJECTS := $(patsubst %,build/native/$(ARCH)/%.o,$(wildcard tests/model/*.c))

$(MODEL): $(filter-out %/host/kvm.c.o,$(call host_objects,build/native/$(ARCH))) $(MODEL_OBJECTS)
	$(call SAYS,LD) $(NATIVE_CC) $^ -pthread -o $@

-include $(MODEL_OBJECTS:.o=.d)
