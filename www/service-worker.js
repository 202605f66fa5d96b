// Makes the page work offline: keeps every file of this build, and serves it before asking the network.

const PREFIX = "whosaid-";

/** @returns {Promise<{ version: string, files: string[] }>} what the build wrote beside this file */
async function assets() {
  const response = await fetch("./assets.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`assets.json: HTTP ${response.status}`);
  return response.json();
}

/** A newer build waits until no page of the older one is open, so that no page misses a file. */
async function install() {
  const { version, files } = await assets();
  // Opened anew, it becomes the youngest, which `activate` keeps.
  await caches.delete(PREFIX + version);
  const cache = await caches.open(PREFIX + version);
  await cache.addAll(["./", ...files].map((file) => new Request(file, { cache: "no-cache" })));
}

/** Forget the files of earlier builds: all but the last that was installed. It may happen offline. */
async function activate() {
  const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const own = new URL(event.request.url).origin === location.origin;
  if (own && event.request.method === "GET") event.respondWith(answer(event.request));
});
