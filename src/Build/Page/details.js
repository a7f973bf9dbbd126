// The panel about what is selected: names, figures, callers and callees.

const details = document.getElementById("details");
const flagWords = { s: "shadowed", a: "async", i: "iterator", v: "virtual", x: "service", f: "named flow", o: "outside of the graph" };
const longestTable = 60;

function drawDetails() {
  const item = view.selected;
  if (!item) return details.replaceChildren();
  const close = html("button", { type: "button", "aria-label": "Close details" }, "×");
  close.addEventListener("click", () => release());
  const parts = [
    html("div", { class: "head" }, html("h2", {}, item.label + (item.node?.parameters && !item.label.endsWith(")") ? item.node.parameters : "")), close),
    html("p", { class: "where" }, item.parent ? fullName(item.parent) : item.kind === "namespace" ? fullName(item) : ""),
  ];
  parts.push(...(item.kind === "method" ? methodDetails(item) : groupDetails(item)));
  details.replaceChildren(...parts);
  details.scrollTop = 0;
}

function methodDetails(item) {
  const node = item.node;
  const parts = [facts([
    ["Declared", node.file ? html("code", {}, `${node.file}(${node.line})`) : node.assembly || "not in this assembly"],
    ["Kind", [...node.flags].map((flag) => flagWords[flag] ?? flag).join(", ") || "not shadowed, between shadowed methods"],
    ["Share of work", percent(item.heat)],
    node.measured
      ? ["Measured", node.measured]
      : node.calls === undefined
        ? ["Estimate", `${Number(node.frequency.toPrecision(2)).toLocaleString("en")} calls for one of a root`]
        : ["Calls measured", number(node.calls)],
    ...(node.mean ? [["Mean time", node.mean]] : []),
    ["Id", html("code", {}, node.doc)],
  ])];
  if (node.recursion) {
    const others = [...model.items.values()].filter((other) => other.node?.recursion === node.recursion && other !== item);
    parts.push(html("h3", {}, `In a recursion with ${plural(others.length, "other method")}`), table("Method", "", others.map((other) => [other, "", ""])));
  }
  parts.push(html("h3", {}, plural(item.calls.length, "call")));
  if (item.calls.length > 0) parts.push(table("Calls", "Next call", item.calls.map((call) => [call.callee, percent(call.edge.probability), places(item, call)])));
  parts.push(html("h3", {}, `Called by ${item.calledBy.length === 0 ? "nobody in this graph" : plural(item.calledBy.length, "method")}`));
  if (item.calledBy.length > 0) parts.push(table("Caller", "Its next call", item.calledBy.map((call) => [call.caller, percent(call.edge.probability), places(call.caller, call)])));
  return parts;
}

function groupDetails(item) {
  const button = html("button", { type: "button" }, isUnfolded(item) ? "Fold" : "Unfold");
  button.addEventListener("click", () => toggle(item, "details"));
  return [
    facts([["Methods", number(item.methods)], ["Share of work", percent(item.heat)]]), button,
    html("h3", {}, item.kind === "namespace" ? "Types, hottest first" : "Methods, hottest first"),
    table(item.kind === "namespace" ? "Type" : "Method", "Share", item.children.map((child) => [child, percent(child.heat), ""])),
  ];
}

function facts(pairs) {
  const list = html("dl", {});
  for (const [term, value] of pairs) list.append(html("dt", {}, term), html("dd", {}, value));
  return list;
}

function places(caller, call) {
  const at = call.edge.places.split(",").filter((place) => place);
  const lines = at.slice(0, 8).map((place) => place.split(":")[0]).join(", ") + (at.length > 8 ? "…" : "");
  const notes = [at.length > 0 ? `${caller.node.file || "line"}(${lines})` : "", call.edge.virtual ? "possible target" : "", call.edge.shimmed ? "" : "not counted"];
  return notes.filter((note) => note).join(", ");
}

function table(first, second, entries) {
  const body = html("tbody", {});
  for (const [item, figure, note] of entries.slice(0, longestTable)) {
    const link = html("button", { type: "button", class: "link" }, item.kind === "method" ? (item.parent ? item.parent.label + "." : "") + item.label : item.label);
    link.addEventListener("click", () => select(item, "details"));
    body.append(html("tr", {}, html("td", {}, link, ...(note ? [html("small", {}, note)] : [])), html("td", {}, figure)));
  }
  if (entries.length > longestTable) body.append(html("tr", {}, html("td", { colspan: 2 }, `and ${number(entries.length - longestTable)} more`)));
  return html("table", {}, html("thead", {}, html("tr", {}, html("th", { scope: "col" }, first), second ? html("th", { scope: "col" }, second) : html("td", {}))), body);
}
