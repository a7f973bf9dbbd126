// The graph as it is: methods within types within namespaces, and calls between methods.

const graph = JSON.parse(document.getElementById("data").textContent);

/** Least share of the estimated work for levels 1 to 4: those of HeatLevel.cs. */
const heatSteps = [0.001, 0.01, 0.03, 0.1];
const heatWords = ["0 %", "0.1 %", "1 %", "3 %", "10 %"];

/** Namespaces within that of the assembly's name are told from it: .Querying. */
const spaceLabel = (name) => (name.startsWith(graph.assembly + ".") ? name.slice(graph.assembly.length) : name || "global namespace");

const model = (() => {
  const items = new Map();
  const top = [];
  const group = (id, kind, label, parent) => {
    let found = items.get(id);
    if (!found) {
      found = { id, kind, label, parent, children: [], heat: 0, level: 0, methods: 0 };
      items.set(id, found);
      (parent ? parent.children : top).push(found);
    }
    return found;
  };

  for (const node of graph.nodes) {
    const space = node.type ? group("n:" + node.namespace, "namespace", spaceLabel(node.namespace), null) : null;
    const type = node.type ? group("t:" + node.namespace + "/" + node.type, "type", node.type, space) : null;
    const item = { id: node.id, kind: "method", label: node.name, parent: type, children: [], heat: node.heat, level: node.level, methods: 1, node, calls: [], calledBy: [] };
    items.set(item.id, item);
    (type ? type.children : top).push(item);
    for (let outer = type; outer; outer = outer.parent) {
      outer.heat += node.heat;
      outer.methods++;
      outer.level = Math.max(outer.level, node.level, heatSteps.filter((least) => outer.heat + 1e-9 >= least).length);
    }
  }

  const calls = graph.edges.map((edge) => {
    const call = { caller: items.get(edge.caller), callee: items.get(edge.callee), edge, weight: 0 };
    call.weight = call.caller.node.frequency * edge.frequency;
    call.caller.calls.push(call);
    call.callee.calledBy.push(call);
    return call;
  });
  for (const item of items.values()) {
    item.calls?.sort((a, b) => b.edge.probability - a.edge.probability);
    item.calledBy?.sort((a, b) => b.weight - a.weight);
  }

  const byHeat = (a, b) => b.heat - a.heat || b.level - a.level || (a.label < b.label ? -1 : 1);
  top.sort(byHeat);
  for (const item of items.values()) item.children.sort(byHeat);
  return { items, top, calls, groups: [...items.values()].filter((item) => item.kind !== "method") };
})();

/** Shop.Orders.Cart.Add, as far as it is known. */
function fullName(item) {
  if (item.kind === "namespace") return item.id.slice(2) || item.label;
  if (item.kind === "type") return (item.parent.id === "n:" ? "" : fullName(item.parent) + ".") + item.label;
  return (item.parent ? fullName(item.parent) + "." : "") + item.label;
}

const isWithin = (item, group) => {
  for (let outer = item; outer; outer = outer.parent) if (outer === group) return true;
  return false;
};

const number = (value) => value.toLocaleString("en");
const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

/** Two significant digits. */
function percent(share) {
  if (share >= 0.995) return "100 %";
  if (share < 0.00005) return "0 %";
  return Number((share * 100).toPrecision(2)) + " %";
}
