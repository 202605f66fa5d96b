"""A pretrained sentence encoder taught to find attributions, so that it can label more news for the small chains.

    attribution_teacher.py train --encoder DIR --corpus TRAIN.jsonl --dev DEV.jsonl --out RUN [--epochs 4]
    attribution_teacher.py label IN.jsonl OUT.jsonl --encoder DIR --model RUN/last.pt [--threshold 0.4]

The encoder is MiniLM-L6 (BERT's layout, uncased); each piece also gets a learned vector for its case and for its
place in quotation marks. Its last layer tags cues. Its upper layers are forked: a copy of them runs once per cue over
the cue's block, told how far each word is from the cue, and labels each word as nothing, source or content.
Offsets in files count Unicode code points. Needs torch, tokenizers and safetensors.
"""
import argparse
import copy
import json
import math
import random
import re
import time
from dataclasses import dataclass, field

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

WORD = re.compile(r"\w+|[^\w\s]")
CHUNK, LONGEST = 192, 512  # pieces in a chunk of whole blocks; the encoder's limit
SHARED = 4  # layers below the fork
ROLES = ("source", "content")  # labels 1 and 2; 0 is neither
CUE_FLOOR = 0.1  # a likelier word is a candidate cue
LEAN = 1.0  # taken from the score of "neither" when labelling: found on dev, makes up for the wrong candidates in training
CUE, ROLE = 3, 3  # number of labels: B I O reversed (0 none, 1 begins, 2 goes on); none, source, content


# ---- documents -> blocks of words


@dataclass
class Block:
    """A paragraph, with the next one if it ends in a colon."""

    words: list  # (start, end)
    ids: list = field(default_factory=list)  # word pieces
    of: list = field(default_factory=list)  # the word of each piece
    shape: list = field(default_factory=list)  # of each word: case
    marks: list = field(default_factory=list)  # of each word: place in quotation marks
    gold: list = field(default_factory=list)  # (first word of the cue, last, labels of all words)

    @property
    def cues(self):
        tags = [0] * len(self.words)
        for first, last, _ in self.gold:
            tags[first : last + 1] = [1] + [2] * (last - first)
        return tags


def shape(word):
    if not word[0].isalpha():
        return 1 if word[0].isdigit() else 0
    return 2 if word.islower() else 3 if word.istitle() else 4 if word.isupper() else 5


def marks(text):
    """Of each character: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing one.
    A paragraph's end closes what is open; a ’ before a letter is an apostrophe."""
    out, closing = [], ""
    for i, c in enumerate(text):
        beside = text[i + 1 : i + 2].isalnum(), text[max(0, i - 1) : i].isalnum()
        if c == "\n":
            closing = ""
        if closing and c == closing and not (c == "’" and beside[0]):
            closing = ""
            out.append(3)
        elif c in "“\"" or (c == "‘" and not closing and not beside[1]):
            closing = {"“": "”", '"': '"', "‘": "’"}[c]
            out.append(2)
        else:
            out.append(1 if closing else 0)
    return out


def blocks(doc, tokenizer):
    text = doc["text"]
    state, found = marks(text), []
    for m in re.finditer(r"[^\n]*\S[^\n]*", text):
        words = [(w.start() + m.start(), w.end() + m.start()) for w in WORD.finditer(m[0])]
        if found and text[found[-1].words[-1][0]] == ":" and len(found[-1].words) + len(words) < CHUNK:
            found[-1].words += words
        elif words:
            found.append(Block(words))
    for b in found:
        spell(b, text, state, tokenizer)
        b.gold = [g for a in doc.get("attributions", []) if (g := labels(b.words, a))]
    return [b for b in found if b.words]


def spell(block, text, state, tokenizer):
    """Fills in a block's pieces; words of which the tokenizer leaves nothing (control characters) drop out."""
    strings = [text[s:e] for s, e in block.words]
    coded = tokenizer.encode(strings, is_pretokenized=True, add_special_tokens=False)
    block.ids, whose = coded.ids[: LONGEST - 2], coded.word_ids[: LONGEST - 2]
    kept = sorted(set(whose))
    block.of = [kept.index(w) for w in whose]
    block.words = [block.words[w] for w in kept]
    block.shape = [shape(strings[w]) for w in kept]
    block.marks = [state[s] for s, _ in block.words]


