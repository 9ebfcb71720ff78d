"""Trains vigie's annotator for one language and writes the model file that the program ships.

    python train/train.py --data UD_DIR --language fr --out models/fr.vgm

UD_DIR holds `fr/` and `en/` with the treebank files that train/README.md names. Seeded: the same machine, versions and
arguments give the same file."""

import argparse
import math
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional as F

import augment
import conjugate
import contractions
import export
import features
import lemmas
import treebank
from network import Network

# (file, treebank it is annotated like). Only licences that allow any use; see train/README.md.
FILES = {
    "fr": {
        "train": [("train-sequoia.conllu", "sequoia"), ("train-gsd.conllu", "gsd"), ("train-gsdfib.conllu", "gsd"),
                  ("train-pud.conllu", "pud"), ("train-fqb.conllu", "fqb")],
        "partial": [("partial-gsd.tsv", "gsd")],
        "dev": [("dev-sequoia.conllu", "sequoia")],
        "news": "sequoia",
    },
    "en": {
        "train": [("train-ewt.conllu", "ewt")],
        "partial": [],
        "dev": [("dev-ewt.conllu", "ewt")],
        "news": "ewt",
    },
}
IGNORE = -100


@dataclass
class Tables:
    """The classes that the heads choose among."""

    treebanks: list[str]
    uposes: list[str]
    feats: list[str]
    pairs: list[tuple[int, int]]
    deprels: list[str]
    scripts: list[str]


def tables_of(trees, partial, treebanks):
    pair_counts = Counter((w.upos, w.feats) for s in trees for w in s.words)
    uposes = sorted({u for u, _ in pair_counts})
    feats = sorted({f for _, f in pair_counts})
    pairs = sorted((uposes.index(u), feats.index(f)) for u, f in pair_counts)
    deprels = sorted({w.deprel for s in trees for w in s.words})
    return Tables(treebanks, uposes, feats, pairs, deprels, lemmas.inventory(trees + partial))


class Coder:
    """Sentences to tensors."""

    def __init__(self, tables, counts):
        self.counts = counts
        self.upos = {v: i for i, v in enumerate(tables.uposes)}
        self.feats = {v: i for i, v in enumerate(tables.feats)}
        self.deprel = {v: i for i, v in enumerate(tables.deprels)}
        self.script = {v: i for i, v in enumerate(tables.scripts)}
        self.rows, self.scripts = {}, {}

    def rows_of(self, form):
        if form not in self.rows:
            self.rows[form] = features.rows(form)
        return self.rows[form]

    def script_of(self, form, lemma):
        key = form, lemma
        if key not in self.scripts:
            self.scripts[key] = IGNORE if lemma is None else self.script.get(lemmas.script(form, lemma), IGNORE)
        return self.scripts[key]

    def batch(self, items, random_, training):
        """items: (sentence, treebank index)."""
        if training:
            items = [(augment.spoil(sentence, random_), bank) for sentence, bank in items]
        longest = max(len(s.words) for s, _ in items)
        slots = len(features.SLOTS)
        empty = [0] * slots
        rows, keep, gold = [], [], []
        for sentence, _ in items:
            pad = longest - len(sentence.words)
            rows.append([self.rows_of(w.form) for w in sentence.words] + [empty] * pad)
            kept = []
            for w in sentence.words:
                k = [1.0] * slots
                if training:
                    # Rare forms are dropped more: that is how the affix rows learn to stand in for unseen words.
                    if random_.random() < 0.05 + 0.6 / (1 + self.counts[features.fold(w.form)]):
                        k[0] = k[1] = 0.0
                    if random_.random() < 0.03:
                        k[random_.randrange(2, slots)] = 0.0
                kept.append(k)
            keep.append(kept + [[0.0] * slots] * pad)
            gold.append([(
                self.upos.get(w.upos, IGNORE),
                self.feats.get(w.feats, IGNORE) if w.feats is not None else IGNORE,
                self.script_of(w.form, w.lemma),
                IGNORE if w.head is None else w.head,
                self.deprel.get(w.deprel, IGNORE),
            ) for w in sentence.words] + [(IGNORE,) * 5] * pad)
        mask = torch.tensor([[1.0] * len(s.words) + [0.0] * (longest - len(s.words)) for s, _ in items])
        return (torch.tensor(rows), torch.tensor(keep), torch.tensor([t for _, t in items]), mask,
                torch.tensor(gold))


def losses(network, batch):
    rows, keep, treebanks, mask, gold = batch
    x = network.encode(rows, keep, treebanks, mask)
    hidden = network.head_dropout(x)
    entropy = lambda scores, target: F.cross_entropy(
        scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="sum", label_smoothing=0.03)
    heads = gold[..., 3]
    arc_scores = network.arcs(x, mask)
    arc = F.cross_entropy(arc_scores.flatten(0, 1), heads.flatten(), ignore_index=IGNORE, reduction="sum")
    label = entropy(network.labels(x, heads.clamp(min=0)), gold[..., 4])
    total = (entropy(network.upos(hidden), gold[..., 0]) + entropy(network.feats(hidden), gold[..., 1])
             + 0.5 * entropy(network.lemma(hidden), gold[..., 2]) + arc + label)
    return total / mask.sum()


