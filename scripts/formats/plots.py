# SPDX-License-Identifier: MIT
"""What was measured, as SVG: one strip of dots for each run, on one scale. Colours are the page's."""

import math
import re
from statistics import median

from lxml.builder import E
from lxml.etree import Element

WIDTH, LEFT, RIGHT, ROW, TOP, BOTTOM = 760, 150, 230, 26, 8, 30
STOLEN = re.compile(r"stolen ns=([0-9]{1,18}) run_delay ns=([0-9]{1,18}) ")
LATE = {
    "late": ("How late a timer's interrupt came", "in a vCPU that ran"),
    "wfi": ("How late a timer woke a vCPU", "from WFI"),
}


def short(us):
    """Microseconds, as a person writes them."""
    return f"{us / 1e6:.3g} s" if us >= 1e6 else f"{us / 1e3:.3g} ms" if us >= 1e3 else f"{us:.3g} us"


def place(tag, text="", **attributes):
    """An SVG element; its attributes are numbers or words."""
    element = Element(tag)
    for key, value in attributes.items():
        element.set(key.replace("_", "-").strip("-"), f"{value:.1f}" if isinstance(value, float) else str(value))
    element.text = text or None
    return element


def strips(title, rows, low, high, ticks, at):
    """Rows of (label, summary, [(value, name)]) over a scale with ticks of (value, label); `at` places a value in 0..1."""
    height = TOP + ROW * len(rows) + BOTTOM
    svg = place("svg", viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=title)
    span = WIDTH - LEFT - RIGHT

    def across(value):
        return LEFT + span * max(0.0, min(1.0, at(value, low, high)))

    for value, label in ticks:
        x = across(value)
        svg.append(place("line", x1=x, x2=x, y1=TOP, y2=height - BOTTOM + 4, _class="tick"))
        svg.append(place("text", label, x=x, y=height - 8, text_anchor="middle", _class="axis"))
    for number, (label, summary, dots) in enumerate(rows):
        y = TOP + ROW * (number + 0.5)
        svg.append(place("text", label, x=LEFT - 12, y=y + 4, text_anchor="end"))
        svg.append(place("text", summary, x=WIDTH - RIGHT + 12, y=y + 4, _class="axis"))
        svg.append(place("line", x1=LEFT, x2=LEFT + span, y1=y, y2=y, _class="tick"))
        for value, name in dots:
            dot = place("circle", cx=across(value), cy=y, r=4, _class="dot")
            dot.append(E.title(name))
            svg.append(dot)
        middle = across(median(value for value, _ in dots))
        svg.append(place("line", x1=middle, x2=middle, y1=y - 9, y2=y + 9, _class="median"))
    return svg


def figure(title, about, svg):
    return E.figure(E.figcaption(E.strong(title), " ", about), svg, tabindex="0")  # it may have to be scrolled


def late(runs):
    """A figure for each kind of lateness that the runs have measured."""
    for kind, (title, about) in LATE.items():
        rows = []
        for run in runs:
            dots = [(max(result["value"], 1.0), f"{result['name']}: {short(result['value'])}") for result in run["results"]
                    if result.get("unit") == "us" and result["check"].split(".")[-1] == kind]
            if dots:
                values = [value for value, _ in dots]
                rows.append((run["name"], f"median {short(median(values))}, worst {short(max(values))}", dots))
        if rows:
            values = [value for _, _, dots in rows for value, _ in dots]
            low, high = math.floor(math.log10(min(values))), max(1, math.ceil(math.log10(max(values))))
            high = max(high, low + 1)
            ticks = [(10.0 ** power, short(10.0 ** power)) for power in range(low, high + 1)]
            yield figure(title, f"{about}. A dot for each scenario; the mark is the median. The scale is logarithmic.",
                         strips(title, rows, low, high, ticks, lambda value, a, b: (math.log10(value) - a) / (b - a)))


def stolen(runs):
    """What the guest saw stolen, against what the host's scheduler says it made the vCPU wait."""
    rows, worst = [], 1.0
    for run in runs:
        dots = []
        for result in run["results"]:
            for guest, host in (map(int, found) for note in result["notes"] for found in STOLEN.findall(note)):
                if host:
                    off = 100.0 * (guest - host) / host
                    dots.append((off, f"{result['name']}: {guest / 1e6:.3f} ms stolen, run_delay {host / 1e6:.3f} ms"))
        if dots:
            far = max((value for value, _ in dots), key=abs)
            worst = max(worst, abs(far))
            exact = sum(value == 0 for value, _ in dots)
            rows.append((run["name"], f"{exact} of {len(dots)} exact, worst {far:+.1f} %" if far
                         else f"all {len(dots)} exact", dots))
    if rows:
        edge = float(math.ceil(worst))
        ticks = [(-edge, f"{-edge:.0f} %"), (0.0, "run_delay"), (edge, f"{edge:+.0f} %")]
        title = "Stolen time, against the run_delay of the vCPU's thread"
        yield figure(title, "A dot for each scenario: what the guest read, relative to what the host's scheduler counted.",
                     strips(title, rows, -edge, edge, ticks, lambda value, a, b: (value - a) / (b - a)))


def figures(runs):
    return [*stolen(runs), *late(runs)]
