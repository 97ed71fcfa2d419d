/* SPDX-License-Identifier: MIT */
/* Documentation/virt/kvm/devices/vcpu.rst 1: KVM_ARM_VCPU_PMU_V3_CTRL. */
#include "host/arm64/attributes.h"
#include "host/arm64/gic.h"
#include "host/arm64/machine.h"
#include "host/child.h"

#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PMU(name)                                                                                  \
    { KVM_ARM_VCPU_PMU_V3_CTRL, KVM_ARM_VCPU_PMU_V3_##name, "KVM_ARM_VCPU_PMU_V3_" #name }

const struct attribute pmu_irq = PMU(IRQ), pmu_init = PMU(INIT), pmu_filter = PMU(FILTER),
                       pmu_set_pmu = PMU(SET_PMU), pmu_set_nr_counters = PMU(SET_NR_COUNTERS);

/* "The PMU identifier can be read from the "type" file for the desired PMU" (1.4): of the machine's
 * first one. */
int pmu_identifier(void) {
    static const char devices[] = "/sys/bus/event_source/devices";
    char path[sizeof devices + NAME_MAX + 8], text[16] = "";
    const struct dirent *entry = NULL;
    DIR *folder = opendir(devices);
    while (folder && (entry = readdir(folder)) && strncmp(entry->d_name, "armv8_", 6) != 0)
        ;
    if (entry)
        snprintf(path, sizeof path, "%s/%s/type", devices, entry->d_name);
    if (folder)
        closedir(folder);
    FILE *file = entry ? fopen(path, "r") : NULL;
    if (!file || !fgets(text, sizeof text, file))
        child_lack("there is no %s/armv8_*/type to name a PMU", devices);
    fclose(file);
    return atoi(text);
}

/* "This mandates that a PMU has explicitly been selected" (1.5). */
static void set_counters(const struct vcpu *cpu, unsigned counters) {
    int identifier = pmu_identifier();
    attribute_set(cpu, &pmu_set_pmu, &identifier);
    attribute_set(cpu, &pmu_set_nr_counters, &counters);
}

/* ID_AA64DFR0_EL1.PMUVer: PMUv3 as it came with ARMv8.0 is 1. */
uint64_t pmu_event_number_bits(const struct vcpu *cpu) {
    const uint64_t id_aa64dfr0_el1 = ARM64_SYS_REG(3, 0, 0, 5, 0);
    return (vcpu_get_register(cpu, id_aa64dfr0_el1) >> 8 & 0xf) == 1 ? 10 : 16;
}

static void set_filter(const struct vcpu *cpu, const struct claim *ranges) {
    const uint64_t bits = pmu_event_number_bits(cpu);
    for (unsigned i = 0; i < ranges->items; i++) {
        const uint64_t *item = ranges->value[i]; /* the words allow and deny are 0 and 1 */
        const uint64_t base = item[1], nevents = item[2], times = item[3], step = item[4];
        if (base + (times - 1) * step + nevents > UINT64_C(1) << bits)
            child_lack("this PMU's event numbers have %" PRIu64 " bits: ID_AA64DFR0_EL1.PMUVer",
                       bits);
        for (uint64_t j = 0; j < times; j++) {
            const struct kvm_pmu_event_filter filter = {
                .action = item[0] ? KVM_PMU_EVENT_DENY : KVM_PMU_EVENT_ALLOW,
                .base_event = (uint16_t)(base + j * step),
                .nevents = (uint16_t)nevents,
            };
            attribute_set(cpu, &pmu_filter, &filter);
        }
    }
}

/* The order is that of the documents: what counts, and how much of it, belongs to the whole VM and
 * comes before the first INIT; INIT needs the interrupt. */
void pmu_apply(struct vm *vm, const struct claims *claims) {
    if (!claim_value(claims, CLAIM_PMU))
        return;
    if (claim_made(claims, CLAIM_PMU_COUNTERS))
        set_counters(&vm->cpu[0], (unsigned)claim_value(claims, CLAIM_PMU_COUNTERS));
    set_filter(&vm->cpu[0], &claims->of[CLAIM_PMU_FILTER]);
    for (unsigned i = 0; i < vm->cpus; i++) {
        int intid = gic_intid(claims, claim_for_cpu(claims, CLAIM_PMU_IRQ, i));
        attribute_set(&vm->cpu[i], &pmu_irq, &intid);
    }
    for (unsigned i = 0; i < vm->cpus; i++)
        attribute_set(&vm->cpu[i], &pmu_init, NULL);
}
