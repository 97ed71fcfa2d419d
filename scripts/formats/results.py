# SPDX-License-Identifier: MIT
"""What scripts/results runs: prints runs in another format."""

import argparse
import json
import re
import sys

import junit
import kcidb
from runs import FORMAT, VERSION, check, die, read


def convert(runs, _options):
    document = {"format": FORMAT, "version": VERSION, "runs": runs}
    check(document, "results-1.schema.json", "what came out")
    return json.dumps(document, indent=1) + "\n"


FORMATS = {"json": convert, "junit": junit.convert, "kcidb": kcidb.convert}

parser = argparse.ArgumentParser(
    prog="results", allow_abbrev=False, description="Prints vouch's results as JSON, JUnit XML or a KCIDB 5.3 report.")
parser.add_argument("files", nargs="+", metavar="FILE", help="TAP, or JSON that this made of it")
parser.add_argument("--format", choices=FORMATS, default="json", help="json unless told otherwise")
parser.add_argument("--origin", default="vouch", help="kcidb: the name that your CI system has there")
parser.add_argument("--build", help="kcidb: the id of the build under test, if it is there already")
arguments = parser.parse_args()
if not re.fullmatch("[a-z0-9_]+", arguments.origin):
    die(f"--origin {arguments.origin}: KCIDB takes a-z, 0-9 and _ alone")
if arguments.build is not None and not re.fullmatch("[a-z0-9_]+:[ -~]+", arguments.build):
    die(f"--build {arguments.build}: a KCIDB id is an origin, a colon and what that calls it")
sys.stdout.write(FORMATS[arguments.format](read(arguments.files), arguments))
