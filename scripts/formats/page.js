// SPDX-License-Identifier: MIT
// The page's changes and matrix, out of its embedded data. Whatever a guest printed is only ever text here.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const KIND = { p: "pass", f: "fail", s: "skip", d: "diverges", n: "none" };
const WORD = { pass: "passed", fail: "failed", skip: "skipped", diverges: "diverges", none: "not run" };
const WORST = "fdspn"; // first
const BATCH = 250; // rows that are made at once
const FEW = 6; // pieces of evidence that are shown at once
const everyRun = data.runs.map((_, run) => run);
const $ = (id) => document.getElementById(id);

// make("td", { class: "x", onclick: f }, child...): an element.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes))
    if (typeof value === "function") element[key] = value;
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  element.append(...children);
  return element;
}

function sign(letter) {
  const kind = KIND[letter];
  return make("span", { class: `sign ${kind}`, title: WORD[kind] },
    make("span", { "aria-hidden": "true" }, data.signs[kind]), make("span", { class: "spoken" }, WORD[kind]));
}

function plural(number, what) {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}

// --- rows: one check in one scenario, or in all the scenarios where it went alike

const pattern = (index, runs) => runs.map((run) => data.runs[run].verdicts[index]).join("");

function rowsOf(indices, runs, fold) {
  const rows = new Map();
  for (const index of indices) {
    const verdicts = pattern(index, runs);
    const alike = fold && data.scenarios[index] !== null ? `${data.checks[index]} ${verdicts}` : index;
    if (!rows.has(alike)) rows.set(alike, { verdicts, members: [] });
    rows.get(alike).members.push(index);
  }
  return [...rows.values()];
}

// A name, which may be broken where it has a joint.
function jointed(name) {
  return name.split(/(?<=[.-])/).flatMap((part) => [part, make("wbr")]);
}

function label(row) {
  const [index] = row.members, scenario = data.scenarios[index], check = jointed(data.checks[index]);
  if (row.members.length > 1) return [...check, " ", make("span", { class: "many" }, plural(row.members.length, "scenario"))];
  return [scenario === null ? "" : make("span", { class: "scenario" }, ...jointed(`${scenario}.`)), ...check];
}

// entry(table, name): what the catalogues say about it, of whichever architecture.
function entry(table, name) {
  for (const tables of Object.values(data.catalogue)) if (tables[table][name]) return tables[table][name];
  return null;
}

function names(runs) {
  if (runs.length === data.runs.length && runs.length > 1) return "all runs";
  return runs.map((run) => data.runs[run].name).join(", ");
}

// said(row, runs): what was noted, each text once, with the runs and the number of scenarios that it was noted in.
function said(row, runs) {
  const pieces = new Map();
  for (const run of runs)
    for (const index of row.members) {
      const letter = data.runs[run].verdicts[index], text = data.runs[run].evidence[index];
      const key = `${letter} ${text}`;
      if (!pieces.has(key)) pieces.set(key, { letter, text: data.texts[text], runs: new Set(), members: new Set() });
      pieces.get(key).runs.add(run);
      pieces.get(key).members.add(index);
    }
  return [...pieces.values()];
}

function evidence(row, runs, chosen) {
  const ofChosen = (piece) => piece.runs.has(chosen) ? 0 : 1;
  const items = said(row, runs).sort((a, b) => ofChosen(a) - ofChosen(b)).map((piece) => {
    const members = [...piece.members], some = members.length < row.members.length;
    const where = members.length > 1 ? plural(members.length, "scenario") : data.scenarios[members[0]];
    const count = some ? make("span", { class: "hint" }, ` in ${where}`) : "";
    const lines = piece.text ? piece.text.split("\n").map((line) => make("code", {}, line))
      : [make("span", { class: "hint" }, piece.letter === "n" ? "" : "nothing noted")];
    return make("li", { class: piece.runs.has(chosen) ? "chosen" : false },
      sign(piece.letter), make("div", {}, make("b", {}, names([...piece.runs])), count, ...lines));
  });
  const list = make("ul", { class: "evidence" }, ...items.slice(0, FEW));
  if (items.length > FEW)
    list.append(make("li", {}, make("button", {
      type: "button",
      onclick: (event) => event.target.parentElement.replaceWith(...items.slice(FEW)),
    }, `and ${items.length - FEW} more`)));
  return list;
}

