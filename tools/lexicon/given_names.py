#!/usr/bin/env python3
"""Makes src/lexicon/given_names.tsv from the data of nomquamgender 0.1.4 (PyPI, MIT).

    pip install nomquamgender==0.1.4
    tools/lexicon/given_names.py > src/lexicon/given_names.tsv

Keeps the names that most of its 36 sources list and that tell something, and of each only how often it is
a woman's, in six steps.
"""
import json
import math
from importlib.util import find_spec
from pathlib import Path

KEPT = 1800
HEADER = """\
# Given names by gender. Columns: natural logarithm of the odds that the bearer is a woman, rounded to
# whole numbers within -3..3 (a weight, never a verdict); the names, without accents, in lower case.
# Source: nomquamgender 0.1.4, Ian Van Buskirk, MIT. Made by tools/lexicon/given_names.py.
"""


def log_odds(p):
    p = min(max(p, 0.02), 0.98)
    return max(-3, min(3, round(math.log(p / (1 - p)))))


def main():
    # Found, not imported: the package's own needs (numpy, pandas) are not ours.
    folder = Path(find_spec("nomquamgender").submodule_search_locations[0])
    data = json.loads((folder / "name_data.json").read_text(encoding="utf-8"))
    usable = [(n, v) for n, v in data.items() if n.isascii() and n.isalpha() and 3 <= len(n) <= 10 and log_odds(v[2])]
    usable.sort(key=lambda item: (-item[1][0] * math.log(item[1][1] + 1), item[0]))
    rows = {}
    for name, (_, _, p, *_) in usable[:KEPT]:
        rows.setdefault(log_odds(p), []).append(name)
    print(HEADER, end="")
    for weight in sorted(rows):
        print(f"{weight}\t{' '.join(sorted(rows[weight]))}")


main()
