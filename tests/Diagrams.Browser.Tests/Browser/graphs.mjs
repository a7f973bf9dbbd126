// Pages of graphs that are not as nice as QuickStart's.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { forAxe, violations } from "./page.mjs";

export const graphChecks = {
  "nasty: names are text": async ({ open, folder }) => {
    const names = JSON.parse(fs.readFileSync(path.join(folder, "names.json"), "utf8"));
    const page = await open("nasty.html");
    assert.deepEqual([page.heard.errors, page.heard.dialogs], [[], []]);
    await page.click("#unfold");
    assert.equal(await page.locator(".box.method").count(), names.length);
    const titles = await page.$$eval(".box.method title", (all) => all.map((title) => title.textContent.split("\n")[0]));
    for (const expected of ["end.subgraph.class", "N.C<T>.M<T1, T2>", "Program.<Main>$", "Ünï.Größe.名前", "flow " + names[14].slice(5)]) assert.ok(titles.includes(expected), `${expected} is not among ${titles.join("; ")}`);
    for (const box of await page.locator(".box.method").all()) {
      await box.dispatchEvent("click");
      assert.notEqual(await page.textContent("#details h2"), "");
    }
    assert.deepEqual([page.heard.errors, page.heard.dialogs], [[], []]);
    assert.equal(await page.locator("script").count(), 3);
  },

  "large: begins folded and says so": async ({ open }) => {
    const page = await open("large.html");
    const boxes = await page.locator(".box").count();
    assert.ok(boxes >= 10 && boxes <= 30, `${boxes} boxes`);
    assert.match(await page.textContent("#folded"), /^Not all is shown: .*folded \([\d,]+ methods?\)/);
    assert.match(await page.textContent("#summary"), /^1,500 methods/);
    assert.ok((await page.locator(".arrow").count()) <= 150);
    const note = await page.locator("#folded").boundingBox();
    const tops = await page.$$eval(".box .face", (all) => all.map((face) => face.getBoundingClientRect().top));
    assert.ok(Math.min(...tops) > note.y + note.height, "the note lies over a box");
    await page.fill("#search", "service07.step05 layer03");
    await page.press("#search", "Enter");
    assert.equal(await page.textContent("#details h2"), "Step05(int)");
    assert.equal(await page.locator(".box.selected").count(), 1);
    assert.deepEqual(page.heard.errors, []);
  },

  "large: unfolds all, with the most frequent arrows": async ({ open }) => {
    const page = await open("large.html");
    await page.click("#unfold");
    assert.equal(await page.locator(".box.method").count(), 1500);
    assert.equal(await page.locator(".arrow").count(), 150);
    assert.match(await page.textContent("#folded"), /less frequent of [\d,]+ arrows not drawn/);
    await page.locator("#limit").fill("300");
    assert.equal(await page.locator(".arrow").count(), 300);
    assert.deepEqual(page.heard.errors, []);
  },

  "large: accessible": async ({ open, script }) => violations(await open("large.html", forAxe), script),

  "empty: says that there is nothing": async ({ open }) => {
    const page = await open("empty.html");
    assert.match(await page.textContent("#summary"), /^No shadowed calls/);
    assert.deepEqual(page.heard.errors, []);
    await page.click("#zoom-fit");
    await page.click("#unfold");
    assert.deepEqual(page.heard.errors, []);
  },
};
