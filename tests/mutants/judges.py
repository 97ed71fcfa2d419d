# SPDX-License-Identifier: MIT
"""Who judges the mutants of a file (scripts/mutants.py)."""
import os.path

# By file: the unit test that judges it alone.
UNIT = {f'{path}.c': f'{os.path.basename(path)}_test' for path in (
    'core/pmu_filter', 'core/tap', 'core/claims', 'core/devicetree', 'host/guest_output', 'host/kernels', 'host/child',
    'host/lies', 'host/experiment', 'host/errnos', 'host/scenario')}
UNIT |= {'core/devicetree_claims.c': 'devicetree_test',
         'tests/arm64/gicv5.c': 'gicv5_test', 'tests/arm64/gicv5_delivery.c': 'gicv5_test',
         'tests/arm64/gicv5_user_ppis.c': 'gicv5_user_ppis_test', 'tests/ppc64/xive_events.c': 'xive_events_test',
         'tests/ppc64/xive_source.c': 'xive_source_test'}

# Or the test of tests/system.
SCRIPTS = {'scripts/judge': 'tests/system/judge'}

EVERY_LIE = '*'

# By file: hosts, and scenarios in them that run its checks. Whom one host does not notice is asked of the next. Each is asked
# the lies about the checks that the mutant is part of, too; of what is part of none, but of all, the lies named here.
KVM = {
    'tests/arm64/pmu_irq.c': [('', 'pmu-irq-16 pmu-irq-spis pmu-irq-spi-edge')],
    'tests/arm64/pmu_filter.c': [('', 'filter-deny-cycles filter-allow-cycles filter-software-events'),
                                 ('--smp 1 --icount 4', 'filter-allow-instructions')],
    'tests/arm64/pmu_counters.c': [('', 'counters-2'), ('--linux kvm-arm.mode=nested', '')],
    'tests/arm64/pmu_overflow.c': [('', 'counters-2')],
    'tests/arm64/timer.c': [('', 'timers-all-vcpus')],
    'tests/arm64/pvtime.c': [('', 'stolen-time stolen-time-4 defaults')],
    'tests/arm64/irq_line.c': [('', 'pmu-irq-16')],
    'tests/arm64/boot.c': [('', 'all-2')],
    'tests/arm64/pmu_present.c': [('', 'counters-1 defaults filter-deny-cycles', 'pmu-overflow-chain pmu-irq-once')],
    'tests/arm64/pmu_events.c': [('--smp 1 --icount 4', 'defaults')],
    'tests/arm64/interrupts.c': [('', 'pmu-irq-16 timers-all-vcpus',
                                  'pmu-irq-trigger timer-virt-trigger pmu-irq-mask pmu-irq-once')],
    'tests/ppc64/boot.c': [('', 'guest-2')],
    'tests/ppc64/xive_lsi.c': [('', 'lsi-asserted')],
    'tests/ppc64/xive_target.c': [('', 'guest-2')],
    'tests/ppc64/xive_eq.c': [('', 'host-begun defaults')],
    'tests/ppc64/xive_tima.c': [('', 'host-1')],
    'tests/ppc64/xive_irq.c': [('', 'host-2')],
    'tests/ppc64/xive_ctrl.c': [('', 'defaults')],
    'tests/ppc64/xive_interrupts.c': [('', 'host-2', 'irq-external irq-cede irq-cede-late')],
    'tests/ppc64/guest_memory.c': [('', 'host-2', 'eq-address eq-address-elsewhere')],
    'tests/ppc64/xive_setup.c': [('', 'host-2 guest-2 host-begun sources-guest lsi-asserted', EVERY_LIE)],
}

# By file: options and bootargs of scripts/plain-qemu. Asked are the checks that the mutant is part of, or all.
QEMU = {
    'tests/arm64/boot.c': [('--smp 2', 'boot.cpus=3')],
    'tests/ppc64/boot.c': [('--smp 2', 'boot.cpus=3')],
    'tests/arm64/interrupts.c': [('--gic 2 --smp 2', '')],
    'tests/arm64/pmu_filter.c': [('', 'pmu.filter=deny:0x3ff:1')],
    'tests/ppc64/xive_setup.c': [('--boot rom', ''), ('', 'xive.setup=host xive.target=0:0:6:0x1000:16'),
                                 ('', 'xive.setup=host xive.target=0:0:6:0x1000:16 xive.eq=0:6:16:0xd00000')],
}
