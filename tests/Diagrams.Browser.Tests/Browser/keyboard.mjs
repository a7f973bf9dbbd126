// callgraph.html of QuickStart, without a pointer.
import assert from "node:assert/strict";

const focused = (page) => page.evaluate(() => document.activeElement?.dataset?.id ?? document.activeElement?.id ?? "");
const labelOf = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

async function focusBox(page, type, name) {
  await page.evaluate(([t, n]) => {
    const graph = JSON.parse(document.getElementById("data").textContent);
    document.querySelector(`.box[data-id="${graph.nodes.find((node) => node.type === t && node.name === n).id}"]`).focus();
  }, [type, name]);
}

export const keyboardChecks = {
  "page: arrow keys go along calls, Enter opens, Escape lets go": async ({ open }) => {
    const page = await open("quickstart.html");
    await page.click("#unfold");
    await focusBox(page, "QueryParser", "Terms");
    await page.keyboard.press("ArrowRight");
    assert.match(await labelOf(page), /Tokenizer\.TryNext,/);
    await page.keyboard.press("ArrowLeft");
    const caller = await labelOf(page);
    assert.doesNotMatch(caller, /TryNext/);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".box.selected").count(), 1);
    assert.ok(caller.includes((await page.textContent("#details h2")).split("(")[0]));
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".box.selected").count(), 0);
    assert.equal(await page.textContent("#details"), "");
    await page.keyboard.press("Backspace");
    assert.match(await labelOf(page), /^type .* folded/);
    await page.keyboard.press("Enter");
    assert.match(await labelOf(page), /^type .* unfolded/);
    const before = await focused(page);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused(page), before);
    const scale = () => page.evaluate(() => document.querySelector(".box .face").getBoundingClientRect().width);
    const width = await scale();
    await page.keyboard.press("+");
    await page.waitForFunction((old) => document.querySelector(".box .face").getBoundingClientRect().width > old * 1.2, width);
    await page.keyboard.press("0");
    await page.keyboard.press("/");
    assert.equal(await focused(page), "search");
  },

  "page: focus can be seen": async ({ open }) => {
    const page = await open("quickstart.html");
    const ring = () => page.evaluate(() => getComputedStyle(document.querySelector(".box .ring")).stroke);
    assert.equal(await ring(), "none");
    await page.focus("#zoom-in");
    for (let i = 0; i < 3 && !(await page.evaluate(() => document.activeElement.matches(".box"))); i++) await page.keyboard.press("Shift+Tab");
    await page.evaluate(() => document.querySelector(".box").focus());
    await page.keyboard.press("Home");
    assert.notEqual(await ring(), "none");
    for (const selector of ["#search", "#outline [role=treeitem]", "#zoom-in", "#limit"]) {
      await page.focus(selector);
      await page.keyboard.press("Shift");
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none", selector);
    }
  },

  "page: the list is a tree for the keyboard": async ({ open }) => {
    const page = await open("quickstart.html");
    await page.click("#fold");
    const rows = () => page.locator("#outline [role=treeitem]").count();
    const all = await rows();
    await page.focus("#search");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-level")), "1");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-expanded")), "true");
    assert.ok((await rows()) > all);
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-level")), "2");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await rows(), all);
    await page.keyboard.press("End");
    const last = await focused(page);
    await page.keyboard.press("Home");
    assert.notEqual(await focused(page), last);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-selected")), "true");
    assert.match(await page.textContent("#details"), /Share of work/);
    assert.equal(await page.locator("#outline [tabindex='0']").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.textContent("#details"), "");
  },

  "page: every control can be reached with Tab": async ({ open }) => {
    const page = await open("quickstart.html");
    const reached = new Set();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("role") || document.activeElement.tagName));
    }
    for (const id of ["unfold", "fold", "limit", "zoom-out", "zoom-fit", "zoom-in", "theme", "search", "treeitem", "button"]) assert.ok(reached.has(id), `${id} is not among ${[...reached].join(", ")}`);
  },
};
