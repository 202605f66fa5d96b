// The type declarations of the package, from the same sources, in `dist/types`.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./run.mjs";

/** Checks the types of `www` and writes the declarations. */
export function writeTypes() {
  for (const project of ["www/tsconfig.json", "www/page/tsconfig.json"]) {
    run("node_modules/.bin/tsc", ["--project", project]);
  }
  // Declarations written by hand are the compiler's input, which it does not copy.
  copyFileSync(join(ROOT, "www/lib/analysis.d.ts"), join(ROOT, "dist/types/lib/analysis.d.ts"));
}
