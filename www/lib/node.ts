// What differs in Node. Its modules are asked for at run time, so that no bundler looks for them.

type Builtins = { getBuiltinModule?(name: string): unknown };

function builtin<T>(name: string): T | undefined {
  const { process } = globalThis as { process?: Builtins };
  return process?.getBuiltinModule?.(name) as T | undefined;
}

/** The bytes of a `file:` URL, where there is a file system. */
export function readFile(url: URL): Uint8Array<ArrayBuffer> | undefined {
  return url.protocol === "file:"
    ? builtin<{ readFileSync(path: URL): Uint8Array<ArrayBuffer> }>("node:fs")?.readFileSync(url)
    : undefined;
}

/** The parts of a `Worker` that this package uses; `worker_threads` lacks only the events. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): unknown;
  addEventListener(type: string, listener: (event: Event) => void): void;
  /** Node only: whether the worker keeps the process alive. */
  ref?(): void;
  unref?(): void;
}

interface NodeWorker extends Omit<WorkerLike, "addEventListener"> {
  on(type: string, listener: (value: unknown) => void): void;
}

type Threads = {
  Worker: new (url: URL) => NodeWorker;
  parentPort: {
    postMessage(message: unknown): void;
    on(type: "message", listener: (data: unknown) => void): void;
  };
};

/** A worker thread of Node that speaks like a browser's worker. */
export function nodeWorker(url: URL): WorkerLike {
  const threads = builtin<Threads>("node:worker_threads");
  if (!threads) throw new TypeError("this runtime has no workers");
  const worker = new threads.Worker(url);
  return Object.assign(worker, {
    addEventListener(type: string, listener: (event: Event) => void) {
      worker.on(type, (data) => listener({ type, data, message: String(data) } as unknown as Event));
      if (type === "error") worker.on("exit", () => listener({ type, message: "the worker ended" } as never));
    },
  });
}

/** Inside a worker: how it answers, and how it is told what to do. */
export interface Port {
  send(message: unknown): void;
  receive(listener: (data: unknown) => void): void;
}

/** The worker's side of the channel, in a browser or in Node. */
export function port(): Port {
  const parent = builtin<Threads>("node:worker_threads")?.parentPort;
  if (parent) {
    return { send: (m) => parent.postMessage(m), receive: (listener) => parent.on("message", listener) };
  }
  const scope = globalThis as unknown as Worker;
  return {
    send: (message) => scope.postMessage(message),
    receive: (listener) => scope.addEventListener("message", (event) => listener(event.data)),
  };
}
