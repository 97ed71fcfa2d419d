/* SPDX-License-Identifier: MIT */
/* The payload's image and catalogue, so that the host program is one file to carry. The build gives
 * their paths: -DPAYLOAD_IMAGE='"..."' -DPAYLOAD_CATALOGUE='"..."'. */
    .section .rodata

    .global payload_image, payload_image_end
    .balign 8
payload_image:
    .incbin PAYLOAD_IMAGE
payload_image_end:

    .data /* it is cut into lines in place */
    .global payload_catalogue_text
payload_catalogue_text:
    .incbin PAYLOAD_CATALOGUE
    .byte 0

    .section .note.GNU-stack, "", %progbits
