import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["main.js"],
  bundle: true,
  format: "esm",
  minify: true,
  outdir: "dist",
});
