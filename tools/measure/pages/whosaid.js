// Shows an article with <who-said>, and tells when its result is painted.

import "./dist/define.js";
import { article, painted } from "./start.js";

document.querySelector("#article").textContent = await article();
const element = document.createElement("who-said");
element.setAttribute("for", "#article");
element.addEventListener("whosaid-analysis", () => painted("define.js"), { once: true });
document.body.append(element);
