// The same graph as a tree of text: for search, for the keyboard, and for who does not see the picture.

const outline = document.getElementById("outline");
const search = document.getElementById("search");
const matches = document.getElementById("matches");
const mostMatches = 400;
let found = null;

function html(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Items with their depth, as far as they are unfolded; while searching, what was found and the groups around it. */
function rows() {
  const list = [];
  const walk = (item, depth) => {
    if (found && !found.around.has(item)) return;
    const open = item.kind !== "method" && (found ? item.children.some((child) => found.around.has(child)) : isUnfolded(item));
    list.push({ item, depth, open });
    if (open) for (const child of item.children) walk(child, depth + 1);
  };
  for (const item of model.top) walk(item, 0);
  return list;
}

function drawOutline() {
  const list = rows();
  const stop = list.find((row) => row.item === view.selected)?.item ?? list[0]?.item;
  outline.replaceChildren(...list.map(({ item, depth, open }) => {
    const row = html("div", {
      class: "item", role: "treeitem", "aria-level": depth + 1, "aria-selected": item === view.selected, tabindex: item === stop ? 0 : -1, "data-id": item.id, style: `--depth:${depth}`,
      ...(item.kind === "method" ? {} : { "aria-expanded": open }),
    },
    html("span", { class: "twist", "aria-hidden": "true" }, item.kind === "method" ? "" : open ? "▾" : "▸"),
    html("span", { class: `dot fill-${item.level}`, "aria-hidden": "true" }),
    html("span", { class: "name" }, item.label));
    if (item.heat >= 0.005) row.append(html("span", { class: "share" }, percent(item.heat)));
    row.title = fullName(item);
    return row;
  }));
}

/** All words must be somewhere in the name or the file. */
function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word);
  found = null;
  if (words.length > 0) {
    const hits = [...model.items.values()].filter((item) => {
      const name = (fullName(item) + " " + (item.node?.file ?? "")).toLowerCase();
      // A group is found by its own name alone: its methods are found by theirs.
      return item.kind === "method" ? words.every((word) => name.includes(word)) : words.every((word) => item.label.toLowerCase().includes(word));
    });
    const rank = (item) => (item.label.toLowerCase().startsWith(words[0]) ? 0 : item.label.toLowerCase().includes(words[0]) ? 1 : 2);
    hits.sort((a, b) => rank(a) - rank(b) || (a.kind === "method" ? 0 : 1) - (b.kind === "method" ? 0 : 1) || b.heat - a.heat);
    const around = new Set();
    for (const hit of hits.slice(0, mostMatches)) for (let item = hit; item; item = item.parent) around.add(item);
    found = { hits, around };
  }
  matches.textContent = !found ? "" : found.hits.length === 0 ? "Nothing found." : plural(found.hits.length, "match").replace("matchs", "matches") + (found.hits.length > mostMatches ? `, the first ${mostMatches} shown` : "");
  drawOutline();
}

const rowOf = (element) => element?.closest?.("[role=treeitem]");
const itemOf = (row) => model.items.get(row.dataset.id);

outline.addEventListener("click", (event) => {
  const row = rowOf(event.target);
  if (!row) return;
  const item = itemOf(row);
  if (event.target.closest(".twist") && item.kind !== "method") toggle(item, "outline");
  else select(item, "outline");
});
outline.addEventListener("dblclick", (event) => {
  const row = rowOf(event.target);
  if (row && itemOf(row).kind !== "method") toggle(itemOf(row), "outline");
});
outline.addEventListener("keydown", (event) => {
  const row = rowOf(event.target) ?? outline.querySelector("[role=treeitem]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = itemOf(row);
  const list = [...outline.children];
  const at = list.indexOf(row);
  const open = row.getAttribute("aria-expanded");
  const step = {
    ArrowDown: () => focusRow(list[at + 1]),
    ArrowUp: () => focusRow(list[at - 1]),
    Home: () => focusRow(list[0]),
    End: () => focusRow(list[list.length - 1]),
    ArrowRight: () => (open === "false" ? toggle(item, "outline") : open === "true" && focusRow(list[at + 1])),
    ArrowLeft: () => (open === "true" && !found ? toggle(item, "outline") : item.parent && focusRow(rowFor(item.parent))),
    Enter: () => select(item, "outline"),
    " ": () => select(item, "outline"),
    Escape: () => release(),
  }[event.key];
  if (step) {
    event.preventDefault();
    step();
  } else if (event.key.length === 1 && event.key !== "/") {
    const later = [...list.slice(at + 1), ...list.slice(0, at + 1)];
    focusRow(later.find((other) => itemOf(other).label.toLowerCase().startsWith(event.key.toLowerCase())));
  }
});

const rowFor = (item) => outline.querySelector(`[data-id="${CSS.escape(item.id)}"]`);

function focusRow(row) {
  if (!row) return;
  outline.querySelector("[tabindex='0']")?.setAttribute("tabindex", -1);
  row.setAttribute("tabindex", 0);
  row.focus();
}

search.addEventListener("input", () => find(search.value));
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && found?.hits.length > 0) select(found.hits[0], "search");
  else if (event.key === "ArrowDown") focusRow(outline.querySelector("[role=treeitem]"));
  else if (event.key === "Escape" && search.value) {
    search.value = "";
    find("");
  } else return;
  event.preventDefault();
});
