import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import "whosaid/define";
import { lines } from "../show.js";
import { useAnalysis } from "./useAnalysis.js";

const ARTICLE =
  "“It is late,” said Mayor Ann Lee. “We will go home.”\n\n“Nobody asked us,” said Tom Reed, a baker.";

/** The element paints over what React renders, and leaves React's nodes to React. */
function App() {
  const [text, setText] = useState(ARTICLE);
  const [marked, setMarked] = useState(true);
  const analysis = useAnalysis(text);
  const paragraphs = text.split("\n\n").map((paragraph) => <p key={paragraph}>{paragraph}</p>);
  return (
    <>
      <textarea aria-label="Article" value={text} onChange={(event) => setText(event.target.value)} />
      <label>
        <input type="checkbox" checked={marked} onChange={(event) => setMarked(event.target.checked)} />
        Who said what
      </label>
      <article id="article">{paragraphs}</article>
      {marked && <who-said for="#article" />}
      <output id="result">{analysis && lines(text.slice(0, analysis.length), analysis).join("\n")}</output>
    </>
  );
}

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