def labels(words, attribution):
    """The cue's first and last word and every word's role, if the cue stands among these words."""
    inside = lambda spans: [k for k, (a, _) in enumerate(words) if any(s <= a < e for s, e in spans)]
    cue = inside(attribution["cue"])
    if not cue:
        return None
    out = [0] * len(words)
    for label, role in enumerate(ROLES, 1):
        for k in inside(attribution[role]):
            out[k] = label
    return cue[0], cue[-1], out


def chunks(doc_blocks, first):
    """Neighbouring blocks together, up to CHUNK pieces (the first chunk up to `first`)."""
    out, size, limit = [[]], 2, first
    for b in doc_blocks:
        if out[-1] and size + len(b.ids) + 1 > limit:
            out.append([])
            size, limit = 2, CHUNK
        out[-1].append(b)
        size += len(b.ids) + 1
    return out


def batches(documents, pieces, rng=None):
    """Chunks of like length, about `pieces` word pieces a batch."""
    every = [c for d in documents if d for c in chunks(d, rng.randint(64, CHUNK) if rng else CHUNK)]
    every.sort(key=lambda c: sum(len(b.ids) for b in c) + (rng.random() * 40 if rng else 0))
    out, width = [], 0
    for c in every:
        width = sum(len(b.ids) + 1 for b in c) + 1
        if not out or (len(out[-1]) + 1) * width > pieces:
            out.append([])
        out[-1].append(c)
    if rng:
        rng.shuffle(out)
    return out


# ---- the network


class Layer(nn.Module):
    """One of BERT's layers, with its parameters under their usual names."""

    def __init__(self, size, heads, inner):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.mixed, self.mixed_norm = nn.Linear(size, size), nn.LayerNorm(size, eps=1e-12)
        self.inner, self.outer = nn.Linear(size, inner), nn.Linear(inner, size)
        self.outer_norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        split = lambda t: t.view(*t.shape[:2], self.heads, -1).transpose(1, 2)
        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # By hand: on a CPU in bfloat16 twice as fast as scaled_dot_product_attention at these lengths.
        heed = (query / math.sqrt(query.shape[-1]) @ key.transpose(-1, -2) + mask).softmax(-1)
        x = self.mixed_norm(x + self.mixed((heed @ value).transpose(1, 2).reshape(x.shape)))
        return self.outer_norm(x + self.drop(self.outer(F.gelu(self.inner(x)))))


NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
         "mixed": "attention.output.dense", "mixed_norm": "attention.output.LayerNorm",
         "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm"}


