// Type-checked, never run: what the README shows, and what must not compile.

import {
  type Analysis,
  type Analyzer,
  analyze,
  createAnalyzer,
  type ErrorCode,
  type Span,
  WhosaidError,
} from "whosaid";
import { WhoSaid } from "whosaid/define";
import { canPaint, extract } from "whosaid/dom";
import { WhoSaid as SameClass } from "whosaid/element";
import { FORMATS, toCsv } from "whosaid/export";
import { createAnalyzer as createInline } from "whosaid/inline";
import { analyze as analyzeSync, init, initSync } from "whosaid/sync";

const analyzer: Analyzer = createAnalyzer({ wasm: new URL("file:///x.wasm"), worker: false, timeout: 1000 });
const inline: Analyzer = createInline({ worker: () => new Worker("/worker.js") });

export async function use(text: string): Promise<string[]> {
  const controller = new AbortController();
  const options = {
    signal: controller.signal,
    onProgress: ({ phase }: { phase: string }) => console.log(phase),
  };
  const analysis: Analysis = await analyzer.analyze(text, options);
  await init(fetch("/whosaid.wasm"));
  initSync(new Uint8Array());
  const again: Analysis = analyzeSync(text, { maxLength: 10 });
  const shared: Analysis = await analyze(text, { timeout: Number.POSITIVE_INFINITY });
  const surface = ({ start, end }: Span) => text.slice(start, end);
  inline.dispose();
  return [analysis, again, shared].flatMap(({ attributions, speakers }) =>
    attributions.map(({ kind, content, speaker, confidence }) => {
      const name: string | undefined = speaker === null ? "unknown" : speakers[speaker]?.name;
      return `${kind} ${name} ${confidence.toFixed(2)} ${content.map(surface).join(" … ")}`;
    }),
  );
}

export function show(article: HTMLElement, analysis: Analysis): string {
  const element = new WhoSaid();
  element.setAttribute("for", "#article");
  element.analyzer = analyzer;
  element.text = canPaint() && element instanceof SameClass ? extract(article).text : article.innerText;
  return toCsv(element.text, analysis) + FORMATS.markdown?.make(element.text, analysis);
}

export function advice(error: unknown): ErrorCode | undefined {
  return error instanceof WhosaidError ? error.code : undefined;
}

// @ts-expect-error: the text is required.
analyzer.analyze();
// @ts-expect-error: no such code.
export const unknownCode: ErrorCode = "exploded";
// @ts-expect-error: no such option.
createAnalyzer({ threads: 2 });
