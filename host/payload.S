/* SPDX-License-Identifier: MIT */
/* The payload's image and catalogue, so that the host program is one file to carry; packed, so that
 * it is a small one. The build gives the path of each packed file, and the size of what is in it:
 * -DIMAGE_LZ4='"..."' -DIMAGE_SIZE=..., and so on. */
    .section .rodata

    .macro packed name, path, size
    .global \name\()_packed, \name\()_packed_end, \name\()_size
\name\()_packed:
    .incbin "\path", 8 /* what it is, and its length: the legacy frame of one block */
\name\()_packed_end:
    .balign 8
\name\()_size:
    .quad \size
    .endm

    packed payload_image, IMAGE_LZ4, IMAGE_SIZE
    packed payload_catalogue, CATALOGUE_LZ4, CATALOGUE_SIZE

    .section .note.GNU-stack, "", %progbits
