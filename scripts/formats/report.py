# SPDX-License-Identifier: MIT
"""What scripts/report runs: makes the page of runs."""

import argparse
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import page
from runs import die, read, read_bench

TOP = Path(__file__).resolve().parents[2]
TABLES = ("checks", "scenarios", "errnos", "lies")


def catalogue_of(architecture):
    """The program's own tables: a name, and the sentences about it. Without them the page is poorer, but a page."""
    program = TOP / "build/native" / architecture / "vouch"
    if not program.exists():
        print(f"report: the documentation's sentences are missing: 'make ARCH={architecture} {program.relative_to(TOP)}' "
              "builds what knows them", file=sys.stderr)
        return None
    listing = subprocess.run([program, "list", "--format", "tsv", *TABLES], capture_output=True, text=True, check=True)
    tables = {table: defaultdict(list) for table in TABLES}
    for line in listing.stdout.splitlines():
        table, name, text = line.split("\t")
        tables[table][f"lie.{name}" if table == "lies" else name].append(text)  # as its result is named
    return tables


parser = argparse.ArgumentParser(
    prog="report", allow_abbrev=False, description="Makes one HTML page of vouch's results.")
parser.add_argument("files", nargs="+", metavar="FILE", help="TAP, or the JSON that scripts/results makes of it")
parser.add_argument("--output", type=Path, default=TOP / "build/results/report.html", metavar="FILE",
                    help="where the page goes, unless build/results/report.html")
parser.add_argument("--bench", type=Path, metavar="FILE", help="also shows what 'make bench' measured")
arguments = parser.parse_args()

runs = read(arguments.files)
catalogues = {name: catalogue_of(name) for name in {run["architecture"] for run in runs} - {None}}
html = page.write(runs, {name: tables for name, tables in catalogues.items() if tables},
                  read_bench(arguments.bench) if arguments.bench else None)
try:
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(html, encoding="utf-8")
except OSError as error:
    die(f"cannot write {arguments.output}: {error.strerror}")
print(f"report: {arguments.output}, {len(html.encode()) // 1024} KiB", file=sys.stderr)
