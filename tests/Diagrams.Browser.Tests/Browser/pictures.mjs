// The pictures of docs/diagrams.md.
import path from "node:path";

export async function takePictures({ open }, folder) {
  for (const [name, colorScheme] of [["callgraph", "light"], ["callgraph-dark", "dark"]]) {
    const page = await open("quickstart.html", { viewport: { width: 1500, height: 940 }, colorScheme, reducedMotion: "reduce" });
    if (colorScheme === "dark") {
      await page.fill("#search", "search");
      await page.press("#search", "Enter");
      await page.click("#zoom-fit");
      await page.evaluate(() => document.activeElement.blur());
    }
    await page.screenshot({ path: path.join(folder, name + ".png") });
  }
}
