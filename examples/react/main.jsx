import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { lines } from "../show.js";
import { useAnalysis } from "./useAnalysis.js";

const ARTICLE =
  "“It is late,” said Mayor Ann Lee. “We will go home.”\n\n“Nobody asked us,” said Tom Reed, a baker.";

function App() {
  const [text, setText] = useState(ARTICLE);
  const analysis = useAnalysis(text);
  return (
    <>
      <textarea aria-label="Article" value={text} onChange={(event) => setText(event.target.value)} />
      <output id="result">{analysis && lines(text.slice(0, analysis.length), analysis).join("\n")}</output>
    </>
  );
}

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
