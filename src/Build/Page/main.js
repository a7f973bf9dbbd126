// What happens when: the one place that changes the view.

const say = (text) => { document.getElementById("status").textContent = text; };

function redraw(text, choosesFlow = false) {
  draw(choosesFlow);
  drawOutline();
  drawDetails();
  say(`${text} ${plural(picture.shown.boxes.length, "box").replace("boxs", "boxes")}, ${plural(picture.shown.arrows.length, "arrow")}. ${leftOut(picture.shown)}`);
}

/** Shows an item: unfolds what is around it, selects it, brings it into sight. */
function select(item, from) {
  let hidden = false;
  for (let outer = item.parent; outer; outer = outer.parent) {
    hidden ||= !isUnfolded(outer);
    view.unfolded.add(outer.id);
  }
  view.selected = item;
  if (hidden) redraw(`${fullName(item)} selected.`);
  else {
    markSelection();
    drawOutline();
    drawDetails();
    say(item.kind === "method" ? spoken(item) : `${item.kind} ${fullName(item)}, ${plural(item.methods, "method")}`);
  }
  bringIntoSight(item.id);
  refocus(item, from);
}

function toggle(item, from) {
  const fromX = picture.places.get(item.id);
  if (isUnfolded(item)) view.unfolded.delete(item.id); else view.unfolded.add(item.id);
  if (view.selected && view.selected !== item && isWithin(view.selected, item)) view.selected = item;
  redraw(`${item.kind} ${fullName(item)} ${isUnfolded(item) ? "unfolded" : "folded"}.`);
  // What was clicked stays where it was.
  const now = picture.places.get(item.id);
  if (fromX && now) {
    camera.x += (fromX.x - now.x) * camera.scale;
    camera.y += (fromX.y - now.y) * camera.scale;
    place(false);
  }
  refocus(item, from);
}

function release() {
  const item = view.selected;
  view.selected = null;
  markSelection();
  drawOutline();
  drawDetails();
  say("Nothing is selected.");
  if (item && !document.activeElement?.closest?.("#canvas, #outline")) refocus(item, "canvas");
}

/** The focus stays in the part of the page that it was in, though its elements are new. */
function refocus(item, from) {
  if (from === "outline") {
    const row = rowFor(item);
    focusRow(row);
    row?.scrollIntoView({ block: "nearest" });
  } else if (from === "canvas") {
    focusBox(item);
  } else if (from === "details") {
    details.focus();
  }
  if (from !== "outline") rowFor(item)?.scrollIntoView({ block: "nearest" });
}

function focusBox(item) {
  const element = picture.elements.get(item.id);
  if (!element) return;
  world.querySelector("[tabindex='0']")?.setAttribute("tabindex", -1);
  element.setAttribute("tabindex", 0);
  element.focus({ preventScroll: true });
}

canvas.addEventListener("click", (event) => {
  if (dragged > 4) return;
  const element = event.target.closest("[data-id]");
  if (!element) return release();
  const item = model.items.get(element.dataset.id);
  if (item.kind === "method") select(item, "canvas");
  else toggle(item, "canvas");
});

canvas.addEventListener("keydown", (event) => {
  const element = event.target.closest("[data-id]");
  if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = model.items.get(element.dataset.id);
  const step = {
    ArrowRight: () => walk(item, "from", "to") ?? nearest(item, 1, 0),
    ArrowLeft: () => walk(item, "to", "from") ?? nearest(item, -1, 0),
    ArrowDown: () => nearest(item, 0, 1),
    ArrowUp: () => nearest(item, 0, -1),
  }[event.key];
  if (step) {
    const next = step();
    if (next) {
      focusBox(next);
      bringIntoSight(next.id);
    }
  } else if (event.key === "Enter" || event.key === " ") {
    if (item.kind === "method") select(item, "canvas"); else toggle(item, "canvas");
  } else if (event.key === "Backspace") {
    if (item.parent) toggle(item.parent, "canvas");
  } else return;
  event.preventDefault();
});

/** Along the most probable arrow. */
function walk(item, here, there) {
  const arrows = picture.shown.arrows.filter((arrow) => arrow[here] === item).sort((a, b) => b.probability - a.probability);
  return arrows[0]?.[there];
}

/** The nearest box in a direction: what lies aside counts double. */
function nearest(item, dx, dy) {
  const centre = (place) => ({ x: place.x + place.width / 2, y: place.y + place.height / 2 });
  const here = centre(picture.places.get(item.id));
  let best = null;
  let least = Infinity;
  for (const box of [...picture.shown.boxes, ...picture.shown.frames]) {
    const place = picture.places.get(box.id);
    const there = isUnfolded(box) ? { x: place.x + place.width / 2, y: place.y + 10 } : centre(place);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (box !== item && along > 4 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = box;
    }
  }
  return best;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  const act = { "/": () => search.focus(), "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), "0": () => fit() }[event.key];
  if (act) {
    event.preventDefault();
    act();
  } else if (event.key === "Escape" && !event.defaultPrevented) release();
});

document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("zoom-fit").addEventListener("click", () => fit());
document.getElementById("unfold").addEventListener("click", () => {
  model.groups.forEach((group) => view.unfolded.add(group.id));
  redraw("All unfolded.", true);
  fit();
});
document.getElementById("fold").addEventListener("click", () => {
  view.unfolded.clear();
  redraw("All folded.", true);
  fit();
});

const limit = document.getElementById("limit");
limit.addEventListener("input", () => {
  document.getElementById("limit-value").textContent = limit.value;
});
limit.addEventListener("change", () => {
  view.limit = Number(limit.value);
  redraw(`The ${limit.value} most frequent calls.`);
});

const theme = document.getElementById("theme");
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";
const nameTheme = () => theme.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
});
systemIsDark.addEventListener("change", nameTheme);

// Where the figures come from: a model of runs, or the code alone.
function figures() {
  if (graph.measured) return graph.measured.text;
  return graph.nodes.some((node) => node.measured) ? "figures were measured in the runs of a model" : "before the first run, all figures are estimates from the code";
}

function start() {
  const methods = graph.nodes.length;
  document.getElementById("summary").textContent = methods === 0
    ? "No shadowed calls: mark methods with [Shadowed], and build again."
    : `${plural(methods, "method")}, ${plural(graph.edges.length, "call")}; ${figures()}`;
  document.getElementById("heats").append(...heatWords.map((words, level) => html("span", { class: `fill-${level}` }, words)));
  limit.value = view.limit;
  document.getElementById("limit-value").textContent = limit.value;
  nameTheme();
  startView();
  redraw("Call graph drawn.", true);
  fit(false);
}

start();
