// callgraph.mmd, by Mermaid itself, with the limits and the security level that GitHub has.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

async function withMermaid(open, script) {
  const page = await open(null);
  await page.setContent("<main></main>");
  await page.addScriptTag({ path: script("mermaid/dist/mermaid.min.js") });
  await page.evaluate(() => mermaid.initialize({ startOnLoad: false, securityLevel: "strict" }));
  return page;
}

const read = (folder, name) => fs.readFileSync(path.join(folder, name), "utf8");
const graphOf = (folder, name) => JSON.parse(read(folder, name));

async function render(page, text) {
  await page.evaluate(async (source) => { document.querySelector("main").innerHTML = (await mermaid.render("drawn", source)).svg; }, text);
  return page.evaluate(() => ({
    nodes: [...document.querySelectorAll("g.node")].map((node) => node.textContent.trim()),
    clusters: [...document.querySelectorAll(".cluster-label")].map((label) => label.textContent.trim()),
    edges: document.querySelectorAll("path.flowchart-link").length,
  }));
}

export const mermaidChecks = {
  "mermaid: parses QuickStart's, nasty, large and empty graphs": async ({ open, folder, script }) => {
    const page = await withMermaid(open, script);
    for (const name of ["quickstart", "nasty", "large", "empty"]) {
      const type = await page.evaluate(async (text) => (await mermaid.parse(text)).diagramType, read(folder, name + ".mmd"));
      assert.match(type, /^flowchart/, name);
    }
    await assert.rejects(page.evaluate((text) => mermaid.parse(text), read(folder, "quickstart.mmd") + "  a --> [\n"));
  },

  "mermaid: draws all nodes and edges of QuickStart": async ({ open, folder, script }) => {
    const graph = graphOf(folder, "quickstart.json");
    const drawn = await render(await withMermaid(open, script), read(folder, "quickstart.mmd"));
    assert.deepEqual([...drawn.nodes].sort(), graph.nodes.map((node) => node.name).sort());
    assert.equal(drawn.edges, graph.edges.length);
    assert.ok(drawn.clusters.includes("ShadowGen.QuickStart.Querying"));
  },

  "mermaid: draws nasty names as they are": async ({ open, folder, script }) => {
    const graph = graphOf(folder, "nasty.json");
    const page = await withMermaid(open, script);
    const drawn = await render(page, read(folder, "nasty.mmd"));
    const normal = (text) => text.replace(/\s+/g, " ").trim();
    assert.deepEqual(drawn.nodes.map(normal).sort(), graph.nodes.map((node) => normal(node.name)).sort());
    for (const cluster of ["end.subgraph", "C<T>", "Größe", "class", "click"].filter((name) => graph.nodes.some((node) => node.namespace === name || node.type === name))) assert.ok(drawn.clusters.includes(cluster), cluster);
    assert.equal(drawn.edges, graph.edges.length);
    assert.deepEqual(page.heard.dialogs, []);
  },

  "mermaid: draws the large graph, and says what is folded": async ({ open, folder, script }) => {
    const drawn = await render(await withMermaid(open, script), read(folder, "large.mmd"));
    assert.ok(drawn.edges > 20 && drawn.edges <= 120, `${drawn.edges} edges`);
    assert.ok(drawn.nodes.some((text) => text.startsWith("Not all is shown: ")), drawn.nodes.join("; "));
  },
};
