#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py [--output FILE] [PART...]: what 'make bench' does: measures what vouch costs, each thing beside what it is compared with, and
prints the figures with their goals, medians of what was measured more than once. Leaves them in build/results/bench.json,
whose schema is docs/schemas/bench-1.schema.json, for scripts/report. docs/performance.md tells what is behind them."""
import argparse
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
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

# A machine whose clock is its instructions: what its programs time is the same however busy this machine is.
COUNTED = "--icount", 4
COLUMNS = "process", "bare", "whole", "exits", "printing", "lines", "checks"


def bench(arch, *claims, machine=()):
    """The rounds for each of the claims, as dictionaries."""
    rounds = {}
    lines = run("scripts/emulated-host", arch, "--smp", 1, *machine, "--", "bench", *claims).splitlines()
    for line in lines:
        field = line.split("\t")
        if len(field) == len(COLUMNS) + 1 and field[0].isdigit():
            rounds.setdefault(field[-1], []).append(dict(zip(COLUMNS, map(int, field[:-1]))))
    peak, = (line for line in lines if line.startswith("# peak KiB"))
    return rounds, peak


def scenario(arch):
    for what, machine in ("time", ()), ("instructions", COUNTED):
        rounds, _ = bench(arch, machine=machine)
        one_check, = rounds.values()
        tell(f"{arch} scenario cost, {what}", [one["whole"] / one["bare"] for one in one_check], "of a bare VM", "at most 1.25",
             lambda value: value <= 1.25, f"one check; a bare VM takes {median(one['bare'] for one in one_check) / 1e3:.1f} ms here")
    tell(f"{arch} a process of its own", [one["process"] / one["bare"] for one in one_check], "of a bare VM")
    rounds, _ = bench(arch, "guest.checks=boot")
    some_checks, = rounds.values()
    one = some_checks[0]
    tell(f"{arch} console exits", one["printing"] / one["lines"], "per output line", "at most 1",
         lambda value: value <= 1, f"checks of boot: {one['printing']} of {one['exits']} exits print {one['lines']} lines")


# --- the whole of it, in the emulated host

def processor_seconds(pid):
    """What a process has used of the processors; and its children, each."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended meanwhile
        return
    yield (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    for child in children:
        yield from processor_seconds(child)


def coverage(arch):
    """QEMU is the one of the processes that uses the most. While every CPU of its machine sleeps, it uses nothing: what
    it used is the time without waits, also where this machine was busy with something else."""
    results, begun, ended, used = 0, 0, 0, [0, 0]
    with subprocess.Popen(["scripts/emulated-host", arch, "--smp", "1", "--timeout", "600", "--", "run"], cwd=TOP,
                          stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            results += line.startswith(("ok ", "not ok "))
            if line.startswith("TAP version 13"):
                begun, used[0] = time.monotonic(), max(processor_seconds(child.pid))
            if line.startswith("# Totals:"):
                ended, used[1] = time.monotonic(), max(processor_seconds(child.pid))
    if not ended:
        die(f"the whole run of {arch} has not come to its end")
    busy = used[1] - used[0]
    tell(f"{arch} whole run, after boot", ended - begun, "s", note=f"{results} results; {len(os.sched_getaffinity(0))} CPUs")
    tell(f"{arch} whole run, without waits", busy, "s of a CPU", "under 30", lambda value: value < 30)
    tell(f"{arch} coverage", results / busy, "results a second")


# --- the payload, on plain QEMU that counts instructions

ENTRY = {"arm64": 0x40200000, "ppc64": 0x400000}
COUNT = r"""
    index($0, "/" entry "/") && !entered { entered = 1 }
    entered && /^Trace/ { n++ }
    index($0, "/" write "/") && !plan { plan = n }
    END { print plan + 0, n + 0 }"""


def instructions(arch, claims, *more):
    """How many from the payload's entry until its plan is printed, which is first, and to the end."""
    symbols = run("llvm-nm", "--defined-only", f"build/{arch}/payload.elf").splitlines()
    address = {name: int(value, 16) for value, _, name in map(str.split, symbols)}
    if "console_write" not in address:
        die("the payload has no function console_write by which it prints")
    # On ppc64 a caller of the same module comes in behind the two instructions that find the TOC (ELFv2 2.3.2.1).
    offset = address["console_write"] + 8 - address["_start"]
    with tempfile.TemporaryDirectory() as folder:
        fifo = Path(folder, "trace")
        os.mkfifo(fifo)
        count = subprocess.Popen(["awk", "-v", f"entry={ENTRY[arch]:016x}", "-v", f"write={ENTRY[arch] + offset:016x}",
                                  COUNT, fifo], stdout=subprocess.PIPE, text=True)
        run("scripts/plain-qemu", arch, "--append", claims, "--timeout", 300, *more, "--qemu",
            f"-accel tcg,one-insn-per-tb=on -icount shift=0 -d exec,nochain -D {fifo}")
        plan, end = map(int, count.communicate()[0].split())
        if not plan:
            die(f"the payload of {arch} has not printed its plan")
        return plan, end


def boot(arch):
    plan, end = instructions(arch, "guest.checks=boot")
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


def passes(arch, mebibytes):
    """Do the checks of boot pass with so much RAM: on plain QEMU, which makes no pseries of less than 256 MiB, or on KVM?"""
    on_qemu = ["scripts/plain-qemu", arch, "--append", "guest.checks=boot", "--timeout", "10", "--qemu", f"-m {mebibytes}M"]
    on_kvm = ["scripts/emulated-host", arch, "--timeout", "20", "--", "--set", "guest.checks=boot", "--set",
              f"boot.memory=0:{mebibytes << 20:#x}"]
    done = subprocess.run(on_qemu if arch == "arm64" else on_kvm, cwd=TOP, capture_output=True, text=True)
    return done.returncode == 0 and "# END vouch" in done.stdout and "\nnot ok" not in done.stdout


def memory(arch):
    short, enough = 0, 32
    while enough - short > 1:
        middle = (short + enough) // 2
        short, enough = (short, middle) if passes(arch, middle) else (middle, enough)
    tell(f"{arch} RAM the payload passes in", enough, "MiB", note="with its device tree, the checks of boot")
    _, peak = bench(arch)
    mine, guest = map(int, re.findall("[0-9]+", peak)[:2])
    tell(f"{arch} host program, peak", mine, "KiB")
    if guest:
        tell(f"{arch} its process with a VM, peak", guest, "KiB", note="with what the guest has touched of its RAM")


# --- growth

def grow(name, x, y, points):
    """A curve: the power of x that it follows, by least squares of the logarithms, and what each x costs, by those of the
    values. Where the first of the points is mostly what does not grow, the last step tells more: it is told, too."""
    logarithms = [(math.log(n), math.log(value)) for n, value in points]
    power = statistics.linear_regression(*zip(*logarithms)).slope
    (less, before), (more, after) = logarithms[-2:]
    last = (after - before) / (more - less)
    line = statistics.linear_regression(*zip(*points))
    fit = f"{y}, {points[0][0]:,} to {points[-1][0]:,}: {line.intercept:,.4g} and {line.slope:,.4g} each; at the end x^{last:.2f}"
    series.append({"name": name, "x": x, "y": y, "points": points, "note": f"Fit: x^{power:.2f}. {fit}"})
    tell(f"growth: {name}", power, f"power of {x}", "at most 1", lambda value: max(value, last) <= 1.05, fit)


def claimed(arch, name, x, values, claims):
    """How what a scenario takes grows with what is claimed."""
    words = {claims(value): value for value in values}
    rounds, _ = bench(arch, *words, machine=COUNTED)
    points = [[words[claim], round(median(one["whole"] for one in times) / 1e3, 3)] for claim, times in rounds.items()]
    grow(name, x, "ms, 16 ns each instruction", points)


def growth_arm64():
    claimed("arm64", "vCPUs on KVM", "vCPUs", (1, 4, 16, 64), lambda n: f"guest.checks=boot boot.cpus={n}")
    claimed("arm64", "filter ranges", "ranges", (1, 10, 100, 1000), lambda n: f"guest.checks=pmu.filter pmu.filter=deny:1:1:{n}:1")
    points = []
    for cpus in 1, 4, 16, 64:
        points.append([cpus, instructions("arm64", "guest.checks=boot", "--smp", cpus)[1]])
    grow("vCPUs on QEMU", "vCPUs", "instructions of a run", points)
    begun, scenarios, points = 0, [], []
    with subprocess.Popen(["scripts/emulated-host", "arm64", "--smp", "1", "--", "timers"], cwd=TOP,
                          stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            begun = begun or time.monotonic()
            scenario = re.match(r"ok \d+ - (timers-[\d-]+)\.end", line)
            if scenario:
                scenarios.append(time.monotonic() - begun)
    points = [[n, round(scenarios[n - 1] * 1e3, 1)] for n in (1, 4, 15, 60, 240) if n <= len(scenarios)]
    grow("timer pairs", "pairs", "ms of a run", points)


def growth_ppc64():
    claimed("ppc64", "sources of XIVE", "sources", (1, 10, 100, 1000, 10000),
            lambda n: f"guest.checks=xive.source.pages,xive.source.initialised xive.setup=host xive.source=0:{n}")
    claimed("ppc64", "EQ entries", "events", (100, 1000, 10000, 100000, 1000000),
            lambda n: f"guest.checks=xive.eq.count xive.setup=host xive.events={n}")


def growth(arch):
    {"arm64": growth_arm64, "ppc64": growth_ppc64}[arch]()


PARTS = {part.__name__: part for part in (scenario, boot, image, coverage, memory, growth)}


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
