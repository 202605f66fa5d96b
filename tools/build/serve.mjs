// A small static server for the page and for the tests.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves a folder on this machine alone. `headers` go with every answer; `log` is told each path asked for.
 * `port` 0 takes a free one. Gives the address and a way to end it.
 */
export function serve({ root, port = 0, headers = {}, log = () => {} }) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    log(path);
    const file = fileOf(root, path);
    if (!file) {
      response.writeHead(404, headers).end("not found");
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-cache", ...headers });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}/`;
      resolve({ address, close: () => server.close() && server.closeAllConnections() });
    });
  });
}

/** The file that a path names inside the root, a folder's `index.html` included. */
function fileOf(root, path) {
  const file = join(root, normalize(path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(root) && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
