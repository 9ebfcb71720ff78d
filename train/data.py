"""Treebanks to tensors."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import augment
import features
import lemmas
import treebank
from sources import FILES, ONLY

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

    @staticmethod
    def of(trees, partial, treebanks):
        counts = Counter((w.upos, w.feats) for s in trees for w in s.words)
        uposes = sorted({u for u, _ in counts})
        feats = sorted({f for _, f in counts})
        pairs = sorted((uposes.index(u), feats.index(f)) for u, f in counts)
        deprels = sorted({w.deprel for s in trees for w in s.words})
        return Tables(treebanks, uposes, feats, pairs, deprels, lemmas.inventory(trees + partial))


class Corpus:
    """What one language is trained on: lists of (sentence, index of its treebank)."""

    def __init__(self, folder: Path, language: str):
        files = FILES[language]
        self.treebanks = list(dict.fromkeys(t for _, t in files["train"]))
        self.news = self.treebanks.index(files["news"])
        self.digests = {}

        # The sentences of each file that has trees, in the file's order.
        self.treebank_files = []

        def load(kind):
            items = []
            for name, bank in files[kind]:
                path = treebank.find(folder / language, name)
                self.digests[path.name] = treebank.sha256(path)
                read = treebank.read_partial if kind == "partial" else treebank.read_conllu
                sentences = read(path, ONLY.get(name))
                items += [(s, self.treebanks.index(bank)) for s in sentences]
                if kind == "train":
                    self.treebank_files.append(sentences)
            return items

        self.trees, self.partial, self.dev = load("train"), load("partial"), load("dev")
        self.all = self.trees + self.partial
        self.sentences = [s for s, _ in self.all]
        self.tables = Tables.of([s for s, _ in self.trees], [s for s, _ in self.partial], self.treebanks)


class Coder:
    """Sentences to tensors."""

    def __init__(self, corpus, vectors):
        self.counts = Counter(features.fold(w.form) for s in corpus.sentences for w in s.words)
        tables = corpus.tables
        self.upos = {v: i for i, v in enumerate(tables.uposes)}
        self.feats = {v: i for i, v in enumerate(tables.feats)}
        self.deprel = {v: i for i, v in enumerate(tables.deprels)}
        self.script = {v: i for i, v in enumerate(tables.scripts)}
        self.vectors = vectors
        self.forms, self.scripts = {}, {}

    def form(self, form):
        """Rows of the embedding table and of the vectors, and how often the row of the form itself is dropped in
        training. Rare forms are dropped more: that is how affixes and vectors learn to stand in for unseen words."""
        if form not in self.forms:
            drop = 0.05 + 0.6 / (1 + self.counts[features.fold(form)])
            self.forms[form] = features.rows(form), self.vectors.row(form), drop
        return self.forms[form]

    def script_of(self, form, lemma):
        key = form, lemma
        if key not in self.scripts:
            self.scripts[key] = IGNORE if lemma is None else self.script.get(lemmas.script(form, lemma), IGNORE)
        return self.scripts[key]

    def gold(self, w):
        return (self.upos.get(w.upos, IGNORE), self.feats.get(w.feats, IGNORE), self.script_of(w.form, w.lemma),
                IGNORE if w.head is None else w.head, self.deprel.get(w.deprel, IGNORE))

    def batch(self, items, random_=None):
        """items: (sentence, treebank index). With `random_` for training: spoiled, and some rows dropped."""
        if random_:
            items = [(augment.spoil(sentence, random_), bank) for sentence, bank in items]
        longest, slots = max(len(s.words) for s, _ in items), len(features.SLOTS)
        rows = np.zeros((len(items), longest, slots), dtype=np.int64)
        keep = np.zeros((len(items), longest, slots), dtype=np.float32)
        vector = np.zeros((len(items), longest), dtype=np.int64)
        mask = np.zeros((len(items), longest), dtype=np.float32)
        gold = np.full((len(items), longest, 5), IGNORE, dtype=np.int64)
        for i, (sentence, _) in enumerate(items):
            words = len(sentence.words)
            mask[i, :words] = keep[i, :words] = 1
            gold[i, :words] = [self.gold(w) for w in sentence.words]
            for j, w in enumerate(sentence.words):
                rows[i, j], vector[i, j], drop = self.form(w.form)
                if random_:
                    if random_.random() < drop:
                        keep[i, j, :2] = 0
                    if random_.random() < 0.03:
                        keep[i, j, random_.randrange(2, slots)] = 0
                    if random_.random() < 0.05:
                        vector[i, j] = 0
        rows, keep, vector, mask, gold = map(torch.from_numpy, (rows, keep, vector, mask, gold))
        return (rows, keep, vector, torch.tensor([t for _, t in items]), mask), gold, [s for s, _ in items]


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
