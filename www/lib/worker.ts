// The worker's script: it is handed the compiled wasm, then answers texts with analyses.

import type { Analysis } from "./analysis.js";
import { analyzeHere, instantiate } from "./engine.js";
import { wasmError } from "./error.js";
import { port } from "./node.js";
import { takeParts } from "./parts.js";
import type { Reply, Request } from "./protocol.js";

const { send, receive } = port();

function answer(request: Request): void {
  const id = request.kind === "analyze" ? request.id : null;
  try {
    if (request.kind === "analyze") tell(request.id, analyzeHere(request.text));
    else {
      instantiate(request.module);
      reply({ kind: "ready" });
    }
  } catch (cause) {
    const { code, message } = wasmError(cause);
    reply({ kind: "failed", id, code, message });
  }
}

function tell(id: number, analysis: Analysis): void {
  for (const part of takeParts(analysis)) reply({ kind: "part", id, part });
  reply({ kind: "done", id, analysis });
}

function reply(message: Reply): void {
  send(message);
}

receive((request) => answer(request as Request));
