// Node: no set-up. `node script.mjs < article.txt`

import { readFileSync } from "node:fs";
import { analyze } from "whosaid";
import { lines } from "../show.js";

const text = readFileSync(0, "utf8");
console.log(lines(text, await analyze(text)).join("\n"));
