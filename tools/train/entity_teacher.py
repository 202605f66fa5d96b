"""A pretrained sentence encoder taught to find names, so that it can label more news for the small chain.

    entity_teacher.py train --encoder DIR --corpus TRAIN.jsonl --dev DEV.jsonl --model TEACHER.pt [--epochs 3]
    entity_teacher.py label --encoder DIR --model TEACHER.pt IN.jsonl OUT.jsonl

The encoder is MiniLM-L6 (BERT's layout, uncased); each piece also gets a learned vector for its word's case. A word's
first piece tells its label: outside, or begin or inside of a type. Offsets in files count Unicode code points.
Needs torch, tokenizers and safetensors.
"""
import argparse
import json
import math
import random
import re
import time
from dataclasses import dataclass

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

WORD = re.compile(r"\w+|[^\w\s]")
CHUNK = 256  # pieces in a chunk of whole paragraphs
LONGEST = 510  # pieces that the encoder can take
TYPES = ("Person", "Organization", "Location", "NORP", "Date", "Money", "Misc")
MERGED = {"Facility": "Location", "Product": "Misc"}
LABELS = 1 + 2 * len(TYPES)


@dataclass
class Paragraph:
    words: list  # (start, end) in the text
    ids: list  # word pieces
    firsts: list  # of each word, its first piece
    shapes: list  # of each piece, its word's case
    gold: list  # of each word, its label


def shape(word):
    if not word[0].isalpha():
        return 1 if word[0].isdigit() else 0
    return 2 if word.islower() else 3 if word.istitle() else 4 if word.isupper() else 5


def paragraphs(document, tokenizer):
    """The document's lines, spelt in pieces; a line too long for the encoder is cut."""
    starts, out = gold_labels(document), []
    for line in re.finditer(r"[^\n]*\S[^\n]*", document["text"]):
        words = [(w.start() + line.start(), w.end() + line.start()) for w in WORD.finditer(line[0])]
        while words:
            out.append(spell(words, document["text"], starts, tokenizer))
            words = words[len(out[-1].words) :] if out[-1].words else []
    return [p for p in out if p.words]


def spell(words, text, starts, tokenizer):
    """As many of the words as fit; those of which the tokenizer leaves nothing (control characters) drop out."""
    strings = [text[s:e] for s, e in words]
    coded = tokenizer.encode(strings, is_pretokenized=True, add_special_tokens=False)
    ids, whose = coded.ids[:LONGEST], coded.word_ids[:LONGEST]
    firsts = [i for i, w in enumerate(whose) if i == 0 or whose[i - 1] != w]
    kept = [words[whose[i]] for i in firsts]
    return Paragraph(kept, ids, firsts, [shape(strings[w]) for w in whose], [starts.get(s, 0) for s, _ in kept])


def gold_labels(document):
    """The label of the word that starts at each offset inside an entity."""
    out = {}
    for start, end, name in document.get("entities", []):
        name = MERGED.get(name, name)
        if name in TYPES:
            begin = 1 + 2 * TYPES.index(name)
            out.update({at: begin + 1 for at in range(start + 1, end)})
            out[start] = begin
    return out


def chunks(found, first):
    """Neighbouring paragraphs together, up to CHUNK pieces (the first chunk up to `first`)."""
    out, size, limit = [[]], 2, first
    for p in found:
        if out[-1] and size + len(p.ids) > limit:
            out.append([])
            size, limit = 2, CHUNK
        out[-1].append(p)
        size += len(p.ids) + 1
    return out


def batches(documents, pieces, rng=None):
    """Chunks of like length, about `pieces` word pieces a batch."""
    every = [c for d in documents if d for c in chunks(d, rng.randint(64, CHUNK) if rng else CHUNK)]
    every.sort(key=lambda c: sum(len(p.ids) for p in c) + (rng.random() * 40 if rng else 0))
    out, width = [], 0
    for c in every:
        width = sum(len(p.ids) + 1 for p in c) + 1
        if not out or (len(out[-1]) + 1) * width > pieces:
            out.append([])
        out[-1].append(c)
    if rng:
        rng.shuffle(out)
    return out