@torch.no_grad()
def predict(network, tables, coder, items, pair_rows):
    """For each sentence: (upos, feats, script, head, deprel) indices of each word. Heads are the best ones, word by
    word: the program makes them a tree."""
    network.eval()
    out = []
    for start in range(0, len(items), 32):
        chunk = items[start:start + 32]
        rows, keep, treebanks, mask, _ = coder.batch(chunk, None, False)
        x = network.encode(rows, keep, treebanks, mask)
        upos, feats = network.upos(x).log_softmax(-1), network.feats(x).log_softmax(-1)
        best = (upos[..., pair_rows[0]] + feats[..., pair_rows[1]]).argmax(-1)
        script = network.lemma(x).argmax(-1)
        heads = network.arcs(x, mask).argmax(-1)
        deprel = network.labels(x, heads).argmax(-1)
        for i, (sentence, _) in enumerate(chunk):
            out.append([(*tables.pairs[best[i, j]], int(script[i, j]), int(heads[i, j]), int(deprel[i, j]))
                        for j in range(len(sentence.words))])
    network.train()
    return out


def score(tables, lexicon, items, predictions):
    right, total = Counter(), 0
    for (sentence, _), predicted in zip(items, predictions):
        for w, (upos, feats, script, head, deprel) in zip(sentence.words, predicted):
            total += 1
            lemma = lexicon.get((features.fold(w.form), tables.uposes[upos]))
            lemma = lemma or lemmas.apply(tables.scripts[script], w.form, tables.uposes[upos]) or w.form
            right["upos"] += tables.uposes[upos] == w.upos
            right["feats"] += tables.feats[feats] == w.feats
            right["lemma"] += lemma == w.lemma or w.lemma is None
            right["uas"] += head == w.head
            right["las"] += head == w.head and tables.deprels[deprel].split(":")[0] == w.deprel.split(":")[0]
    return {k: round(100 * v / total, 2) for k, v in right.items()}


def batches(items, words, random_):
    """Sentences of like length together, about `words` words each, in random order."""
    order = sorted(items, key=lambda item: len(item[0].words) + random_.random() * 4)
    out, current = [], []
    for item in order:
        if current and (len(current) + 1) * len(item[0].words) > words:
            out.append(current)
            current = []
        current.append(item)
    out.append(current)
    random_.shuffle(out)
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder of treebanks (holds fr/ and en/)")
    ap.add_argument("--language", choices=sorted(FILES), required=True)
    ap.add_argument("--out", type=Path, required=True, help="model file to write")
    ap.add_argument("--fixture", type=Path, help="also write expected analyses of a few sentences here (a test file)")
    ap.add_argument("--epochs", type=int, default=20)
    ap.add_argument("--layers", default="c1 c1 c2 c4",
                    help="cN: convolution over a word and its neighbours N words away")
    ap.add_argument("--batch", type=int, default=700, help="words in a batch")
    ap.add_argument("--rate", type=float, default=3e-3)
    ap.add_argument("--dropout", type=float, default=0.25)
    ap.add_argument("--width", type=int, default=128)
    ap.add_argument("--version", default="2026.1")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random_ = random.Random(args.seed)

    files = FILES[args.language]
    folder = args.data / args.language
    treebanks = list(dict.fromkeys(t for _, t in files["train"]))
    sources = {}

    def load(kind, reader):
        items = []
        for name, bank in files[kind]:
            path = treebank.find(folder, name)
            sources[path.name] = treebank.sha256(path)
            items += [(s, treebanks.index(bank)) for s in reader(path)]
        return items

    trees = load("train", treebank.read_conllu)
    partial = load("partial", treebank.read_partial)
    dev = load("dev", treebank.read_conllu)
    tables = tables_of([s for s, _ in trees], [s for s, _ in partial], treebanks)
    lexicon = lemmas.lexicon([s for s, _ in trees + partial], conjugate.verb_forms(args.language))
    counts = Counter(features.fold(w.form) for s, _ in trees + partial for w in s.words)
    coder = Coder(tables, counts)
    network = Network(len(treebanks), len(tables.uposes), len(tables.feats), len(tables.deprels),
                      len(tables.scripts), layers=args.layers, width=args.width, dropout=args.dropout)
    print(f"{len(trees)} trees, {len(partial)} partial, {len(tables.pairs)} tags, {len(tables.feats)} feats, "
          f"{len(tables.deprels)} deprels, {len(tables.scripts)} scripts, {len(lexicon)} lexicon", flush=True)
    pair_rows = (torch.tensor([u for u, _ in tables.pairs]), torch.tensor([f for _, f in tables.pairs]))

    everything = trees + partial
    steps = args.epochs * len(batches(everything, args.batch, random.Random(0)))
    optimizer = torch.optim.AdamW(network.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=0.01)
    rate = lambda step: min((step + 1) / 200, max(0.005, 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    started = time.time()
    for epoch in range(1, args.epochs + 1):
        total, count = 0.0, 0
        for items in batches(everything, args.batch, random_):
            loss = losses(network, coder.batch(items, random_, True))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            scheduler.step()
            total, count = total + loss.item(), count + 1
        line = f"epoch {epoch} loss {total / count:.3f} {time.time() - started:.0f}s"
        if epoch % 3 == 0 or epoch >= args.epochs - 1:
            line += f" dev {score(tables, lexicon, dev, predict(network, tables, coder, dev, pair_rows))}"
        print(line, flush=True)

    export.quantise(network)
    scores = score(tables, lexicon, dev, predict(network, tables, coder, dev, pair_rows))
    print(f"as shipped: dev {scores}", flush=True)
    split = contractions.train(lexicon, [s for s, _ in trees + partial], args.language)
    meta = {"language": args.language, "version": args.version, "layers": args.layers,
            "treebank": str(treebanks.index(files["news"]))}
    export.write(args.out, network, tables, lexicon, split, meta)
    print(f"{args.out}: {args.out.stat().st_size} bytes, sha256 {treebank.sha256(args.out)}")
    for name, digest in sources.items():
        print(f"  {name} {digest}")
    if args.fixture:
        export.fixture(args.fixture, args.language, coder, tables, lexicon, network, pair_rows, predict,
                       treebanks.index(files["news"]))


if __name__ == "__main__":
    main()
