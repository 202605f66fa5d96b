// Articles to try the page with, written for it.

import council from "./samples/council.txt";
import interview from "./samples/interview.txt";
import market from "./samples/market.txt";
import wire from "./samples/wire.txt";

export const samples = [wire, council, market, interview];
