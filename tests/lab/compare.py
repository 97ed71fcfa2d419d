# SPDX-License-Identifier: MIT
"""compare.py JOB LOGS [TESTS]: what LAVA made of a run, by the log of it (logs.yaml) or by what its server answers of the
job's tests, against what it was to expect and against the TAP on the console. Prints each failure and its evidence, then
how many results there were; and a line for each thing that LAVA has otherwise, which makes the exit status 1."""
import collections
import json
import re
import sys

import yaml

TAP = re.compile(r"(not )?ok \d+ - (\S+)(?: # (SKIP|value=([0-9.]+) ))?")
NOTE = re.compile(r"# (\S+): ")
Result = collections.namedtuple("Result", "verdict value missing", defaults=[False])


def messages(logs, level):
    """The messages of that level; each line of the log is one."""
    with open(logs, encoding="utf-8") as file:
        for line in file:
            if f'"lvl": "{level}"' in line:
                yield yaml.load(line, yaml.CSafeLoader)[0]["msg"]


def folded(name):
    return re.sub(r"\W+", "_", name)


def printed_results(console):
    for line in console:
        if found := TAP.match(line):
            failed, name, remark, value = found.groups()
            verdict = "fail" if failed else "skip" if remark == "SKIP" else "pass"
            yield folded(name), Result(verdict, float(value) if value else None)


def served_results(tests):
    with open(tests, encoding="utf-8") as file:
        for test in json.load(file):
            told = yaml.safe_load(test["metadata"])
            yield told | {"case": test["name"], "result": test["result"], "measurement": test["measurement"]}


def main(job, logs, tests=None):
    with open(job, encoding="utf-8") as file:
        test = yaml.safe_load(file)["actions"][-1]["test"]
    expected = (test.get("monitors") or test["definitions"])[0]["expected"]
    console = list(messages(logs, "target"))
    printed = dict(printed_results(console))
    reported, faults = collections.defaultdict(list), []
    for result in served_results(tests) if tests else messages(logs, "results"):
        if re.search(r"(^|\d_)vouch$", result["definition"]):
            value = result.get("measurement")
            reported[result["case"]].append(
                Result(result["result"], float(value) if value is not None else None, "extra" in result))
    totals = collections.Counter()
    for name in sorted({*expected, *printed, *reported}):
        wanted = [printed.get(name, Result("fail", None, True))]
        if reported[name] != wanted or name not in expected:
            faults.append(f"{name}: expected={wanted if name in expected else []} actual={reported[name]}")
        for result in reported[name]:
            totals["missing" if result.missing else result.verdict] += 1
            if result.verdict == "fail" and not result.missing:
                evidence = (line for line in console if (note := NOTE.match(line)) and folded(note[1]) == name)
                print(f"fail {name}", *evidence, sep="\n")
    print(" ".join(f"{kind}:{totals[kind]}" for kind in ("pass", "fail", "skip", "missing")), "of", len(expected))
    for fault in faults:
        print("wrong:", fault)
    sys.exit(1 if faults else 0)


main(*sys.argv[1:])
