// Chromium's own trace of what a page does, taken over its debugging socket.

import { EventEmitter, once } from "node:events";
import { WebSocket } from "ws";

/** What is recorded: the main thread's work and its frames, and marks that a page sets. */
const CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing";

/** Set in the page while it is traced: the browser has other processes, and this one is to be known. */
const MARK = "whosaid-traced";

/**
 * The trace's events of the page's process while `act` runs. Times (`ts`, `dur`) are microseconds.
 * @param {import("selenium-webdriver").WebDriver} driver of Chromium
 * @param {() => Promise<void>} act
 */
export async function traced(driver, act) {
  const socket = new WebSocket(await debuggerOf(driver), { perMessageDeflate: false });
  await once(socket, "open");
  const events = [];
  const answers = new EventEmitter();
  socket.on("message", (data) => {
    const { id, method, params } = JSON.parse(data);
    if (method === "Tracing.dataCollected") for (const event of params.value) events.push(event);
    answers.emit(method ?? id);
  });
  const ask = (id, method, answer, params) => {
    socket.send(JSON.stringify({ id, method, params }));
    return once(answers, answer);
  };
  await ask(1, "Tracing.start", 1, { traceConfig: { includedCategories: CATEGORIES.split(",") } });
  await driver.executeScript("performance.mark(arguments[0])", MARK);
  await act();
  await ask(2, "Tracing.end", "Tracing.tracingComplete");
  socket.close();
  const { pid } = events.find(({ name }) => name === MARK);
  return events.filter((event) => event.pid === pid);
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
 * The tasks of the page's main thread, in milliseconds of the processor, the longest first: other work on the machine
 * does not lengthen them. One that the trace cuts off has no time.
 * @param {object[]} events of a trace
 */
export function taskTimes(events) {
  const threads = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const main = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  return events
    .filter(({ name, pid, tid }) => name === "RunTask" && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a);
}
