// `npm start`: builds everything, serves the page and prints its address.

import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { ROOT } from "./run.mjs";
import { serve } from "./serve.mjs";

const PORT = Number(process.env.PORT ?? 8000);

/** The usual port, or a free one when it is taken. */
async function serveSomewhere(root) {
  return serve({ root, port: PORT }).catch((error) => {
    if (error.code === "EADDRINUSE") return serve({ root });
    throw error;
  });
}

await buildAll();
const { address } = await serveSomewhere(join(ROOT, "dist-page/"));
console.log(`\nThe page is at ${address} (end with Ctrl+C)`);
