"""Writes the names of people, places and organisations in a file of gum, for `train evaluate`.

    python gum_names.py GUM/test.jsonl names.jsonl [GENRE,...]        (news, interview and bio if none are given)

gum marks whole mentions, “the Berlin music critic Louis Ehlert”. The name in one is its run of proper nouns (by the
Treebank's tag, with what joins them: “Bank of America”) around the head or, where that is a common noun, right after it.
"""

import json
import sys

TYPES = {"person": "Person", "place": "Location", "organization": "Organization"}
JOINS = {"of", "and", "the", "de", "la", "von", "van", "-", "&", "'s"}


def run(words, at):
    """First and last of the proper nouns around `at`, and of what joins them. `words`: surface and tag of each."""
    proper = lambda i: 0 <= i < len(words) and words[i][1].startswith("NNP")
    joint = lambda i: 0 <= i < len(words) and words[i][0].lower() in JOINS
    if not proper(at):
        return None
    first = last = at
    while proper(first - 1) or joint(first - 1) and proper(first - 2):
        first -= 1
    while proper(last + 1) or joint(last + 1) and proper(last + 2):
        last += 1
    return first, last


def name(text, sentence, mention):
    """Start and end of the name in `mention`, a mention in the tokens of `sentence`; None if it has none."""
    inside = [i for i, t in enumerate(sentence) if mention["start"] <= t["start"] and t["end"] <= mention["end"]]
    if not inside:
        return None
    tokens = [sentence[i] for i in inside]
    words = [(text[t["start"] : t["end"]], t["xpos"]) for t in tokens]
    heads = [n for n, t in enumerate(tokens) if int(t["head"]) - 1 not in inside]
    found = heads and (run(words, heads[0]) or run(words, heads[0] + 1))
    return (tokens[found[0]]["start"], tokens[found[1]]["end"]) if found else None


def entities(line):
    spans = set()
    for start, end in line["sentences"]:
        sentence = [t for t in line["tokens"] if start <= t["start"] and t["end"] <= end]
        for mention in line["mentions"]:
            if mention["type"] in TYPES and start <= mention["start"] < end:
                if span := name(line["text"], sentence, mention):
                    spans.add((*span, TYPES[mention["type"]]))
    inside = lambda a, b: b[0] <= a[0] and a[1] <= b[1] and b[:2] != a[:2]
    return sorted(a for a in spans if not any(inside(a, b) for b in spans))


def main(corpus, out, genres="news,interview,bio"):
    with open(corpus) as lines, open(out, "w") as names:
        for line in map(json.loads, lines):
            if line["id"].split("_")[1] in genres.split(","):
                print(json.dumps({"id": line["id"], "text": line["text"], "entities": entities(line)}), file=names)


main(*sys.argv[1:])
