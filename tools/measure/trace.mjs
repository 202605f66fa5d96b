// Chromium's own trace of what a page does, taken over its debugging socket.

import { once } from "node:events";
import { WebSocket } from "ws";

/** What is recorded: the main thread's work and its frames, and marks that a page sets. */
const CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing";

/**
 * The trace's events while `act` runs, from all of the browser's processes. Times (`ts`, `dur`) are microseconds.
 * @param {import("selenium-webdriver").WebDriver} driver of Chromium
 * @param {() => Promise<void>} act
 */
export async function traced(driver, act) {
  const socket = new WebSocket(await debuggerOf(driver), { perMessageDeflate: false });
  await once(socket, "open");
  const events = [];
  const ended = new Promise((resolve) => {
    socket.on("message", (data) => {
      const { method, params } = JSON.parse(data);
      if (method === "Tracing.dataCollected") for (const event of params.value) events.push(event);
      if (method === "Tracing.tracingComplete") resolve();
    });
  });
  const send = (id, method, params = {}) => socket.send(JSON.stringify({ id, method, params }));
  send(1, "Tracing.start", { traceConfig: { includedCategories: CATEGORIES.split(",") } });
  await act();
  send(2, "Tracing.end");
  await ended;
  socket.close();
  return events;
}

/** @returns {Promise<string>} the address of the browser's debugging socket */
async function debuggerOf(driver) {
  const { debuggerAddress } = (await driver.getCapabilities()).get("goog:chromeOptions");
  const version = await fetch(`http://${debuggerAddress}/json/version`);
  return (await version.json()).webSocketDebuggerUrl;
}

/**
 * How long the main thread took for each frame, from the start of its work to its rendering, in milliseconds.
 * @param {object[]} events of a trace
 */
export function frameTimes(events) {
  const begun = new Map();
  const times = [];
  for (const { name, ph, pid, id2, ts } of events.toSorted((a, b) => a.ts - b.ts)) {
    if (name !== "AnimationFrame") continue;
    const key = `${pid} ${id2?.local}`;
    if (ph === "b") begun.set(key, ts);
    else if (begun.has(key)) times.push((ts - begun.get(key)) / 1000);
  }
  return times;
}

/**
 * The tasks of the page's main thread, in milliseconds, the longest first.
 * @param {object[]} events of a trace
 */
export function taskTimes(events) {
  const threads = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const main = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  return events
    .filter(({ name, pid, tid }) => name === "RunTask" && main.has(`${pid} ${tid}`))
    .map(({ dur }) => dur / 1000)
    .sort((a, b) => b - a);
}
