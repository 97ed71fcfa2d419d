// SPDX-License-Identifier: MIT
// What joins the parts of the page: the address, keys, controls.
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
