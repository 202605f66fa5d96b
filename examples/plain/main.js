// The classic script has put the package under one name: `whosaid`.

import { lines } from "../show.js";

const text = document.querySelector("#article").innerText;
const analysis = await window.whosaid.analyze(text);
document.querySelector("#result").textContent = lines(text, analysis).join("\n");
