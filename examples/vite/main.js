// Vite finds the worker and the wasm by itself.

import { analyze } from "whosaid";
import "whosaid/define";
import { lines } from "../show.js";

const text = document.querySelector("#article").innerText;
const analysis = await analyze(text);
document.querySelector("#result").textContent = lines(text, analysis).join("\n");