class Layer(nn.Module):
    """One of BERT's layers."""

    NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "mixed": "attention.output.dense", "mixed_norm": "attention.output.LayerNorm",
             "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm"}

    def __init__(self, size, heads, inner):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.mixed, self.mixed_norm = nn.Linear(size, size), nn.LayerNorm(size, eps=1e-12)
        self.inner, self.outer = nn.Linear(size, inner), nn.Linear(inner, size)
        self.outer_norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def load(self, given, prefix):
        self.load_state_dict({f"{ours}.{k}": given[f"{prefix}.{theirs}.{k}"]
                              for ours, theirs in self.NAMES.items() for k in ("weight", "bias")})

    def forward(self, x, mask):
        split = lambda t: t.view(*t.shape[:2], self.heads, -1).transpose(1, 2)
        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        heed = (query / math.sqrt(query.shape[-1]) @ key.transpose(-1, -2) + mask).softmax(-1)
        x = self.mixed_norm(x + self.drop(self.mixed((heed @ value).transpose(1, 2).reshape(x.shape))))
        return self.outer_norm(x + self.drop(self.outer(F.gelu(self.inner(x)))))


class Teacher(nn.Module):
    def __init__(self, directory):
        super().__init__()
        config, given = json.load(open(f"{directory}/config.json")), load_file(f"{directory}/model.safetensors")
        size = config["hidden_size"]
        table = lambda name: given[f"embeddings.{name}_embeddings.weight"]
        self.pieces = nn.Embedding.from_pretrained(table("word"), freeze=True)
        self.places = nn.Embedding.from_pretrained(table("position") + table("token_type")[0], freeze=False)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.norm.load_state_dict({k: given[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer(size, config["num_attention_heads"], config["intermediate_size"])
                                    for _ in range(config["num_hidden_layers"]))
        for i, layer in enumerate(self.layers):
            layer.load(given, f"encoder.layer.{i}")
        self.shapes, self.out = nn.Embedding(7, size), nn.Linear(size, LABELS)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.drop = nn.Dropout(0.1)

    def forward(self, batch):
        """Scores [word, label] of all words of a batch, chunk by chunk."""
        ids, shapes, firsts = spread(batch)
        mask = torch.zeros(ids.shape, dtype=torch.bfloat16).masked_fill(ids == 0, -1e4)[:, None, None, :]
        x = self.pieces(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(self.drop(x.flatten(0, 1)[firsts])).float()


def spread(batch):
    """Padded ids and shapes [chunk, piece], and where each word begins, as an index into them flattened."""
    width = max(1 + sum(len(p.ids) + 1 for p in chunk) for chunk in batch)
    ids, shapes, firsts = [], [], []
    for k, chunk in enumerate(batch):
        row, cases = [101], [6]
        for p in chunk:
            firsts += [k * width + len(row) + i for i in p.firsts]
            row += p.ids + [102]
            cases += p.shapes + [6]
        ids.append(row + [0] * (width - len(row)))
        shapes.append(cases + [6] * (width - len(cases)))
    return torch.tensor(ids), torch.tensor(shapes), torch.tensor(firsts)


def train(a):
    rng, tokenizer = random.Random(a.seed), open_tokenizer(a.encoder)
    torch.manual_seed(a.seed)
    model = Teacher(a.encoder)
    documents = [paragraphs(json.loads(line), tokenizer) for line in open(a.corpus)]
    fresh = [*model.shapes.parameters(), *model.out.parameters()]
    old = [*model.layers.parameters(), *model.norm.parameters(), *model.places.parameters()]
    optimizer = torch.optim.AdamW([{"params": old, "lr": a.rate}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01)
    plan = [b for _ in range(a.epochs) for b in batches(documents, a.batch, rng)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.1 * len(plan))) * max(0.02, 1 - s / len(plan)))
    begun, losses = time.time(), []
    for step, batch in enumerate(plan, 1):
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(batch)
        gold = torch.tensor([label for chunk in batch for p in chunk for label in p.gold])
        loss = F.cross_entropy(scores, gold)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(), optimizer.zero_grad(), schedule.step()
        losses.append(loss.item())
        if step % 50 == 0:
            print(f"{step}/{len(plan)} loss {sum(losses[-50:]) / 50:.4f} {time.time() - begun:.0f} s", flush=True)
        if step % (len(plan) // a.epochs) == 0:
            torch.save(model.state_dict(), a.model)
            report(model, tokenizer, a.dev)


def allowed():
    """What a step from one label to another costs: an inside label must go on with its own type."""
    cost = torch.zeros(LABELS, LABELS)
    for inside in range(2, LABELS, 2):
        cost[:, inside] = 1e4
        cost[inside - 1, inside] = cost[inside, inside] = 0
    return cost


def best_path(scores, cost):
    best, back = scores[0] - cost[0], []
    for row in scores[1:]:
        best, came = (best[:, None] - cost).max(0)
        best = best + row
        back.append(came.tolist())
    path = [int(best.argmax())]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


@torch.no_grad()
def predict(model, batch):
    """Of each paragraph, its entities (start, end, type)."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(batch).log_softmax(-1)
    out, at, cost = [], 0, allowed()
    for p in (p for chunk in batch for p in chunk):
        rows = scores[at : at + len(p.words)]
        at += len(p.words)
        out.append((p, entities(p, best_path(rows, cost))))
    return out


def entities(p, path):
    found = []
    for word, label in zip(p.words, path):
        if label % 2:
            found.append([*word, TYPES[label // 2]])
        elif label:
            found[-1][1] = word[1]
    return found


def label_all(model, tokenizer, documents):
    model.eval()
    split = [paragraphs({"text": d["text"]}, tokenizer) for d in documents]
    made = {id(p): found for batch in batches(split, 4096) for p, found in predict(model, batch)}
    return [[e for p in ps for e in made[id(p)]] for ps in split]


def report(model, tokenizer, path):
    """F1 by type on exact spans."""
    documents = [json.loads(line) for line in open(path)]
    keys = lambda i, es: {(i, s, e, MERGED.get(t, t)) for s, e, t in es}
    gold = set().union(*(keys(i, d["entities"]) for i, d in enumerate(documents)))
    found = set().union(*(keys(i, es) for i, es in enumerate(label_all(model, tokenizer, documents))))
    f1 = lambda g, f: 200 * len(g & f) / max(1, len(g) + len(f))
    of = lambda keys, types: {k for k in keys if k[3] in types}
    print("F1", {t: round(f1(of(gold, {t}), of(found, {t})), 2) for t in TYPES},
          "all but misc", round(f1(of(gold, TYPES[:6]), of(found, TYPES[:6])), 2), flush=True)


def label(a):
    model, tokenizer = Teacher(a.encoder), open_tokenizer(a.encoder)
    model.load_state_dict(torch.load(a.model))
    documents = [json.loads(line) for line in open(a.files[0])]
    with open(a.files[1], "w") as out:
        for d, found in zip(documents, label_all(model, tokenizer, documents)):
            print(json.dumps({"id": d["id"], "entities": [e[:3] for e in found]}, separators=(",", ":")), file=out)


def open_tokenizer(directory):
    tokenizer = Tokenizer.from_file(f"{directory}/tokenizer.json")
    tokenizer.no_truncation(), tokenizer.no_padding()
    return tokenizer


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("task", choices=("train", "label"))
    p.add_argument("files", nargs="*")
    for name in ("encoder", "corpus", "dev", "model"):
        p.add_argument(f"--{name}")
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--batch", type=int, default=1024, help="word pieces a step")
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_intermixed_args()
    torch.set_num_threads(1)
    train(a) if a.task == "train" else label(a)


if __name__ == "__main__":
    main()