class Teacher(nn.Module):
    def __init__(self, directory):
        super().__init__()
        config, given = json.load(open(f"{directory}/config.json")), load_file(f"{directory}/model.safetensors")
        size = config["hidden_size"]
        self.pieces = nn.Embedding.from_pretrained(given["embeddings.word_embeddings.weight"], freeze=True)
        self.places = nn.Embedding.from_pretrained(
            given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0], freeze=False)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.norm.load_state_dict({k: given[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer(size, config["num_attention_heads"], config["intermediate_size"])
                                    for _ in range(config["num_hidden_layers"]))
        for i, layer in enumerate(self.layers):
            layer.load_state_dict({f"{ours}.{k}": given[f"encoder.layer.{i}.{theirs}.{k}"]
                                   for ours, theirs in NAMES.items() for k in ("weight", "bias")})
        self.fork = copy.deepcopy(self.layers[SHARED:])
        self.shapes, self.marks, self.distances = nn.Embedding(7, size), nn.Embedding(4, size), nn.Embedding(33, size)
        for new in (self.shapes, self.marks, self.distances):
            nn.init.normal_(new.weight, std=0.01)
        self.cue, self.role = nn.Linear(size, CUE), nn.Linear(size, ROLE)
        self.cue.bias.data = torch.tensor([0.97, 0.02, 0.01]).log()  # how common each is
        self.drop = nn.Dropout(0.1)

    def encode(self, batch):
        """Vectors of all words of all blocks, below the fork and at the top: lists, one a block."""
        ids, shapes, state, where = spread(batch)
        mask = closed(ids == 0)
        x = self.pieces(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes) + self.marks(state)
        x = self.drop(self.norm(x))
        for i, layer in enumerate(self.layers):
            if i == SHARED:
                below = x
            x = layer(x, mask)
        return [below[k, at] for k, at in where], [x[k, at] for k, at in where]

    def roles(self, below, cues):
        """Label scores [cue, word, label] of `cues`: (block, first word, last word)."""
        longest = max(len(below[b]) for b, _, _ in cues)
        x = nn.utils.rnn.pad_sequence([below[b] for b, _, _ in cues], batch_first=True)
        words = torch.arange(longest)
        first, last = (torch.tensor([c[k] for c in cues])[:, None] for k in (1, 2))
        away = torch.where(words < first, words - first, (words - last).clamp(min=0))
        mask = closed(words >= torch.tensor([len(below[b]) for b, _, _ in cues])[:, None])
        x = x + self.distances(bucket(away)).to(x.dtype)
        for layer in self.fork:
            x = layer(x, mask)
        return self.role(self.drop(x)).float()


def closed(padding):
    """What attention adds to its scores so that it passes over padding."""
    return torch.zeros(padding.shape, dtype=torch.bfloat16).masked_fill(padding, -1e4)[:, None, None, :]


def bucket(away):
    """A signed distance in words to one of 33 buckets: exact to 6, then by powers of the root of 2."""
    size = away.abs()
    far = (6 + (size.clamp(min=6) / 6).log2() * 2).long().clamp(max=16)
    return 16 + torch.where(size <= 6, size, far) * away.sign()


def spread(batch):
    """Padded ids, shapes and quotation states [chunk, piece], and where each block's words begin."""
    rows, where = [], []
    for k, chunk in enumerate(batch):
        row = [(101, 6, 0)]
        for b in chunk:
            starts = [i for i, w in enumerate(b.of) if i == 0 or b.of[i - 1] != w]
            where.append((k, torch.tensor(starts) + len(row)))
            row += [(i, b.shape[w], b.marks[w]) for i, w in zip(b.ids, b.of)] + [(102, 6, 0)]
        rows.append(torch.tensor(row))
    padded = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    return padded[..., 0], padded[..., 1], padded[..., 2], where


# ---- training


def candidates(scores, taken):
    """Words likelier than CUE_FLOOR to begin a cue, with the words likelier than not to go on with it."""
    p, out = scores.float().softmax(-1).tolist(), []
    for k, (_, begins, _) in enumerate(p):
        if begins >= CUE_FLOOR and not taken[k]:
            last = k
            while last + 1 < len(p) and p[last + 1][2] > 0.5:
                last += 1
            out.append((k, last, begins))
    return out


def loss(model, batch):
    found = [b for chunk in batch for b in chunk]
    below, top = model.encode(batch)
    scores = model.cue(model.drop(torch.cat(top))).float()
    total = F.cross_entropy(scores, torch.tensor([t for b in found for t in b.cues]), reduction="sum")
    asked, answers, at = [], [], 0
    for i, b in enumerate(found):
        wrong = sorted(candidates(scores[at : at + len(b.words)].detach(), b.cues), key=lambda c: -c[2])[: 1 + len(b.gold)]
        at += len(b.words)
        for first, last, gold in b.gold + [(f, l, [0] * len(b.words)) for f, l, _ in wrong]:
            asked.append((i, first, last))
            answers.append(torch.tensor(gold))
    if asked:
        gold = nn.utils.rnn.pad_sequence(answers, batch_first=True, padding_value=-100)
        total = total + 0.1 * F.cross_entropy(model.roles(below, asked).transpose(1, 2), gold, reduction="sum")
    return total / max(1, len(asked))


def train(a):
    rng, tokenizer = random.Random(1), Tokenizer.from_file(f"{a.encoder}/tokenizer.json")
    torch.manual_seed(1)
    tokenizer.no_truncation(), tokenizer.no_padding()
    model = Teacher(a.encoder)
    documents = [blocks(json.loads(line), tokenizer) for line in open(a.corpus)]
    fresh = [p for n, p in model.named_parameters() if n.split(".")[0] in ("shapes", "marks", "distances", "cue", "role")]
    old = [p for n, p in model.named_parameters() if p.requires_grad and not any(p is q for q in fresh)]
    optimizer = torch.optim.AdamW([{"params": old, "lr": a.rate}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01)
    plan = [b for _ in range(a.epochs) for b in batches(documents, a.batch, rng)]
    each = len(plan) // (2 * a.epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.06 * len(plan))) * max(0.02, 1 - s / len(plan)))
    begun, sum_ = time.time(), 0.0
    for step, batch in enumerate(plan, 1):
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            value = loss(model, batch)
        value.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(), optimizer.zero_grad(), schedule.step()
        sum_ += value.item()
        if step % 25 == 0:
            print(f"{step}/{len(plan)} loss {sum_ / 25:.3f} {time.time() - begun:.0f} s", flush=True)
            sum_ = 0.0
        if step % each == 0:
            torch.save(model.state_dict(), f"{a.out}/last.pt")
            label(model, tokenizer, a.dev, f"{a.out}/dev-{step // each}.jsonl", 0.0)


# ---- labelling


def runs(path, label):
    """Half-open ranges of words with `label`."""
    edges = [k for k in range(len(path) + 1) if (k < len(path) and path[k] == label) != (k > 0 and path[k - 1] == label)]
    return list(zip(edges[::2], edges[1::2]))


def viterbi(scores, change=1.0):
    """The likeliest labels when each change of label costs `change`."""
    best, back = scores[0], []
    cost = change * (1 - torch.eye(ROLE))
    for row in scores[1:]:
        best, came = (best[:, None] - cost).max(0)
        best = best + row
        back.append(came.tolist())
    path = [int(best.argmax())]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def attribution(block, first, last, begins, scores):
    """One candidate as an attribution, or None without content."""
    chances = (scores - LEAN * torch.tensor([1.0, 0, 0])).log_softmax(-1)[: len(block.words)]
    path = viterbi(chances)
    content, sources = runs(path, 2), runs(path, 1)
    if not content:
        return None
    mass = lambda r, label: chances[r[0] : r[1], label].exp().sum().item()
    source = [max(sources, key=lambda r: mass(r, 1))] if sources else []
    said = sum(mass(r, 2) for r in content) / sum(e - s for s, e in content)
    who = mass(source[0], 1) / (source[0][1] - source[0][0]) if source else 1 - chances[:, 1].exp().max().item()
    at = lambda rs: [[block.words[s][0], block.words[e - 1][1]] for s, e in rs]
    return {"source": at(source), "cue": at([(first, last + 1)]), "content": at(content),
            "confidence": round(math.sqrt(begins) * said * who, 4), "parts": [round(x, 4) for x in (begins, said, who)]}


@torch.no_grad()
def predict(model, batch):
    """(block, attributions) of each block of a batch."""
    found = [b for chunk in batch for b in chunk]
    with torch.autocast("cpu", torch.bfloat16):
        below, top = model.encode(batch)
        cues = [(i, c) for i, t in enumerate(top) for c in candidates(model.cue(t), [False] * len(t))]
        scores = model.roles(below, [(i, f, l) for i, (f, l, _) in cues]) if cues else []
    out = [(b, []) for b in found]
    for (i, cue), s in zip(cues, scores):
        if made := attribution(found[i], *cue, s):
            out[i][1].append(made)
    return out


def label(model, tokenizer, source, target, threshold):
    """Writes the documents of `source` with the model's attributions to `target`."""
    model.eval()
    documents = [json.loads(line) for line in open(source)]
    split = [blocks({"text": d["text"]}, tokenizer) for d in documents]
    made = {id(b): found for batch in batches(split, 4096) for b, found in predict(model, batch)}
    with open(target, "w") as out:
        for d, bs in zip(documents, split):
            found = [x for b in bs for x in made[id(b)] if x["confidence"] >= threshold]
            kept = [{"id": f"T{k}", **{r: x[r] for r in ("source", "cue", "content")}} for k, x in enumerate(found, 1)]
            print(json.dumps({"id": d["id"], "attributions": kept}, separators=(",", ":")), file=out)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("task", choices=("train", "label"))
    p.add_argument("files", nargs="*")
    for name in ("encoder", "corpus", "dev", "out", "model"):
        p.add_argument(f"--{name}")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--batch", type=int, default=2048, help="word pieces a step")
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--threshold", type=float, default=0.4)
    a = p.parse_intermixed_args()
    torch.set_num_threads(1)
    if a.task == "train":
        return train(a)
    model = Teacher(a.encoder)
    model.load_state_dict(torch.load(a.model))
    tokenizer = Tokenizer.from_file(f"{a.encoder}/tokenizer.json")
    tokenizer.no_truncation(), tokenizer.no_padding()
    label(model, tokenizer, *a.files, a.threshold)


if __name__ == "__main__":
    main()
