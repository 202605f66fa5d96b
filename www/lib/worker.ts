// The worker's script: it is handed the compiled wasm, then answers texts with analyses.

import { analyzeHere, instantiate } from "./engine.js";
import { wasmError } from "./error.js";
import { port } from "./node.js";
import type { Reply, Request } from "./protocol.js";

const { send, receive } = port();

function answer(request: Request): Reply {
  const id = request.kind === "analyze" ? request.id : null;
  try {
    if (request.kind === "analyze") {
      return { kind: "done", id: request.id, analysis: analyzeHere(request.text) };
    }
    instantiate(request.module);
    return { kind: "ready" };
  } catch (cause) {
    const { code, message } = wasmError(cause);
    return { kind: "failed", id, code, message };
  }
}

receive((request) => send(answer(request as Request)));
