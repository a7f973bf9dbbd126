// Where one looks: pan by dragging, zoom by wheel, pinch, keys and buttons.

const canvas = document.getElementById("canvas");
const camera = { x: 0, y: 0, scale: 1 };
const leastScale = 0.05;
const mostScale = 4;

function place(glides) {
  world.classList.toggle("gliding", glides);
  world.style.transform = `translate(${camera.x}px,${camera.y}px) scale(${camera.scale})`;
}

function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2, glides = true) {
  const scale = Math.min(mostScale, Math.max(leastScale, camera.scale * factor));
  camera.x = x - (x - camera.x) * (scale / camera.scale);
  camera.y = y - (y - camera.y) * (scale / camera.scale);
  camera.scale = scale;
  place(glides);
}

function bounds() {
  const all = [...picture.places.values()];
  if (all.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...all.map((p) => p.x));
  const y = Math.min(...all.map((p) => p.y));
  return { x, y, width: Math.max(...all.map((p) => p.x + p.width)) - x, height: Math.max(...all.map((p) => p.y + p.height)) - y };
}

/** All of it, but never larger than life. */
function fit(glides = true) {
  const { x, y, width, height } = bounds();
  const margin = 28;
  const note = document.getElementById("folded").offsetHeight;
  const scale = Math.min(1.25, (canvas.clientWidth - 2 * margin) / width, (canvas.clientHeight - 2 * margin - note) / height);
  camera.scale = Math.max(leastScale, scale);
  camera.x = (canvas.clientWidth - width * camera.scale) / 2 - x * camera.scale;
  camera.y = (canvas.clientHeight + note - height * camera.scale) / 2 - y * camera.scale;
  place(glides);
}

/** Moves as little as brings a box into sight, and comes near enough to read it. */
function bringIntoSight(id) {
  const box = picture.places.get(id);
  if (!box) return;
  if (camera.scale < 0.55) {
    camera.scale = 0.9;
    camera.x = canvas.clientWidth / 2 - (box.x + box.width / 2) * camera.scale;
    camera.y = canvas.clientHeight / 2 - (box.y + box.height / 2) * camera.scale;
  }
  const margin = 40;
  const left = box.x * camera.scale + camera.x;
  const top = box.y * camera.scale + camera.y;
  camera.x += Math.max(0, margin - left) || Math.min(0, canvas.clientWidth - margin - left - box.width * camera.scale);
  camera.y += Math.max(0, margin - top) || Math.min(0, canvas.clientHeight - margin - top - box.height * camera.scale);
  place(true);
}

const pointers = new Map();
let dragged = 0;
canvas.addEventListener("pointerdown", (event) => {
  pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
  dragged = 0;
});
canvas.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = { x: event.offsetX, y: event.offsetY };
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  if (other) {
    const distance = (p) => Math.max(1, Math.hypot(p.x - other.x, p.y - other.y));
    zoom(distance(now) / distance(before), (now.x + other.x) / 2, (now.y + other.y) / 2, false);
  } else {
    camera.x += now.x - before.x;
    camera.y += now.y - before.y;
    place(false);
  }
  dragged += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
  // Captured only now: a captured pointer's click would go to the canvas, and not to the box under it.
  if (dragged > 4) {
    canvas.setPointerCapture(event.pointerId);
    canvas.classList.add("dragging");
  }
  pointers.set(event.pointerId, now);
});
for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
  canvas.addEventListener(name, (event) => {
    pointers.delete(event.pointerId);
    canvas.classList.remove("dragging");
  });
}
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), event.offsetX, event.offsetY, false);
}, { passive: false });
