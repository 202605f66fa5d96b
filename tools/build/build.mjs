// `npm run build`: everything from the sources to `dist` and the page in `dist-page`, and what it weighs.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run.mjs";
import { setUp } from "./setup.mjs";

/** Builds the package and the page. The later steps are imported late: they need the packages that the first installs. */
export async function buildAll() {
  setUp();
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  const [{ buildWasm }, { writeTypes }, { bundle }, { writeIntegrity }, { buildPage }, { reportSizes }] =
    await Promise.all([
      import("./wasm.mjs"),
      import("./types.mjs"),
      import("./bundle.mjs"),
      import("./integrity.mjs"),
      import("./page.mjs"),
      import("./size.mjs"),
    ]);
  buildWasm();
  writeTypes();
  await bundle();
  writeIntegrity();
  await buildPage();
  reportSizes();
}

if (process.argv[1] === import.meta.filename) await buildAll();
