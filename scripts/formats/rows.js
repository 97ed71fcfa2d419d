// SPDX-License-Identifier: MIT
// What all of the page's script shares: its data, elements, rows of results, and what is known about a row. Whatever a
// guest printed is only ever text here.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const KIND = { p: "pass", f: "fail", s: "skip", d: "diverges", n: "none" };
const WORD = { pass: "passed", fail: "failed", skip: "skipped", diverges: "diverges", none: "not run" };
const WORST = "fdspn"; // first
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
  const about = entry("checks", check) || entry("errnos", check) || entry("lies", check);
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