// detail(row, runs, chosen): everything about a row; what was noted in the chosen run stands out.
function detail(row, runs, chosen) {
  const [index] = row.members, check = data.checks[index];
  const about = entry("checks", check) || entry("errnos", check);
  const box = make("div", { class: "detail" });
  if (about) {
    box.append(make("p", { class: "sentence" }, about[0]));
    for (const more of about.slice(1)) box.append(make("p", { class: "hint" }, more.replace(/^lies:/, "lies that make it fail:")));
  }
  box.append(evidence(row, runs, chosen));
  const scenarios = row.members.filter((member) => data.scenarios[member] !== null).map((member) => {
    const name = data.scenarios[member], claims = entry("scenarios", name) || [];
    return make("li", {}, make("code", {}, name), " ", make("span", { class: "hint" }, claims.join(" · ")));
  });
  if (scenarios.length === 1) box.append(make("ul", { class: "scenarios" }, ...scenarios));
  if (scenarios.length > 1)
    box.append(make("details", {}, make("summary", {}, plural(scenarios.length, "scenario")),
      make("ul", { class: "scenarios" }, ...scenarios)));
  return box;
}

// --- what changed from one run to another

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
  $("differences").replaceChildren(
    make("p", { class: "sum" }, indices.length
      ? `${plural(indices.length, "result")} of ${data.names.length.toLocaleString("en")} differ.`
      : `Nothing: all ${data.names.length.toLocaleString("en")} results are the same on ${from} and ${to}.`),
    ...sorted.map(([pair, rows]) => {
      const heading = changeOf(pair), missing = pair.includes("n"); // what one did not run is not news at first sight
      heading.append(make("span", { class: "many" }, plural(rows.reduce((sum, row) => sum + row.members.length, 0), "result")));
      return make(missing ? "details" : "div", { class: "kind" }, missing ? make("summary", {}, heading) : heading,
        ...rows.map((row) => change(row, runs)));
    }));
}

// --- the matrix

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

// --- the address keeps what is shown, so that it can be passed on

const CONTROLS = { from: "value", to: "value", filter: "value", show: "value", fold: "checked" };

function remember() {
  const state = new URLSearchParams();
  for (const [id, property] of Object.entries(CONTROLS))
    state.set(id, id === "from" || id === "to" ? data.runs[$(id).value]?.name ?? "" : $(id)[property]);
  history.replaceState(null, "", `#${state}`);
}

function recall() {
  for (const [id, value] of new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "")) {
    const run = data.runs.findIndex(({ name }) => name === value);
    if ((id === "from" || id === "to") && run >= 0) $(id).value = run;
    else if (id === "fold") $(id).checked = value === "true";
    else if (id === "show" && [...$(id).options].some((option) => option.value === value)) $(id).value = value;
    else if (id === "filter") $(id).value = value;
  }
}

// --- keys

function onKey(event) {
  const typing = /^(INPUT|SELECT)$/.test(event.target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    $("filter").focus();
  } else if (event.key === "Escape") {
    const line = event.target.closest?.("#table tr");
    const owner = line?.classList.contains("opened") ? line.previousElementSibling : line;
    const button = owner?.querySelector('button[aria-expanded="true"]');
    if (button) {
      button.click();
      button.focus();
    }
  }
}

function onRowKey(event) {
  if (!event.target.matches("button.label") || !/^(Arrow(Up|Down)|Home|End)$/.test(event.key)) return;
  event.preventDefault();
  const buttons = () => [...$("table").querySelectorAll("tbody button.label")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  while (event.key === "End" ? made < rows.length : event.target === buttons().at(-1) && step === 1 && made < rows.length) more();
  const all = buttons(), here = all.indexOf(event.target);
  const next = all[event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : here + step];
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

// --- the beginning

const longest = Math.max(0, ...data.runs.map(({ name }) => name.length));
$("table").tHead.append(make("tr", {}, make("th", { scope: "col" }, "check"),
  ...data.runs.map(({ name }) => make("th", { scope: "col", class: longest * data.runs.length > 90 ? "run upright" : "run" }, make("span", {}, name)))));
for (const id of ["from", "to"]) $(id).append(...data.runs.map(({ name }, run) => make("option", { value: run }, name)));
$("from").value = Math.max(0, data.runs.length - 2);
$("to").value = data.runs.length - 1;
if (data.runs.length < 2) $("show").value = data.runs.some(({ verdicts }) => /[fd]/.test(verdicts)) ? "bad" : "all";
recall();

const changes = () => { showChanges(); remember(); };
const matrix = () => { showMatrix(); remember(); };
for (const id of ["from", "to"]) $(id).onchange = changes;
for (const id of ["show", "fold"]) $(id).onchange = matrix;
$("filter").oninput = matrix;
$("filter").form.onsubmit = (event) => event.preventDefault();
$("swap").onclick = () => {
  [$("from").value, $("to").value] = [$("to").value, $("from").value];
  changes();
};
document.addEventListener("keydown", onKey);
$("table").addEventListener("keydown", onRowKey);
new IntersectionObserver((seen) => seen.at(-1).isIntersecting && more(), { root: $("scroll"), rootMargin: "900px" }).observe($("rest"));

$("changes").hidden = data.runs.length < 2;
$("matrix").hidden = false;
if (data.runs.length > 1) showChanges();
showMatrix();
