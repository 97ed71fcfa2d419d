/* SPDX-License-Identifier: MIT */
/*
 * The guest's physical addresses. Only this program knows them; guests read the device tree.
 */
#ifndef HOST_ARM64_MEMORY_MAP_H
#define HOST_ARM64_MEMORY_MAP_H

/*  0x0800_0000  GIC distributor
 *  0x0801_0000  GICv2 CPU interface
 *  0x080a_0000  GIC redistributors, 128 KiB a vCPU
 *  0x0880_0000  the IRS of a GICv5, which has no redistributors
 *  0x0900_0000  PL011
 *  0x0901_0000  ns16550a
 *  0x0a00_0000  doorbell
 *  0x4000_0000  RAM, unless boot.memory says otherwise */
#define GIC_DIST_BASE   0x08000000u
#define GIC_DIST_SIZE   0x00010000u
#define GIC_CPU_BASE    0x08010000u
#define GIC_CPU_SIZE    0x00002000u
#define GIC_REDIST_BASE 0x080a0000u
#define GIC_REDIST_SIZE 0x00020000u
#define GIC_IRS_BASE    0x08800000u
#define GIC_IRS_SIZE    0x00020000u
#define PL011_BASE      0x09000000u
#define NS16550A_BASE   0x09010000u
#define UART_SIZE       0x00001000u
#define DOORBELL_BASE   0x0a000000u
#define RAM_BASE        0x40000000u
#define RAM_SIZE        0x01000000u

#endif
