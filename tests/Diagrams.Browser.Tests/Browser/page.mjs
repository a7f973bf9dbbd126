// callgraph.html of QuickStart, with the pointer.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

const graphOf = (folder, name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const texts = (page, selector) => page.$$eval(selector, (all) => all.map((element) => element.textContent));
const count = (page, selector) => page.locator(selector).count();
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

export async function violations(page, script) {
  await page.addScriptTag({ path: script("axe-core") });
  const found = await page.evaluate(async () => (await axe.run()).violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary).join(" | ")}`));
  assert.deepEqual(found, []);
}

/** axe comes as a script: the page's own policy allows inline ones only. */
export const forAxe = { bypassCSP: true };

export const pageChecks = {
  "page: asks for nothing and reports no error": async ({ open }) => {
    const page = await open("quickstart.html");
    await page.click("#fold");
    await page.click("#unfold");
    assert.deepEqual(page.heard.errors, []);
    assert.equal(page.heard.requests.filter((url) => !url.startsWith("data:")).length, 1, page.heard.requests.join());
  },

  "page: draws every method of a small graph": async ({ open, folder }) => {
    const graph = graphOf(folder, "quickstart.json");
    const page = await open("quickstart.html");
    await page.click("#unfold");
    assert.ok(graph.nodes.length > 20);
    assert.equal(await count(page, ".box.method"), graph.nodes.length);
    const drawn = new Set(graph.edges.filter((edge) => edge.caller !== edge.callee).map((edge) => edge.caller + edge.callee));
    assert.equal(await count(page, ".arrow"), Math.min(150, drawn.size));
    assert.equal(await page.textContent("h1"), "ShadowGen.QuickStart");
  },

  "page: boxes do not overlap, and are within their frames": async ({ open }) => {
    const page = await open("quickstart.html");
    await page.click("#unfold");
    const wrong = await page.evaluate(() => {
      const places = [...document.querySelectorAll(".box")].map((box) => ({ id: box.dataset.id, ...box.querySelector(".face").getBoundingClientRect().toJSON() }));
      const faults = [];
      for (const a of places)
        for (const b of places)
          if (a.id < b.id && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) faults.push(`${a.id} and ${b.id} overlap`);
      const frames = [...document.querySelectorAll(".frame.type")].map((frame) => frame.querySelector(".back").getBoundingClientRect());
      for (const box of places) if (!frames.some((f) => box.left >= f.left && box.right <= f.right && box.top >= f.top && box.bottom <= f.bottom)) faults.push(`${box.id} is in no frame`);
      return faults;
    });
    assert.deepEqual(wrong, []);
  },

  "page: says how it is to be read": async ({ open }) => {
    const page = await open("quickstart.html");
    assert.match(await page.textContent("#summary"), /^\d+ methods, \d+ calls/);
    assert.equal(await count(page, "#heats span"), 5);
    await page.click("#keys summary");
    assert.ok(await page.isVisible("#keys dl"));
  },

  "page: search finds methods, types and files": async ({ open }) => {
    const page = await open("quickstart.html");
    await page.click("#fold");
    for (const [words, expected] of [["trynext", "TryNext"], ["tokenizer try", "TryNext"], ["Querying/Ranker.cs score", "Score"]]) {
      await page.fill("#search", words);
      assert.match(await page.textContent("#matches"), /^[1-9]\d* match(es)?$/);
      await page.press("#search", "Enter");
      assert.ok((await page.textContent("#details h2")).startsWith(expected), words);
      assert.equal(await count(page, ".box.selected"), 1);
    }
    await page.fill("#search", "no such thing");
    assert.equal(await page.textContent("#matches"), "Nothing found.");
    assert.equal(await count(page, "#outline [role=treeitem]"), 0);
    await page.press("#search", "Escape");
    assert.ok((await count(page, "#outline [role=treeitem]")) > 0);
  },

  "page: folds and unfolds, and says what is folded": async ({ open, folder }) => {
    const graph = graphOf(folder, "quickstart.json");
    const spaces = new Set(graph.nodes.filter((node) => node.type).map((node) => node.namespace));
    const page = await open("quickstart.html");
    await page.click("#fold");
    assert.equal(await count(page, ".box.namespace"), spaces.size);
    assert.equal(await count(page, ".box.method"), graph.nodes.filter((node) => !node.type).length);
    assert.match(await page.textContent("#folded"), new RegExp(`^Not all is shown: ${spaces.size} namespaces folded \\(\\d+ methods\\)`));
    await page.locator(".box.namespace", { hasText: ".Indexing" }).click();
    assert.match(await page.textContent("#status"), /Indexing unfolded/);
    assert.ok((await count(page, ".box.type")) > 3);
    await page.locator(".box.type", { hasText: "Postings" }).click();
    assert.ok((await texts(page, ".box.method text")).includes("Find"));
    await page.locator(".frame.type .caption").click();
    assert.equal(await count(page, ".frame.type"), 0);
    await page.locator(".frame.namespace .caption").click();
    assert.equal(await count(page, ".box.namespace"), spaces.size);
    await page.click("#unfold");
    assert.equal(await page.textContent("#folded"), "");
  },

  "page: shows callers, callees, probabilities and places": async ({ open, folder }) => {
    const graph = graphOf(folder, "quickstart.json");
    const node = graph.nodes.find((one) => one.type === "Matcher" && one.name === "MatchPhrase");
    const page = await open("quickstart.html");
    await page.click("#unfold");
    await page.click(`.box[data-id="${node.id}"]`);
    const text = await page.textContent("#details");
    assert.ok(text.includes(`${node.file}(${node.line})`) && text.includes(node.doc), text);
    const calls = graph.edges.filter((edge) => edge.caller === node.id);
    const callers = graph.edges.filter((edge) => edge.callee === node.id);
    const tables = await page.$$eval("#details table", (all) => all.map((table) => table.querySelectorAll("tbody tr").length));
    assert.deepEqual(tables.slice(-2), [calls.length, callers.length]);
    assert.equal((await texts(page, "#details tbody td:nth-child(2)")).filter((figure) => /^[\d.]+ %$/.test(figure)).length, calls.length + callers.length);
    await page.locator("#details button.link", { hasText: "SearchEngine.Search" }).click();
    assert.ok((await page.textContent("#details h2")).startsWith("Search"));
    assert.ok((await count(page, ".arrow.near")) > 3);
  },

  "page: pans, and zooms at the pointer": async ({ open }) => {
    const page = await open("quickstart.html");
    const place = () => page.evaluate(() => document.querySelector(".box .face").getBoundingClientRect().toJSON());
    const before = await place();
    await page.mouse.move(900, 840);
    await page.mouse.down();
    await page.mouse.move(950, 800, { steps: 4 });
    await page.mouse.up();
    const panned = await place();
    assert.deepEqual([Math.round(panned.x - before.x), Math.round(panned.y - before.y)], [50, -40]);
    assert.equal(await count(page, ".box.selected"), 0);
    await page.mouse.move(panned.x, panned.y);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction((width) => document.querySelector(".box .face").getBoundingClientRect().width > 1.5 * width, panned.width);
    const zoomed = await place();
    assert.ok(Math.abs(zoomed.x - panned.x) < 2 && Math.abs(zoomed.y - panned.y) < 2);
  },

  "page: dark and light, by system and by button": async ({ open }) => {
    const light = await open("quickstart.html");
    const dark = await open("quickstart.html", { colorScheme: "dark" });
    assert.equal(await background(light), "rgb(255, 255, 255)");
    assert.equal(await background(dark), "rgb(13, 17, 23)");
    await light.click("#theme");
    assert.equal(await background(light), "rgb(13, 17, 23)");
    assert.equal(await light.getAttribute("#theme", "aria-label"), "Switch to light colours");
    await dark.click("#theme");
    assert.equal(await background(dark), "rgb(255, 255, 255)");
  },

  "page: moves nothing where motion is unwanted": async ({ open }) => {
    const durations = (page) => page.evaluate(() => ["#world", ".box", ".arrow"].map((selector) => {
      document.getElementById("world").classList.add("gliding");
      return getComputedStyle(document.querySelector(selector)).transitionDuration;
    }));
    assert.deepEqual(await durations(await open("quickstart.html", { reducedMotion: "reduce" })), ["0s", "0s", "0s"]);
    assert.notDeepEqual(await durations(await open("quickstart.html", { reducedMotion: "no-preference" })), ["0s", "0s", "0s"]);
  },

  "page: accessible in light colours": async ({ open, script }) => {
    const page = await open("quickstart.html", { ...forAxe, reducedMotion: "reduce" });
    await violations(page, script);
    await page.locator(".box.method").first().click();
    await page.click("#keys summary");
    await violations(page, script);
  },

  "page: accessible in dark colours": async ({ open, script }) => {
    const page = await open("quickstart.html", { ...forAxe, colorScheme: "dark", reducedMotion: "reduce" });
    await violations(page, script);
    await page.locator(".box.method").first().click();
    await violations(page, script);
  },

  "page: fits a narrow window": async ({ open }) => {
    const page = await open("quickstart.html", { viewport: { width: 400, height: 800 } });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    assert.ok((await page.locator("#canvas").boundingBox()).height > 150);
  },
};
