# SPDX-License-Identifier: MIT
"""Runs as a KCIDB 5.3 report: a test for each result, of a build and a checkout that stand for the host's kernel."""

import hashlib
import json
import re

from runs import check

EXCERPT = 16384  # characters KCIDB takes of a log
STATUS = {"pass": "PASS", "diverges": "PASS", "fail": "FAIL", "skip": "SKIP"}


def path_of(name):
    return ".".join(["vouch", *(re.sub(r"[^a-zA-Z0-9_-]", "_", step) or "_" for step in name.split("."))])


def tests_of(run, build, origin):
    """The same run makes the same ids, so that what is submitted twice is there once."""
    content = json.dumps(run, sort_keys=True).encode()
    identity = f"{origin}:vouch-{hashlib.sha256(content).hexdigest()[:16]}"
    about = {"build_id": build, "origin": origin, "environment": {"comment": run["machine"] or "unknown"}}
    for result in run["results"]:
        test = {"id": f"{identity}-{result['name']}", **about, "path": path_of(result["name"]),
                "status": STATUS[result["verdict"]], "misc": {"run": run["name"], "verdict": result["verdict"]}}
        if "remark" in result:
            test["comment"] = result["remark"]
        if result["notes"]:
            test["log_excerpt"] = "\n".join(result["notes"])[:EXCERPT]
        if "value" in result:
            test["number"] = {"value": result["value"], "unit": result["unit"]}
        yield test
    if run["fault"]:
        yield {"id": f"{identity}-whole", **about, "path": "vouch.whole", "status": "ERROR", "comment": run["fault"],
               "misc": {"run": run["name"]}}


def convert(runs, options):
    checkouts, builds, tests = {}, {}, []
    for run in runs:
        build = options.build
        if not build:
            kernel, architecture = run["kernel"] or "unknown", run["architecture"] or "unknown"
            checkout, build = f"{options.origin}:linux-{kernel}", f"{options.origin}:linux-{kernel}-{architecture}"
            checkouts[checkout] = {"id": checkout, "origin": options.origin, "comment": f"Linux {kernel}"}
            builds[build] = {"id": build, "checkout_id": checkout, "origin": options.origin,
                             "architecture": architecture}
        tests += tests_of(run, build, options.origin)
    report = {"version": {"major": 5, "minor": 3}, "tests": tests}
    if checkouts:
        report.update(checkouts=list(checkouts.values()), builds=list(builds.values()))
    check(report, "kcidb-5.3.schema.json", "what came out")
    return json.dumps(report, indent=1) + "\n"
