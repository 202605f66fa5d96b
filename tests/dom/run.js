// In the browser: many samples from a seed, or given ones.

import fc from "fast-check";
import { check } from "./properties.js";
import { sample } from "./samples.js";

/** How many samples were tried, and the smallest that fails, with why; as JSON, since drivers pass no half characters. */
export function tryMany({ seed, runs, milliseconds }) {
  const found = fc.check(fc.property(sample, check), {
    seed,
    numRuns: runs,
    interruptAfterTimeLimit: milliseconds,
  });
  const [smallest] = found.counterexample ?? [];
  return {
    runs: found.numRuns,
    smallest: JSON.stringify(smallest, null, 1),
    why: found.failed && smallest ? String(found.errorInstance) : null,
  };
}

/** Why a sample fails; null when it does not. */
export function trySample(given) {
  try {
    check(given);
    return null;
  } catch (error) {
    return String(error);
  }
}
