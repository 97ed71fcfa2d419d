/* SPDX-License-Identifier: MIT */
/*
 * The guest's physical addresses. Only this program knows them; guests read the device tree.
 */
#ifndef HOST_PPC64_MEMORY_MAP_H
#define HOST_PPC64_MEMORY_MAP_H

/*  0x0_0000_0000  RAM: exception vectors are at its start, whatever boot.memory says
 *  0x0_0000_2000  the device tree, in one page with them, of 64 KiB
 *  0x0_0040_0000  the payload, as QEMU's pseries places it
 *  0x0_00d0_0000  event queues, unless xive.eq says otherwise, 64 KiB a vCPU
 *  0x1_0000_0000  TIMA: four views, of which the third is the OS's
 *  0x1_1000_0000  doorbell
 *  0x2_0000_0000  ESB: two pages a source */
#define RAM_BASE      UINT64_C(0)
#define RAM_SIZE      UINT64_C(0x01000000)
#define TREE_BASE     UINT64_C(0x00002000)
#define PAYLOAD_BASE  UINT64_C(0x00400000)
#define QUEUE_BASE    UINT64_C(0x00d00000)
#define TIMA_BASE     UINT64_C(0x100000000)
#define DOORBELL_BASE UINT64_C(0x110000000)
#define ESB_BASE      UINT64_C(0x200000000)

/* KVM maps TIMA and ESB in pages of its host, and takes no queue of another size than those. */
#define XIVE_PAGE_SHIFT 16
#define XIVE_PAGE       (UINT64_C(1) << XIVE_PAGE_SHIFT)
#define TIMA_PAGES      4
#define TIMA_OS_PAGE    2
#define TIMA_USER_PAGE  3

#endif
