// Rendered on the server; the analysis happens in the visitor's browser.

import { Analysed } from "./analysed.jsx";

// At each request, not once at the build.
export const dynamic = "force-dynamic";

const ARTICLE =
  "“It is late,” said Mayor Ann Lee. “We will go home.”\n\n“Nobody asked us,” said Tom Reed, a baker.";

export default function Page() {
  return (
    <main>
      <article id="article">{ARTICLE}</article>
      <Analysed text={ARTICLE} />
    </main>
  );
}
