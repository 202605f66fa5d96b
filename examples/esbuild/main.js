// esbuild leaves the worker and the wasm behind: the inline entry has them inside.

import { analyze } from "whosaid/inline";
import { lines } from "../show.js";

const text = document.querySelector("#article").innerText;
const analysis = await analyze(text);
document.querySelector("#result").textContent = lines(text, analysis).join("\n");
