"use client";

import { useEffect, useState } from "react";
import { analyze } from "whosaid";
import "whosaid/define";
import { lines } from "../../show.js";

export function Analysed({ text }) {
  const [result, setResult] = useState("");
  useEffect(() => {
    const controller = new AbortController();
    analyze(text, { signal: controller.signal })
      .then((analysis) => setResult(lines(text, analysis).join("\n")))
      .catch((error) => {
        if (error.code !== "aborted") throw error;
      });
    return () => controller.abort();
  }, [text]);
  return (
    <>
      <who-said for="#article" />
      <output id="result">{result}</output>
    </>
  );
}
