// Places for boxes, frames and arrows, by dagre's layered layout: callers left, callees right.

const measure = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    context.font = font + " system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
    return context.measureText(text).width;
  };
})();

const longestLabel = 44;
const clip = (text) => (text.length > longestLabel ? text.slice(0, longestLabel - 1) + "…" : text);

function boxSize(box) {
  const label = measure(clip(box.label), "13px");
  if (box.kind === "method") return { width: Math.ceil(label) + 24 + (box.isRecursive ? 16 : 0), height: 28 };
  return { width: Math.ceil(Math.max(label, measure(plural(box.methods, "method"), "11px"))) + 46, height: 42 };
}

function layout(shown) {
  const drawing = new dagre.graphlib.Graph({ compound: true });
  drawing.setGraph({ rankdir: "LR", nodesep: 14, edgesep: 6, ranksep: 58, marginx: 20, marginy: 20, ranker: shown.boxes.length > 150 ? "longest-path" : "network-simplex" });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const frame of shown.frames) drawing.setNode(frame.id, {});
  for (const box of shown.boxes) drawing.setNode(box.id, boxSize(box));
  for (const item of [...shown.frames, ...shown.boxes]) if (item.parent) drawing.setParent(item.id, item.parent.id);
  const labelled = shown.arrows.length <= arrowsAtStart;
  for (const arrow of shown.arrows) {
    drawing.setEdge(arrow.from.id, arrow.to.id, { weight: 1 + Math.round(4 * arrow.probability), width: labelled ? 34 : 0, height: labelled ? 12 : 0, labelpos: "c" });
  }
  dagre.layout(drawing);

  const places = new Map();
  for (const box of shown.boxes) {
    const { x, y, width, height } = drawing.node(box.id);
    places.set(box.id, { x: x - width / 2, y: y - height / 2, width, height });
  }
  return { places, frames: framesAround(shown, places), paths: shown.arrows.map((arrow) => ({ arrow, ...drawing.edge(arrow.from.id, arrow.to.id) })), labelled };
}

/** A frame is what its boxes need, and room for its caption. */
function framesAround(shown, places) {
  const frames = new Map();
  const cover = (item) => {
    if (places.has(item.id)) return places.get(item.id);
    const inner = item.children.map(cover);
    const pad = item.kind === "type" ? 7 : 9;
    const caption = 19;
    const x = Math.min(...inner.map((place) => place.x)) - pad;
    const y = Math.min(...inner.map((place) => place.y)) - pad - caption;
    const right = Math.max(...inner.map((place) => place.x + place.width)) + pad;
    const bottom = Math.max(...inner.map((place) => place.y + place.height)) + pad;
    const place = { x, y, width: Math.max(right - x, Math.ceil(measure(clip(item.label), "600 12px")) + 34), height: bottom - y };
    frames.set(item.id, place);
    return place;
  };
  for (const item of model.top) if (isUnfolded(item)) cover(item);
  return frames;
}
