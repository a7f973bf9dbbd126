// node run.mjs <folder of diagrams> <folder of packages> <browser> [folder for pictures]: one line of JSON for each check.
import { createRequire } from "node:module";
import path from "node:path";
import { pageChecks } from "./page.mjs";
import { keyboardChecks } from "./keyboard.mjs";
import { graphChecks } from "./graphs.mjs";
import { mermaidChecks } from "./mermaid.mjs";
import { takePictures } from "./pictures.mjs";

const [folder, packages, executablePath, pictures] = process.argv.slice(2);
const require = createRequire(path.join(packages, "package.json"));
const { chromium } = require("playwright-core");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

/** Opens a page of its own for each check: none depends on what another did. */
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, offline: true, colorScheme: "light", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.heard = { errors: [], requests: [], dialogs: [] };
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.heard.errors.push(message.text()));
  page.on("pageerror", (error) => page.heard.errors.push(String(error)));
  page.on("request", (request) => page.heard.requests.push(request.url()));
  page.on("dialog", (dialog) => (page.heard.dialogs.push(dialog.message()), dialog.dismiss()));
  if (name) {
    await page.goto("file://" + path.join(folder, name));
    await page.waitForFunction(() => document.getElementById("status").textContent !== "");
  }
  return page;
}

const tools = { open, folder, script: (name) => require.resolve(name) };
for (const [check, act] of Object.entries({ ...pageChecks, ...keyboardChecks, ...graphChecks, ...mermaidChecks })) {
  let fault = "";
  try {
    await act(tools);
  } catch (error) {
    fault = String(error?.stack ?? error);
  }
  for (const context of browser.contexts()) await context.close();
  console.log(JSON.stringify({ check, fault }));
}

if (pictures) await takePictures(tools, pictures);
await browser.close();
