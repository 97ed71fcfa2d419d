#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py [--output FILE] [PART...]: what 'make bench' does: measures what vouch costs, each thing beside what it is compared with, and
prints the figures with their goals, medians of what was measured more than once. Leaves them in build/results/bench.json,
whose schema is docs/schemas/bench-1.schema.json, for scripts/report. docs/performance.md tells what is behind them."""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

TOP = Path(__file__).resolve().parent.parent
SIZE_OF_KUT = {"pmu.flat": 164744, "timer.flat": 96616, "gic.flat": 166064}  # kvm-unit-tests of 2026-06, arm64
figures, series = [], []


def die(sentence):
    sys.exit(f"bench: {sentence}")


def tell(name, values, unit, goal=None, met=None, note=None):
    """One figure: of several values, the median, with the least and the most of them."""
    values = values if isinstance(values, list) else [values]
    figure = {"name": name, "value": round(median(values), 4), "unit": unit}
    if len(values) > 1:
        figure["spread"] = [round(min(values), 4), round(max(values), 4)]
    if goal:
        figure |= {"goal": goal, "met": bool(met(median(values)))}
    if note:
        figure["note"] = note
    figures.append(figure)
    spread = "{:,.5g} - {:,.5g}".format(*figure["spread"]) if len(values) > 1 else ""
    sign = {True: "met", False: "NOT MET", None: ""}[figure.get("met")]
    print(f"{name:34} {figure['value']:>12,.6g} {unit:22} {spread:20} {goal or '':18} {sign:8}{note or ''}", flush=True)


def run(*command, **environment):
    done = subprocess.run([str(word) for word in command], cwd=TOP, stdout=subprocess.PIPE, text=True,
                          env=os.environ | environment)
    if done.returncode:
        die(f"'{' '.join(map(str, command))}' ended with status {done.returncode}: {done.stdout[-300:]}")
    return done.stdout


# --- the host program's own bench, in the emulated host

def bench(arch, *claims):
    """The rounds for each of the claims, as dictionaries."""
    rounds = {}
    lines = run("scripts/emulated-host", arch, "--smp", 1, "--", "bench", *claims).splitlines()
    for line in lines:
        field = line.split("\t")
        if len(field) == 7 and field[0].isdigit():
            process, bare, whole, exits, printed, checks = map(int, field[:6])
            rounds.setdefault(field[6], []).append({"process": process, "bare": bare, "whole": whole, "exits": exits,
                                                    "lines": printed, "checks": checks})
    return rounds, next((line for line in lines if line.startswith("# peak KiB")), "")


def scenario(arch):
    rounds, peak = bench(arch)
    one_check, = rounds.values()
    tell(f"{arch} scenario cost", [one["whole"] / one["bare"] for one in one_check], "of a bare VM", "at most 1.25",
         lambda value: value <= 1.25, f"one check; a bare VM takes {median(one['bare'] for one in one_check) / 1e3:.1f} ms here")
    tell(f"{arch} a process of its own", [one["process"] / one["bare"] for one in one_check], "of a bare VM")
    rounds, peak = bench(arch, "guest.checks=boot")
    some_checks, = rounds.values()
    tell(f"{arch} console exits, checks of boot", [one["exits"] / one["lines"] for one in some_checks], "per output line",
         "at most 1", lambda value: value <= 1,
         f"{some_checks[0]['exits']} exits for {some_checks[0]['lines']} lines: one a line, and the power-off")


# --- the payload, on plain QEMU that counts instructions

ENTRY = {"arm64": 0x40200000, "ppc64": 0x400000}
COUNT = r"""
    index($0, "/" entry "/") && !entered { entered = 1 }
    entered && /^Trace/ { n++ }
    index($0, "/" print_line "/") { if (++lines == 3) plan = n }
    END { print plan + 0, n + 0, lines + 0 }"""


def instructions(arch, claims, *more):
    """How many from the payload's entry until its plan is printed, and to the end; and of how many lines."""
    symbols = run("llvm-nm", f"build/{arch}/payload.elf").splitlines()
    offset = next((int(line.split()[0], 16) for line in symbols if line.endswith(" console_write")), None)
    if offset is None:
        die("the payload has no function console_write by which lines could be counted")
    with tempfile.TemporaryDirectory() as folder:
        fifo = Path(folder, "trace")
        os.mkfifo(fifo)
        count = subprocess.Popen(["awk", "-v", f"entry={ENTRY[arch]:016x}", "-v", f"print_line={ENTRY[arch] + offset:016x}",
                                  COUNT, fifo], stdout=subprocess.PIPE, text=True)
        run("scripts/plain-qemu", arch, "--append", claims, "--timeout", 300, *more, "--qemu",
            f"-accel tcg,one-insn-per-tb=on -icount shift=0 -d exec,nochain -D {fifo}")
        return [int(word) for word in count.communicate()[0].split()]


def boot(arch):
    plan, end, _ = instructions(arch, "guest.checks=boot")
    limit = 150000
    tell(f"{arch} boot to the plan", plan, "instructions", f"under {limit:,}", lambda value: value < limit,
         "on QEMU's own machine and device tree")
    tell(f"{arch} boot to END", end, "instructions", note="with the checks of boot")


# --- sizes

def image(arch):
    size = {"payload": (TOP / f"build/{arch}/vouch-{ {'arm64': 'arm64.img', 'ppc64': 'ppc64le.elf'}[arch] }").stat().st_size,
            "host program": (TOP / f"build/{arch}/vouch").stat().st_size}
    tell(f"{arch} payload", size["payload"], "bytes", "under 65,536", lambda value: value < 65536, "all its checks")
    tell(f"{arch} host program", size["host program"], "bytes", "under 262,144", lambda value: value < 262144,
         "with the payload inside")
    if arch == "arm64":
        for name, theirs in SIZE_OF_KUT.items():
            tell(f"{arch} payload", size["payload"] / theirs, f"of {name}")


PARTS = {part.__name__: part for part in (scenario, boot, image)}


def main():
    parser = argparse.ArgumentParser(prog="bench", description="Measures what vouch costs.")
    parser.add_argument("--output", type=Path, default=TOP / "build/results/bench.json", metavar="FILE")
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="what to measure: " + ", ".join(PARTS))
    arguments = parser.parse_args()
    for arch in "arm64", "ppc64":
        run(os.environ.get("MAKE", "make"), "--no-print-directory", "--silent", f"ARCH={arch}", "all")
    for name in arguments.part or PARTS:
        for arch in "arm64", "ppc64":
            PARTS[name](arch)
    document = {"format": "vouch-bench", "version": 1, "figures": figures, "series": series}
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


main()
