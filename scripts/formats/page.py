# SPDX-License-Identifier: MIT
"""Runs as one self-contained HTML page: what a reader must see is in the markup, the matrix comes out of embedded JSON."""

import base64
import hashlib
import json
from pathlib import Path

from lxml.builder import E
from lxml.html import tostring

import bench
import plots
from runs import VERDICTS

HERE = Path(__file__).resolve().parent
SIGNS = {"pass": "✓", "fail": "✗", "skip": "–", "diverges": "≠", "none": "·"}
SCRIPTS = ("rows.js", "changes.js", "matrix.js", "page.js")
BAR = 240.0  # units of the bars' width
CLASS = "class"


def count(number, what):
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def named(some, runs):
    """Runs, by name while they are few."""
    return ", ".join(run["name"] for run in some) if len(some) <= 3 else f"{len(some)} of {len(runs)} runs"


def headline(runs):
    """The verdict on all of it, in a sentence."""
    failed = [run for run in runs if run["totals"]["fail"]]
    broken = [run for run in runs if run["fault"]]
    said = []
    if failed:
        said.append(f"{count(sum(run['totals']['fail'] for run in failed), 'check')} failed, on {named(failed, runs)}.")
    if broken:
        said.append(f"{named(broken, runs)} did not come to the end.")
    return " ".join(said) or "No check failed."


def bar(run):
    """A run's verdicts as a bar; what the plan lacks stays empty."""
    svg = plots.place("svg", viewBox=f"0 0 {BAR:.0f} 12", preserveAspectRatio="none", _class="bar", aria_hidden="true")
    whole = max(run["planned"] or 0, sum(run["totals"].values()), 1)
    x = 0.0
    for verdict in ("pass", "diverges", "skip", "fail"):
        number = run["totals"][verdict]
        if number:
            width = max(BAR * number / whole, 2.0)
            svg.append(plots.place("rect", x=x, y=0, width=width, height=12, _class=verdict))
            x += width
    return svg


def runs_table(runs):
    head = E.tr(*(E.th(word, {"scope": "col", CLASS: kind}) for word, kind in (
        ("run", ""), ("host", ""), ("pass", "number"), ("diverges", "number"), ("skip", "number"), ("fail", "number"), ("share", ""))))
    body = []
    for run in runs:
        host = " ".join(filter(None, (run["architecture"], f"Linux {run['kernel']}" if run["kernel"] else run["machine"])))
        cells = [E.td(f"{run['totals'][verdict]:,}", {CLASS: f"number {verdict if run['totals'][verdict] else 'nothing'}"})
                 for verdict in ("pass", "diverges", "skip", "fail")]
        last = E.td(bar(run), {CLASS: "bars"})
        if run["fault"]:
            last.append(E.span(f"not whole: {run['fault']}", {CLASS: "fault"}))
        body.append(E.tr(E.th(run["name"], scope="row"), E.td(host, {CLASS: "host"}), *cells, last))
    return E.table(E.thead(head), E.tbody(*body), {CLASS: "runs"})


def legend():
    items = (("pass", "passed"), ("diverges", "passed: kernel and documentation are known to differ"),
             ("skip", "skipped, with a reason"), ("fail", "failed"), ("none", "not run"))
    return E.ul(*(E.li(E.span(SIGNS[verdict], {CLASS: f"sign {verdict}"}), text) for verdict, text in items),
                {CLASS: "legend"})


def evidence_of(result):
    remark = [result["remark"]] if "remark" in result else []
    return "\n".join(remark + result["notes"])


def data_of(runs, catalogue):
    """The matrix, small: a verdict is a letter, evidence the number of a text."""
    names = {}
    for run in runs:
        for result in run["results"]:
            names.setdefault(result["name"], (result["scenario"], result["check"]))
    position = {name: index for index, name in enumerate(names)}
    texts, columns = {"": 0}, []
    for run in runs:
        verdicts, evidence = ["n"] * len(names), [0] * len(names)
        for result in run["results"]:
            index = position[result["name"]]
            verdicts[index] = result["verdict"][0]
            evidence[index] = texts.setdefault(evidence_of(result), len(texts))
        columns.append({"name": run["name"], "architecture": run["architecture"], "verdicts": "".join(verdicts),
                        "evidence": evidence})
    return {"runs": columns, "names": list(names), "scenarios": [scenario for scenario, _ in names.values()],
            "checks": [inside for _, inside in names.values()], "texts": list(texts), "signs": SIGNS,
            "catalogue": needed(catalogue, names)}


def needed(catalogue, names):
    """Of the catalogue, what these results have."""
    wanted = {word for pair in names.values() for word in pair}
    return {architecture: {table: {name: said for name, said in entries.items() if name in wanted}
                           for table, entries in tables.items()} for architecture, tables in catalogue.items()}


def embedded(data):
    """JSON that no text in it can end."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def digest(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def markup(elements):
    return "\n".join(tostring(element, encoding="unicode") for element in elements)


def write(runs, catalogue, benched):
    """The page, with what was benched if that is not None. It may run this script and wear this style, and nothing else, from nowhere else."""
    style = (HERE / "page.css").read_text()
    script = "\n".join((HERE / name).read_text() for name in SCRIPTS)
    total = len({result["name"] for run in runs for result in run["results"]})
    architectures = sorted({run["architecture"] for run in runs if run["architecture"]})
    parts = {
        "policy": f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}",
        "style": style,
        "headline": headline(runs),
        "scope": f"{count(total, 'check')} in {count(len(runs), 'run')}, {' and '.join(architectures) or 'nowhere'}",
        "runs": markup([runs_table(runs)]),
        "legend": markup([legend()]),
        "figures": markup(plots.figures(runs)) or "<p>No run measured any.</p>",
        "bench": markup([E.section(E.h2("Bench", id="bench-title"), *bench.section(benched),
                                   {"aria-labelledby": "bench-title"})]) if benched else "",
        "data": embedded(data_of(runs, catalogue)),
        "script": script,
    }
    template = (HERE / "page.html").read_text()
    pieces = template.split("@")
    for index in range(1, len(pieces), 2):
        text = parts[pieces[index]]
        if pieces[index] in ("headline", "scope"):
            text = markup([E.span(text)])
        pieces[index] = text
    return "".join(pieces)


assert set(SIGNS) == {*VERDICTS, "none"}
