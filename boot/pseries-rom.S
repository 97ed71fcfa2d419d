/* SPDX-License-Identifier: MIT */
/*
 * Stands in for firmware: 'qemu -M pseries -bios' loads it at 0 and enters it at 0x100, big-endian,
 * with the flattened device tree in r3. It goes on to the kernel, which QEMU puts at 0x400000.
 */
    .org    0x100
    lis     %r4, 0x40
    mtctr   %r4
    li      %r5, 0                      /* no Open Firmware */
    bctr
    .org    0x200
