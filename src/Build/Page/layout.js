// Places for boxes, frames and arrows. Each frame is laid out by itself (dagre's layered layout), and is then one box of the frame
// around it: so frames never overlap, and a large graph is many small layouts.

const measure = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    context.font = font + " system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
    return context.measureText(text).width;
  };
})();

const longestLabel = 44;
const clip = (text) => (text.length > longestLabel ? text.slice(0, longestLabel - 1) + "…" : text);
const captionHeight = 20;
const padding = 9;

function boxSize(box) {
  const label = measure(clip(box.label), "13px");
  if (box.kind === "method") return { width: Math.ceil(label) + 24 + (box.isRecursive ? 16 : 0), height: 28 };
  return { width: Math.ceil(Math.max(label, measure(plural(box.methods, "method"), "11px"))) + 46, height: 42 };
}

/** What is drawn around an item, from the outermost in, and the item itself. */
function lineage(item) {
  const line = [item];
  for (let outer = item.parent; outer; outer = outer.parent) line.unshift(outer);
  return line;
}

/** Arrows by the frame that both of their ends are in (null: the whole picture), joined where its children are the same. */
function routesByFrame(arrows) {
  const frames = new Map();
  for (const arrow of arrows) {
    const from = lineage(arrow.from);
    const to = lineage(arrow.to);
    let depth = 0;
    while (from[depth] === to[depth]) depth++;
    const frame = depth === 0 ? null : from[depth - 1];
    if (!frames.has(frame)) frames.set(frame, new Map());
    const routes = frames.get(frame);
    const key = from[depth].id + " " + to[depth].id;
    if (!routes.has(key)) routes.set(key, { from: from[depth], to: to[depth], arrows: [], points: [] });
    routes.get(key).arrows.push(arrow);
  }
  return frames;
}

/** Which way calls go at each level: chosen for the window, and kept while one folds and unfolds, so that nothing jumps. */
let flow = { whole: "LR", namespace: "LR", type: "TB" };

function chooseFlow(shown, width, height) {
  let best = 0;
  for (const candidate of ["LR", "TB"].flatMap((whole) => ["LR", "TB"].map((namespace) => ({ whole, namespace, type: "TB" })))) {
    const before = flow;
    flow = candidate;
    const laid = layout(shown);
    const scale = Math.min(width / laid.width, height / laid.height);
    if (scale > best * 1.05) best = scale;
    else flow = before;
  }
}

function layout(shown) {
  const routes = routesByFrame(shown.arrows);
  const inner = new Map();
  const size = (item) => {
    if (item.kind === "method" || !isUnfolded(item)) return boxSize(item);
    const arranged = arrange(item.children, item.children.map(size), [...(routes.get(item)?.values() ?? [])], item.kind);
    inner.set(item, arranged);
    return { width: Math.max(arranged.width + 2 * padding, Math.ceil(measure(clip(item.label), "600 12px")) + 36), height: arranged.height + 2 * padding + captionHeight };
  };
  const whole = arrange(model.top, model.top.map(size), [...(routes.get(null)?.values() ?? [])], "whole");

  const places = new Map();
  const frames = new Map();
  const settle = (items, arranged, x, y) => {
    items.forEach((item, i) => {
      const at = arranged.places[i];
      const place = { x: x + at.x, y: y + at.y, width: at.width, height: at.height };
      if (!inner.has(item)) return places.set(item.id, place);
      frames.set(item.id, place);
      return settle(item.children, inner.get(item), place.x + padding, place.y + padding + captionHeight);
    });
    for (const route of arranged.routes) route.points = route.points.map((point) => ({ x: x + point.x, y: y + point.y }));
  };
  settle(model.top, whole, 0, 0);

  const paths = [...routes.values()].flatMap((some) => [...some.values()]).flatMap((route) => route.arrows.map((arrow) => pathOf(arrow, route, places)));
  return { places, frames, paths, width: whole.width, height: whole.height, labelled: shown.arrows.length <= arrowsAtStart };
}

/** Children of one frame: those with arrows between them in layers, the others in a grid below. */
function arrange(items, sizes, routes, kind) {
  const connected = new Set(routes.flatMap((route) => [route.from, route.to]));
  const gap = kind === "type" ? 10 : kind === "namespace" ? 16 : 28;
  const drawing = new dagre.graphlib.Graph();
  drawing.setGraph({ rankdir: flow[kind], nodesep: gap, edgesep: 10, ranksep: kind === "type" ? 32 : kind === "namespace" ? 46 : 60, ranker: items.length > 150 ? "longest-path" : "network-simplex" });
  items.forEach((item, i) => connected.has(item) && drawing.setNode(item.id, { ...sizes[i] }));
  for (const route of routes) drawing.setEdge(route.from.id, route.to.id, { weight: Math.min(8, route.arrows.length) });
  dagre.layout(drawing);
  const { width = 0, height = 0 } = connected.size > 0 ? drawing.graph() : {};
  for (const route of routes) route.across = flow[kind] === "LR";
  for (const route of routes) route.points = drawing.edge(route.from.id, route.to.id).points.slice(1, -1);

  const places = items.map((item, i) => {
    if (!connected.has(item)) return null;
    const { x, y } = drawing.node(item.id);
    return { x: x - sizes[i].width / 2, y: y - sizes[i].height / 2, ...sizes[i] };
  });
  const rest = grid(sizes.filter((_, i) => !places[i]), gap, Math.max(width, kind === "type" ? 200 : 420), height > 0 ? height + gap : 0);
  let next = 0;
  return { routes, places: places.map((place) => place ?? rest.places[next++]), width: Math.max(width, rest.width), height: Math.max(height, rest.height) };
}

/** Rows from left to right, as a text is set. */
function grid(sizes, gap, width, top) {
  const area = sizes.reduce((sum, size) => sum + (size.width + gap) * (size.height + gap), 0);
  const right = Math.max(width, Math.sqrt(area * 1.6), ...sizes.map((size) => size.width));
  let [x, y, row, widest] = [0, top, 0, 0];
  const places = sizes.map((size) => {
    if (x > 0 && x + size.width > right) [x, y, row] = [0, y + row + gap, 0];
    const place = { x, y, ...size };
    x += size.width + gap;
    row = Math.max(row, size.height);
    widest = Math.max(widest, place.x + size.width);
    return place;
  });
  return { places, width: widest, height: sizes.length > 0 ? y + row : 0 };
}

/** The middle of the side of a box that faces a point; left or right where calls go across. */
function side(box, towards, across) {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const [right, down] = [towards.x - x, towards.y - y];
  if (!across && Math.abs(down) - box.height / 2 > Math.abs(right) - box.width / 2) return { x, y: y + (Math.sign(down) * box.height) / 2 };
  return { x: x + (Math.sign(right) * box.width) / 2, y };
}

/** From box to box by the bends of the route that the arrow shares with others. */
function pathOf(arrow, route, places) {
  const from = places.get(arrow.from.id);
  const to = places.get(arrow.to.id);
  const bends = route.points.length > 0 ? route.points : [{ x: (from.x + from.width + to.x) / 2, y: (from.y + from.height / 2 + to.y + to.height / 2) / 2 }];
  const start = side(from, bends[0], route.across);
  const end = side(to, bends[bends.length - 1], route.across);
  // Arrows on one route are told apart where their own ends are.
  const label = route.arrows.length === 1 ? bends[bends.length >> 1]
    : route.arrows.some((other) => other !== arrow && other.from === arrow.from) ? between(bends[bends.length - 1], end) : between(start, bends[0]);
  return { arrow, points: [start, ...bends, end], x: label.x, y: label.y };
}

const between = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
