// SPDX-License-Identifier: MIT
// The matrix: each row, on each run.

const BATCH = 250; // rows that are made at once
let rows = [], made = 0;

function toggle(row, line, run) {
  const open = line.nextElementSibling?.classList.contains("opened");
  const button = line.querySelector("button");
  if (open) line.nextElementSibling.remove();
  if (open && run === undefined) return button.setAttribute("aria-expanded", "false");
  line.after(make("tr", { class: "opened" }, make("td", { colspan: data.runs.length + 1 }, detail(row, everyRun, run ?? -1))));
  button.setAttribute("aria-expanded", "true");
  line.nextElementSibling.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
}

function lineOf(row) {
  const line = make("tr");
  line.append(make("th", { scope: "row" }, make("button", {
    type: "button", class: "label", tabindex: -1, "aria-expanded": "false", onclick: () => toggle(row, line),
  }, ...label(row))));
  for (const run of everyRun)
    line.append(make("td", { class: KIND[row.verdicts[run]], onclick: () => toggle(row, line, run) }, sign(row.verdicts[run])));
  return line;
}

function more() {
  const body = $("table").tBodies[0];
  body.append(...rows.slice(made, made + BATCH).map(lineOf));
  if (!made && rows.length) body.querySelector("button").tabIndex = 0;
  made = Math.min(made + BATCH, rows.length);
}

function showMatrix() {
  const words = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = {
    differ: (verdicts) => new Set(verdicts.replaceAll("n", "")).size > 1,
    bad: (verdicts) => /[fd]/.test(verdicts),
    missing: (verdicts) => verdicts.includes("n"),
    all: () => true,
  };
  const indices = data.names.map((_, index) => index).filter((index) =>
    words.every((word) => data.names[index].toLowerCase().includes(word)) && wanted[$("show").value](pattern(index, everyRun)));
  rows = rowsOf(indices, everyRun, $("fold").checked);
  made = 0;
  $("table").tBodies[0].replaceChildren();
  $("table").hidden = !rows.length;
  more();
  $("shown").textContent = indices.length
    ? `${indices.length.toLocaleString("en")} of ${plural(data.names.length, "result")}` + (rows.length < indices.length ? ` in ${plural(rows.length, "row")}` : "")
    : "No row is like that.";
}
