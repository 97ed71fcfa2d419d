# SPDX-License-Identifier: MIT
"""Reads runs: vouch's TAP, or the JSON that was made of it. docs/results.md says what each field of a run means."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import jsonschema
from tap.parser import Parser

FORMAT, VERSION = "vouch-results", 1
VERDICTS = ("pass", "fail", "skip", "diverges")
SCHEMAS = Path(__file__).resolve().parents[2] / "docs/schemas"

HEAD = re.compile(r"# (vouch \S+) ([a-z0-9_]{1,32})(?:, host kernel (\S+))?(?: (.*))?$")
NOTE = re.compile(r"# (\S+): (.*)$")
VALUE = re.compile(r"value=(-?[0-9]{1,18}(?:\.[0-9]{1,18})?) ?(\S*)$")
UNPRINTABLE = re.compile(r"[^\n -~]")  # a broken guest, or the serial line, may have put in anything


def die(sentence):
    """Ends the program, as wrong usage, with one sentence."""
    print(f"{Path(sys.argv[0]).stem}: {sentence}", file=sys.stderr)
    sys.exit(2)


def check(document, schema, what):
    """Dies of what the schema, a file's name, likes least about the document."""
    validator = jsonschema.Draft7Validator(json.loads((SCHEMAS / schema).read_text()))
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    if error:
        place = "".join(f"[{step!r}]" for step in error.absolute_path)
        die(f"{what} is not as docs/schemas/{schema} says: {place or 'it'}: {error.message[:200]}")


def read_result(line, notes, has_scenarios):
    """One result, of a line and what its check noted before it."""
    name = line.description[2:] if line.description.startswith("- ") else line.description
    scenario, _, inside = name.partition(".")
    if not has_scenarios or not inside or scenario in ("errno", "lie"):
        scenario, inside = None, name
    noted = notes.pop(name, [])
    if line.directive.skip:
        verdict, remark = "skip", line.directive.reason
    else:
        diverges = any(note.startswith("diverges: ") for note in noted)
        verdict = "fail" if not line.ok else "diverges" if diverges else "pass"
        remark = line.directive.text
    result = {"name": name, "scenario": scenario, "check": inside, "verdict": verdict, "notes": noted}
    if remark:
        result["remark"] = remark
    measured = VALUE.match(remark or "")
    if measured:
        result["value"], result["unit"] = float(measured[1]), measured[2]
    return result


def find_fault(planned, numbers, ended, bail):
    """Why the run is not whole, or None. A plan that comes short is how an early death shows."""
    if bail is not None:
        return f"it bailed out: {bail}"
    if planned is None:
        return "it has no plan"
    if numbers != list(range(1, len(numbers) + 1)):
        return "its results are not numbered one after the other"
    if len(numbers) < planned:
        return f"{planned - len(numbers)} of {planned} results are missing"
    if len(numbers) > planned:
        return f"{len(numbers) - planned} results more than the {planned} planned"
    return None if ended else "its END line is missing"


def read_tap(text, name, path):
    """The run that this TAP tells of. An empty one is a run that died before it said a word."""
    run = dict.fromkeys(("name", "program", "architecture", "kernel", "machine"))
    planned, ended, bail, numbers, notes, remarks, results = None, False, None, [], {}, [], []
    try:
        lines = [Parser().parse_line(line.rstrip()) for line in text.splitlines()]  # flat: no YAML in it
    except ValueError as error:
        die(f"{path} is not TAP version 13: {error}")
    if text.strip() and not any(line.category in ("version", "plan", "test") for line in lines):
        die(f"{path} is neither TAP nor the JSON that scripts/results makes of it")
    for line in lines:
        if line.category == "plan":
            planned = line.expected_tests if line.expected_tests < 10 ** 9 else None  # nobody planned that
        elif line.category == "bail":
            bail = line.reason
        elif line.category == "test":
            ended = False
            numbers.append(line.number)
            results.append(read_result(line, notes, run["kernel"] is not None))
        elif line.category == "diagnostic":
            head, note = HEAD.match(line.text), NOTE.match(line.text)
            if line.text.startswith("# END "):
                ended = True
            elif head and not run["program"]:
                run["program"], run["architecture"], run["kernel"], run["machine"] = head.groups()
            elif not note:
                remarks.append(line.text.lstrip("# "))
            elif note[1] != "Totals":
                notes.setdefault(note[1], []).append(note[2])
    remarks += [f"{about}: {said}" for about in notes for said in notes[about]]  # of no result: of a scenario
    totals = Counter(result["verdict"] for result in results)
    return {**run, "name": name, "planned": planned, "fault": find_fault(planned, numbers, ended, bail),
            "totals": {verdict: totals[verdict] for verdict in VERDICTS}, "notes": remarks, "results": results}


def measurable(text):
    """A number that can be drawn: JSON has none that is not finite, and nothing we measure is beyond these."""
    if float(text) and not 1e-18 <= abs(float(text)) <= 1e18:
        raise ValueError(f"a number is {text[:20]}")
    return float(text) if set(text) & set(".eE") else int(text)


def texts(value):
    """All text in what JSON told."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        yield from value if isinstance(value, dict) else ()
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts(inside)


def read_json(content, path, schema):
    """A document of ours. All text in it is printable, as what it was made of."""
    try:
        document = json.loads(content, parse_int=measurable, parse_float=measurable, parse_constant=measurable)
        for text in texts(document):
            if not (text.isascii() and text.isprintable()):
                raise ValueError(f"a text in it is {text[:40]!a}")
    except (ValueError, RecursionError) as error:
        die(f"{path} is neither TAP nor whole JSON: {error}")
    check(document, schema, path)
    return document


def read_file(path):
    try:
        return path.read_bytes()
    except OSError as error:
        die(f"cannot read {path}: {error.strerror}")


def read_bench(path):
    return read_json(read_file(path), path, "bench-1.schema.json")


def read(paths):
    """The runs in these files, in order. A run's name is that of its file, with the folder where two have the same."""
    paths = [Path(path) for path in paths]
    stems = Counter(path.stem for path in paths)
    runs = []
    for path in paths:
        content = read_file(path)
        if content.lstrip().startswith(b"{"):
            runs += read_json(content, path, "results-1.schema.json")["runs"]
        else:
            name = path.stem if stems[path.stem] == 1 else str(path.with_suffix(""))
            runs.append(read_tap(UNPRINTABLE.sub("", content.decode("ascii", "replace")), name, path))
    for name, times in Counter(run["name"] for run in runs).items():
        if times > 1:
            die(f"{times} of these runs are named '{name}': leave out all but one, or rename its file")
    return runs
