// A hook: the analysis of a text, null until it is there. A text that changes meanwhile aborts the work.

import { useEffect, useState } from "react";
import { analyze } from "whosaid";

export function useAnalysis(text) {
  const [analysis, setAnalysis] = useState(null);
  useEffect(() => {
    const controller = new AbortController();
    analyze(text, { signal: controller.signal })
      .then(setAnalysis)
      .catch((error) => {
        if (error.code !== "aborted") throw error;
      });
    return () => controller.abort();
  }, [text]);
  return analysis;
}
