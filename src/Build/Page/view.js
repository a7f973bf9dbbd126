// What of the graph is shown: which groups are unfolded, and which calls are frequent enough.

/** A graph of so many methods is shown whole at the start. */
const methodsAtStart = 60;
/** A larger one begins with its namespaces, the hottest unfolded as long as there are so few boxes. */
const boxesAtStart = 30;
/** So many arrows at the start: more are hard to follow. */
const arrowsAtStart = 150;

const view = { unfolded: new Set(), selected: null, limit: arrowsAtStart };

function startView() {
  if (graph.nodes.length <= methodsAtStart) return model.groups.forEach((group) => view.unfolded.add(group.id));
  let boxes = model.top.length;
  const queue = [...model.top];
  while (queue.length > 0) {
    const item = queue.shift();
    const more = item.children.length - 1;
    if (item.kind === "method" || boxes + more > boxesAtStart) continue;
    boxes += more;
    view.unfolded.add(item.id);
    queue.push(...item.children);
    queue.sort((a, b) => b.heat - a.heat);
  }
}

const isUnfolded = (item) => view.unfolded.has(item.id);

/** The innermost thing that is drawn for an item: itself, or the folded group around it. */
function boxOf(item) {
  let box = item;
  for (let outer = item.parent; outer; outer = outer.parent) if (!isUnfolded(outer)) box = outer;
  return box;
}

/** Boxes, frames around them, and arrows between them, the most frequent first. */
function visible() {
  const boxes = [];
  const frames = [];
  const walk = (item) => {
    if (item.kind === "method" || !isUnfolded(item)) {
      boxes.push(item);
    } else {
      frames.push(item);
      item.children.forEach(walk);
    }
  };
  model.top.forEach(walk);

  const home = new Map();
  const find = (item) => {
    if (!home.has(item)) home.set(item, boxOf(item));
    return home.get(item);
  };
  const joined = new Map();
  const leaving = new Map();
  let inside = 0;
  for (const call of model.calls) {
    const from = find(call.caller);
    const to = find(call.callee);
    if (from === to) {
      if (from.kind === "method") from.isRecursive = true; else inside++;
      continue;
    }
    const key = from.id + " " + to.id;
    let arrow = joined.get(key);
    if (!arrow) joined.set(key, (arrow = { from, to, calls: [], weight: 0, probability: 0, dashed: true }));
    arrow.calls.push(call);
    arrow.weight += call.weight;
    arrow.probability += call.edge.probability;
    arrow.dashed &&= !call.edge.shimmed || call.edge.virtual;
    leaving.set(from, (leaving.get(from) ?? 0) + call.weight);
  }

  // Of a method the probabilities are known; of a group they are weighed by how often its methods are called.
  const arrows = [...joined.values()];
  for (const arrow of arrows) {
    if (arrow.from.kind !== "method") arrow.probability = leaving.get(arrow.from) > 0 ? arrow.weight / leaving.get(arrow.from) : 0;
    arrow.probability = Math.min(1, arrow.probability);
  }
  arrows.sort((a, b) => b.weight - a.weight || (a.from.id + a.to.id < b.from.id + b.to.id ? -1 : 1));
  return { boxes, frames, arrows: arrows.slice(0, view.limit), all: arrows.length, inside };
}

/** What the picture leaves out, in one sentence; empty when it shows everything. */
function leftOut(shown) {
  const folded = shown.boxes.filter((box) => box.kind !== "method");
  const parts = [];
  for (const kind of ["namespace", "type"]) {
    const some = folded.filter((box) => box.kind === kind);
    if (some.length > 0) parts.push(`${plural(some.length, kind)} folded (${plural(some.reduce((sum, box) => sum + box.methods, 0), "method")})`);
  }
  if (shown.inside > 0) parts.push(`${plural(shown.inside, "call")} within them`);
  if (shown.all > shown.arrows.length) parts.push(`${number(shown.all - shown.arrows.length)} less frequent of ${number(shown.all)} arrows not drawn`);
  return parts.length === 0 ? "" : "Not all is shown: " + parts.join(", ") + ".";
}
