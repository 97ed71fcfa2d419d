// SPDX-License-Identifier: MIT
// What changed from one run to another, worst first.

function changeOf(pair) {
  const [before, after] = pair, from = WORD[KIND[before]].replace("diverges", "diverged"), to = WORD[KIND[after]];
  return make("h3", {}, sign(before), make("span", { "aria-hidden": "true" }, "→"), sign(after),
    ` ${from}, now ${to === "diverges" ? "it diverges" : to}`);
}

function change(row, runs) {
  const telling = said(row, runs).filter((piece) => piece.text).sort((a, b) => WORST.indexOf(a.letter) - WORST.indexOf(b.letter));
  const item = make("details", {}, make("summary", {}, make("span", { class: "label" }, ...label(row)),
    make("span", { class: "why" }, telling.length ? telling[0].text.split("\n")[0] : "")));
  item.ontoggle = () => item.children.length > 1 || item.append(detail(row, runs, -1));
  return item;
}

function showChanges() {
  const runs = [Number($("from").value), Number($("to").value)];
  const indices = data.names.map((_, index) => index).filter((index) => new Set(pattern(index, runs)).size > 1);
  const kinds = new Map();
  for (const row of rowsOf(indices, runs, true)) {
    if (!kinds.has(row.verdicts)) kinds.set(row.verdicts, []);
    kinds.get(row.verdicts).push(row);
  }
  const rank = (pair) => pair.includes("n") * 100 + Math.min(...[...pair].map((letter) => WORST.indexOf(letter))) * 2
    + (WORST.indexOf(pair[0]) < WORST.indexOf(pair[1]));
  const sorted = [...kinds].sort(([a], [b]) => rank(a) - rank(b));
  const [from, to] = runs.map((run) => data.runs[run].name);
  const all = data.names.length.toLocaleString("en");
  $("changed").textContent = indices.length ? `${plural(indices.length, "result")} of ${all} differ.`
    : `Nothing: all ${all} results are the same on ${from} and ${to}.`;
  $("differences").replaceChildren(
    ...sorted.map(([pair, rows]) => {
      const heading = changeOf(pair), missing = pair.includes("n"); // what one did not run is not news at first sight
      heading.append(make("span", { class: "many" }, plural(rows.reduce((sum, row) => sum + row.members.length, 0), "result")));
      return make(missing ? "details" : "div", { class: "kind" }, missing ? make("summary", {}, heading) : heading,
        ...rows.map((row) => change(row, runs)));
    }));
}
