# SPDX-License-Identifier: MIT
"""compare.py JOB LOGS: what LAVA made of a run, by the log of it (logs.yaml), against what it was to expect and against
the TAP on the console. Prints a line for each failure, then how many results there were; and a line for each thing that
LAVA has otherwise, which makes the exit status 1."""
import collections
import re
import sys

import yaml

RESULT = re.compile(r"(not )?ok \d+ - (\S+)(?: # (SKIP|value=([0-9.]+) ))?")


def lines(name, level):
    """The messages of that level; each line of the log is one."""
    with open(name, encoding="utf-8") as file:
        for line in file:
            if f'"lvl": "{level}"' in line:
                yield yaml.load(line, yaml.CSafeLoader)[0]["msg"]


def main(job, logs):
    with open(job, encoding="utf-8") as file:
        test = yaml.safe_load(file)["actions"][-1]["test"]
    expected = (test.get("monitors") or test["definitions"])[0]["expected"]
    printed = {}
    for line in lines(logs, "target"):
        if found := RESULT.match(line):
            failed, name, remark, value = found.groups()
            verdict = "fail" if failed else "skip" if remark == "SKIP" else "pass"
            printed[re.sub(r"\W+", "_", name)] = verdict, value
    faults = [f"it has no {name}" for name in printed]
    reported = collections.Counter()
    totals = collections.Counter()
    for result in lines(logs, "results"):
        name, verdict = result["case"], result["result"]
        if not re.search(r"(^|\d_)vouch$", result["definition"]):
            continue
        reported[name] += 1
        missing = "missing" in result.get("extra", {}).get("reason", "")
        if missing == (name in printed):
            faults.append(f"{name} is {'' if missing else 'not '}missing")
        elif not missing:
            faults.remove(f"it has no {name}")
            value = result.get("measurement")
            if (verdict, value and float(value)) != (printed[name][0], printed[name][1] and float(printed[name][1])):
                faults.append(f"{name} is {verdict} {value}, and was {printed[name]}")
        kind = "missing" if missing else verdict
        totals[kind] += 1
        if kind == "fail":
            print("fail", name)
    faults += [f"{name} was reported {reported[name]} times" for name in {*expected, *reported}
               if reported[name] != 1 or name not in expected]
    print(" ".join(f"{kind}:{totals[kind]}" for kind in ("pass", "fail", "skip", "missing")), "of", len(expected))
    for fault in faults:
        print("wrong:", fault)
    sys.exit(1 if faults else 0)


main(*sys.argv[1:])
