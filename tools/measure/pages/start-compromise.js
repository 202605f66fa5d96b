// Shows an article with what compromise finds in it, and tells when that is painted.

import nlp from "./compromise.js";
import { article, painted } from "./start.js";

const text = await article();
document.querySelector("#article").textContent = text;
const doc = nlp(text);
for (const what of ["quotations", "people", "places", "organizations"]) {
  const item = document.createElement("li");
  item.textContent = doc[what]().out("array").join(" · ");
  document.querySelector("#found").append(item);
}
painted("compromise.js");
