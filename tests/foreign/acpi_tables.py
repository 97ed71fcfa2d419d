#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""acpi_tables.py FOLDER [FIELD=VALUE]...: what QEMU's virt with two CPUs and a GICv3 would give its firmware as ACPI
tables, but for the fields named, in the three files that QEMU gives them in (docs/specs/acpi_hw_reduced.rst,
etc/table-loader as in hw/acpi/bios-linker-loader.c). ACPI Specification 6.5, chapter 5."""
import pathlib
import struct
import sys

FIELDS = {"pmu": 23, "pmu_edge": 0, "virt": 27, "virt_edge": 0, "phys": 30, "phys_edge": 0, "cpus": 2, "uart": 0x9000000}
TABLES, RSDP, LOADER = "etc/acpi/tables", "etc/acpi/rsdp", "etc/table-loader"
HEADER = 36


def table(signature, revision, body):
    return struct.pack("<4sIBB6s8sI4sI", signature, HEADER + len(body), revision, 0, b"VOUCH ", b"VOUCH   ", 1, b"VOUC", 1) + body


def fadt():
    body = bytearray(276 - HEADER)
    struct.pack_into("<I", body, 112 - HEADER, 1 << 20)  # HW_REDUCED_ACPI
    struct.pack_into("<H", body, 129 - HEADER, 3)  # PSCI, by HVC
    return table(b"FACP", 6, bytes(body))


def gicc(cpu, fields):
    flags = 1 | fields["pmu_edge"] << 1
    return struct.pack("<BBHIIIIIQQQQIQQBBHH", 0xB, 82, 0, cpu, cpu, flags, 0, fields["pmu"], 0, 0, 0, 0, 0, 0, cpu, 0, 0, 0, 0)


def madt(fields):
    body = struct.pack("<II", 0, 0) + struct.pack("<BBHIQIB3x", 0xC, 24, 0, 0, 0x8000000, 0, 3)
    body += b"".join(gicc(cpu, fields) for cpu in range(fields["cpus"]))
    return table(b"APIC", 6, body + struct.pack("<BBHQI", 0xE, 16, 0, 0x80A0000, 0xF60000))


def gtdt(fields):
    timers = (29, 0), (fields["phys"], fields["phys_edge"]), (fields["virt"], fields["virt_edge"]), (26, 0)
    body = struct.pack("<QI", 2**64 - 1, 0) + b"".join(struct.pack("<II", *timer) for timer in timers)
    return table(b"GTDT", 3, body + struct.pack("<QIIII", 2**64 - 1, 0, 0, 0, 0))


def spcr(fields):
    return table(b"SPCR", 2, struct.pack("<B3xBBBBQ", 3, 0, 32, 0, 3, fields["uart"]) + bytes(28))


def loader_entry(command, layout, *values):
    return struct.pack("<I" + layout, command, *values).ljust(128, b"\0")


def main(folder, *changes):
    fields = dict(FIELDS)
    for change in changes:
        name, value = change.split("=")
        fields[name] = int(value, 0)
    tables, at = b"", []
    for one in fadt(), madt(fields), gtdt(fields), spcr(fields):
        at.append((len(tables), len(one)))
        tables += one
    xsdt = len(tables)
    tables += table(b"XSDT", 1, b"".join(struct.pack("<Q", offset) for offset, _ in at))
    name, root = TABLES.encode(), RSDP.encode()
    loader = loader_entry(1, "56sIB", root, 16, 2) + loader_entry(1, "56sIB", name, 64, 1)
    for i in range(len(at)):
        loader += loader_entry(2, "56s56sIB", name, name, xsdt + HEADER + 8 * i, 8)
    for offset, length in [*at, (xsdt, len(tables) - xsdt)]:
        loader += loader_entry(3, "56sIII", name, offset + 9, offset, length)
    loader += loader_entry(2, "56s56sIB", root, name, 24, 8)
    loader += loader_entry(3, "56sIII", root, 8, 0, 20) + loader_entry(3, "56sIII", root, 32, 0, 36)
    rsdp = struct.pack("<8sB6sBIIQB3x", b"RSD PTR ", 0, b"VOUCH ", 2, 0, 36, xsdt, 0)
    for path, content in (TABLES, tables), (RSDP, rsdp), (LOADER, loader):
        (pathlib.Path(folder) / path.replace("/", "-")).write_bytes(content)


main(*sys.argv[1:])
