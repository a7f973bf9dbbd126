// The picture: SVG for what view.js shows at the places that layout.js found.

const world = document.getElementById("world");
let picture = null;

function svg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function draw(choosesFlow) {
  for (const item of model.items.values()) item.isRecursive = false;
  const shown = visible();
  if (choosesFlow && shown.boxes.length > 0) chooseFlow(shown, canvas.clientWidth, canvas.clientHeight);
  const laid = layout(shown);
  const places = new Map([...laid.frames, ...laid.places]);
  const elements = new Map();
  const frames = shown.frames.map((frame) => drawFrame(frame, places.get(frame.id), elements));
  const arrows = laid.paths.map((path) => drawArrow(path, laid.labelled));
  const boxes = shown.boxes.map((box) => drawBox(box, places.get(box.id), elements));
  world.replaceChildren(...frames, ...arrows.map((arrow) => arrow.element), ...boxes);
  picture = { shown, places, elements, arrows };
  document.getElementById("folded").textContent = leftOut(shown);
  markSelection();
}

function drawFrame(frame, place, elements) {
  const caption = svg("g", { class: "caption", role: "button", tabindex: -1, "aria-expanded": "true", "aria-label": `${frame.kind} ${fullName(frame)}, unfolded`, "data-id": frame.id },
    svg("rect", { x: place.x + 1, y: place.y + 1, width: place.width - 2, height: 20 }),
    svg("text", { x: place.x + 9, y: place.y + 15, "aria-hidden": "true" }, "−"),
    svg("text", { x: place.x + 22, y: place.y + 15 }, clip(frame.label)),
    svg("rect", { class: "ring", x: place.x + 2, y: place.y + 2, width: place.width - 4, height: 19, rx: 4 }));
  elements.set(frame.id, caption);
  return svg("g", { class: "frame " + frame.kind }, svg("rect", { class: "back", x: place.x, y: place.y, width: place.width, height: place.height, rx: 8 }), caption);
}

function drawBox(box, place, elements) {
  const { x, y, width, height } = place;
  const isGroup = box.kind !== "method";
  const flags = isGroup ? "" : box.node.flags;
  const round = /[xfo]/.test(flags) ? height / 2 : 6;
  const element = svg("g", {
    class: `box ${box.kind}${isGroup || /[sxfo]/.test(flags) ? "" : " plain"}`, role: "button", tabindex: -1, "data-id": box.id, "aria-label": spoken(box),
    ...(isGroup ? { "aria-expanded": "false" } : { "aria-pressed": "false" }),
  });
  if (isGroup) element.append(svg("rect", { class: `fill-${box.level}`, x: x + 4, y: y + 4, width, height, rx: round }));
  element.append(svg("rect", { class: `face fill-${box.level}`, x, y, width, height, rx: round }));
  const ink = `ink-${box.level}`;
  if (isGroup) {
    element.append(
      svg("text", { class: ink, x: x + 11, y: y + 18, "aria-hidden": "true" }, "+"),
      svg("text", { class: ink, x: x + 25, y: y + 18 }, clip(box.label)));
  } else {
    element.append(svg("text", { class: ink, x: x + 12, y: y + 18.5 }, clip(box.label)));
    if (box.isRecursive) element.append(svg("text", { class: ink, x: x + width - 22, y: y + 18.5, "aria-hidden": "true" }, "↻"));
  }

  element.append(svg("rect", { class: "ring", x: x - 3, y: y - 3, width: width + 6, height: height + 6, rx: round + 3 }));
  element.append(svg("title", {}, isGroup ? fullName(box) : `${fullName(box)}\n${box.node.file ? `${box.node.file}(${box.node.line})` : box.node.assembly}`));
  elements.set(box.id, element);
  // Outside of the button: its name has the number already.
  return isGroup ? svg("g", {}, element, svg("text", { class: `${ink} count`, x: x + 25, y: y + 33, "aria-hidden": "true" }, plural(box.methods, "method"))) : element;
}

function spoken(box) {
  if (box.kind !== "method") return `${box.kind} ${fullName(box)}, folded, ${plural(box.methods, "method")}, ${percent(box.heat)} of the work`;
  return `${fullName(box)}, ${percent(box.heat)} of the work, calls ${box.calls.length}, called by ${box.calledBy.length}`;
}

function drawArrow({ arrow, points, x, y }, labelled) {
  const path = svg("path", { d: curve(points), "stroke-width": (0.8 + 3.7 * arrow.probability).toFixed(2), "marker-end": "url(#tip)" });
  const element = svg("g", { class: "arrow" + (arrow.dashed ? " dashed" : ""), "aria-hidden": "true" }, path);
  if (labelled) element.append(svg("text", { x, y }, percent(arrow.probability)));
  return { arrow, element };
}

/** A cubic B-spline through the layout's bends, which begins and ends at the boxes. */
function curve(points) {
  const at = (p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`;
  const mix = (a, b, t) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  if (points.length < 3) return `M${at(points[0])}L${at(points[points.length - 1])}`;
  let text = `M${at(points[0])}L${at(mix(points[0], points[1], 1 / 6))}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, here, after] = [points[i - 1], points[i], points[i + 1]];
    const end = i === points.length - 2 ? mix(here, after, 5 / 6) : mix(here, after, 1 / 2);
    const start = i === 1 ? mix(before, here, 1 / 6) : mix(before, here, 1 / 2);
    text += `C${at(mix(start, here, 2 / 3))} ${at(mix(end, here, 2 / 3))} ${at(end)}`;
  }
  return text + `L${at(points[points.length - 1])}`;
}

/** Shows who is next to what is selected, and lets Tab come back to it. */
function markSelection() {
  const box = view.selected && boxOf(view.selected);
  const near = new Set();
  for (const { arrow, element } of picture.arrows) {
    const isNear = box !== null && (arrow.from === box || arrow.to === box);
    element.classList.toggle("near", isNear);
    if (isNear) near.add(arrow.from.id).add(arrow.to.id);
  }
  world.classList.toggle("picked", box !== null && picture.places.has(box.id) && !isUnfolded(box));
  const stop = box && picture.elements.has(box.id) ? box.id : picture.shown.boxes[0]?.id;
  for (const [id, element] of picture.elements) {
    const isSelected = box?.id === id;
    element.classList.toggle("selected", isSelected);
    element.classList.toggle("near", near.has(id));
    if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", String(isSelected));
    element.setAttribute("tabindex", id === stop ? 0 : -1);
  }
}
