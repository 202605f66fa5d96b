// The pages that are measured, served from this machine with everything they need beside them.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../build/run.mjs";
import { serve } from "../build/serve.mjs";

/** The page's own sample articles. */
export const ARTICLES = ["wire", "council", "market", "interview"].map((name) =>
  readFileSync(join(ROOT, `www/page/samples/${name}.txt`), "utf8"),
);

/** An article of at least so many words. */
export function longArticle(words) {
  const all = ARTICLES.join("\n\n");
  const times = Math.ceil(words / all.split(/\s+/).length);
  return Array(times).fill(all).join("\n\n");
}

/** Serves the measured pages, cacheable. Gives their address and a way to end it. */
export async function serveSite() {
  const root = mkdtempSync(join(tmpdir(), "whosaid-measure-"));
  cpSync(join(import.meta.dirname, "pages"), root, { recursive: true });
  cpSync(join(ROOT, "dist"), join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "article.txt"), ARTICLES[0]);
  await bundle(root, "compromise", 'export { default } from "compromise";');
  await bundle(root, "wink", WINK);
  const server = await serve({ root: `${root}/`, headers: { "cache-control": "max-age=3600" } });
  const close = () => {
    server.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { address: server.address, close };
}

/** wink-nlp with its model for the web. */
const WINK = `import wink from "wink-nlp";
import model from "wink-eng-lite-web-model";
export default wink(model);`;

/** As a page's own build would: one minified module. */
function bundle(root, name, contents) {
  const stdin = { contents, resolveDir: ROOT };
  return build({ stdin, bundle: true, minify: true, format: "esm", outfile: join(root, `${name}.js`) });
}
