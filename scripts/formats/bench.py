# SPDX-License-Identifier: MIT
"""What the bench measured, for the page: a table of figures with their goals, and how times grow."""

import math

from lxml.builder import E

from plots import figure, place

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 230, 62, 16, 10, 44
CLASS = "class"


def number(value):
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.3g}"


def table(figures):
    head = E.tr(*(E.th(word, {"scope": "col", CLASS: kind}) for word, kind in (
        ("figure", ""), ("measured", "number"), ("from - to", "number"), ("goal", ""), ("met", ""))))
    rows = []
    for one in figures:
        sign = E.td()
        if "met" in one:
            verdict = "pass" if one["met"] else "fail"
            sign.append(E.span("✓" if one["met"] else "✗", {CLASS: f"sign {verdict}", "role": "img",
                                                           "aria-label": "met" if one["met"] else "missed"}))
        note = [E.span(one["note"], {CLASS: "note"})] if "note" in one else []
        rows.append(E.tr(E.th(one["name"], *note, scope="row"), E.td(f"{number(one['value'])} {one['unit']}", {CLASS: "number"}),
                         E.td(" - ".join(map(number, one.get("spread", []))), {CLASS: "number host"}),
                         E.td(one.get("goal", ""), {CLASS: "goal"}), sign))
    return E.div(E.table(E.thead(head), E.tbody(*rows), {CLASS: "bench"}), {CLASS: "wide"})


def powers(values):
    """The powers of ten around the values, as exponents; two at least."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def growth(series):
    """One curve, on logarithmic scales: what grows in step is a line at 45 degrees."""
    points = sorted(series["points"])
    (left, right), (bottom, top) = powers([x for x, _ in points]), powers([y for _, y in points])
    span, rise = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def across(x):
        return LEFT + span * (math.log10(x) - left) / (right - left)

    def up(y):
        return HEIGHT - BOTTOM - rise * (math.log10(y) - bottom) / (top - bottom)

    svg = place("svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=f"{series['name']}: {series['y']} by {series['x']}")
    for power in range(left, right + 1):
        x = across(10.0 ** power)
        svg.append(place("line", x1=x, x2=x, y1=TOP, y2=HEIGHT - BOTTOM, _class="tick"))
        svg.append(place("text", number(10.0 ** power), x=x, y=HEIGHT - BOTTOM + 16, text_anchor="middle", _class="axis"))
    for power in range(bottom, top + 1):
        y = up(10.0 ** power)
        svg.append(place("line", x1=LEFT, x2=LEFT + span, y1=y, y2=y, _class="tick"))
        svg.append(place("text", number(10.0 ** power), x=LEFT - 8, y=y + 4, text_anchor="end", _class="axis"))
    svg.append(place("text", series["x"], x=LEFT + span / 2, y=HEIGHT - 8, text_anchor="middle", _class="axis"))
    svg.append(place("polyline", points=" ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points), _class="curve"))
    for x, y in points:
        dot = place("circle", cx=across(x), cy=up(y), r=4, _class="dot")
        dot.append(E.title(f"{number(x)} {series['x']}: {number(y)} {series['y']}"))
        svg.append(dot)
    return figure(series["name"], " ".join(filter(None, (f"{series['y']}.", series.get("note")))), svg)


def section(document):
    curves = [growth(series) for series in document.get("series", [])]
    return [table(document["figures"]), E.div(*curves, {CLASS: "figures small"})]
