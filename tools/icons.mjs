// Makes the icons of the installed page from `www/icon.svg`: `node tools/icons.mjs`. Needs Chromium.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "../tests/support/browser.mjs";
import { ROOT } from "./build/run.mjs";

/** Each file: its side in pixels, and how much of it the drawing takes; a maskable icon may lose its corners. */
const ICONS = { "icon-192": [192, 1], "icon-512": [512, 1], "icon-maskable": [512, 0.8] };

/** Draws an SVG on a square canvas, on its own ground where it leaves some of it free. */
const DRAW = `const [svg, side, part, done] = arguments;
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const context = canvas.getContext("2d");
    context.fillStyle = "#0063a0";
    if (part < 1) context.fillRect(0, 0, side, side);
    const [size, margin] = [side * part, (side * (1 - part)) / 2];
    context.drawImage(image, margin, margin, size, size);
    done(canvas.toDataURL("image/png").split(",")[1]);
  };
  image.src = "data:image/svg+xml;base64," + btoa(svg);`;

const svg = readFileSync(join(ROOT, "www/icon.svg"), "utf8").replace("<svg ", '<svg width="64" height="64" ');
const driver = await openBrowser("chromium");
try {
  for (const [name, [side, part]] of Object.entries(ICONS)) {
    writeFileSync(
      join(ROOT, `www/${name}.png`),
      await driver.executeAsyncScript(DRAW, svg, side, part),
      "base64",
    );
  }
} finally {
  await driver.quit();
}
