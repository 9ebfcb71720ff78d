"""Fits one network: losses, steps, and what a network says of sentences."""

import math
import random
import time
from collections import Counter
from dataclasses import dataclass

import torch
from torch.nn import functional as F

import features
import lemmas
from data import IGNORE, batches
from network import Network


@dataclass
class Settings:
    epochs: int
    batch: int
    rate: float
    dropout: float
    width: int
    layers: int
    seed: int


def network_of(corpus, vectors, settings):
    tables = corpus.tables
    return Network(len(tables.treebanks), len(tables.uposes), len(tables.feats), len(tables.deprels),
                   len(tables.scripts), torch.from_numpy(vectors.matrix), settings.layers, settings.width,
                   dropout=settings.dropout)


def heads_of(network, inputs, labelled):
    """Scores of the five heads of the network; `labelled` are the tree heads that the relations are asked for."""
    x = network.encode(*inputs)
    h = network.head_dropout(x)
    return (network.upos(h), network.feats(h), network.lemma(h), network.arcs(x, inputs[-1]),
            network.labels(x, labelled))


WEIGHTS = (1.0, 1.0, 0.5, 1.0, 1.0)
# Lists of classes are closed and some are rare: their targets are smoothed. Heads are not.
SMOOTHING = (0.03, 0.03, 0.03, 0.0, 0.03)


def gold_loss(network, inputs, gold):
    """Cross entropy with the treebank, summed over heads and words, a word."""
    scores = heads_of(network, inputs, gold[..., 3].clamp(min=0))
    total = 0
    for head, (weight, smoothing) in enumerate(zip(WEIGHTS, SMOOTHING)):
        total += weight * F.cross_entropy(scores[head].flatten(0, 1), gold[..., head].flatten(), ignore_index=IGNORE,
                                          reduction="sum", label_smoothing=smoothing)
    return total / inputs[-1].sum()


def taught_loss(network, inputs, gold, taught, share):
    """`share` of the target is what the teachers say, the rest what the treebank says; where that says nothing, all."""
    soft, labelled = taught
    scores = heads_of(network, inputs, torch.where(gold[..., 3] == IGNORE, labelled, gold[..., 3]))
    mask, total = inputs[-1], 0
    for head, weight in enumerate(WEIGHTS):
        logs = scores[head].log_softmax(-1)
        target, known = gold[..., head], gold[..., head] != IGNORE
        hard = -logs.gather(-1, target.clamp(min=0).unsqueeze(-1)).squeeze(-1)
        mixed = -(soft[head] * logs).sum(-1)
        loss = torch.where(known, (1 - share) * hard + share * mixed, mixed)
        total += weight * (loss * mask).sum()
    return total / mask.sum()


def fit(corpus, coder, vectors, settings, teachers=None, log=print):
    """A fitted network. With `teachers` (see `teach.py`) it learns from them and from the treebanks."""
    torch.manual_seed(settings.seed)
    random_ = random.Random(settings.seed)
    network = network_of(corpus, vectors, settings)
    steps = settings.epochs * len(batches(corpus.all, settings.batch, random.Random(0)))
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01,
                                  fused=True)
    rate = lambda step: min((step + 1) / 200, max(0.005, 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    started = time.time()
    for epoch in range(1, settings.epochs + 1):
        total, count = 0.0, 0
        for items in batches(corpus.all, settings.batch, random_):
            inputs, gold, sentences = coder.batch(items, random_)
            if teachers:
                loss = taught_loss(network, inputs, gold, teachers.targets(items, sentences), teachers.share)
            else:
                loss = gold_loss(network, inputs, gold)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            scheduler.step()
            total, count = total + loss.item(), count + 1
        line = f"epoch {epoch} loss {total / count:.3f} {time.time() - started:.0f}s"
        if epoch % 5 == 0 or epoch == settings.epochs:
            line += f" dev {score(corpus, {}, predict(corpus, coder, [network], corpus.dev))}"
        log(line)
    return network


@torch.no_grad()
def consult(networks, inputs):
    """Mean probabilities of the five heads, and the best heads by them, which the relations are asked for."""
    for network in networks:
        network.eval()
    hidden = [network.encode(*inputs) for network in networks]
    mean = lambda scores: torch.stack([s.softmax(-1) for s in scores]).mean(0)
    arcs = mean([n.arcs(x, inputs[-1]) for n, x in zip(networks, hidden)])
    heads = arcs.argmax(-1)
    out = (mean([n.upos(x) for n, x in zip(networks, hidden)]), mean([n.feats(x) for n, x in zip(networks, hidden)]),
           mean([n.lemma(x) for n, x in zip(networks, hidden)]), arcs,
           mean([n.labels(x, heads) for n, x in zip(networks, hidden)]))
    for network in networks:
        network.train()
    return out, heads


def predict(corpus, coder, networks, items):
    """For each sentence: (upos, feats, script, head, deprel) indices of each word. Heads are the best ones, word by
    word: the program makes them a tree."""
    out = []
    pairs = torch.tensor(corpus.tables.pairs)
    for start in range(0, len(items), 32):
        chunk = items[start:start + 32]
        inputs, _, _ = coder.batch(chunk)
        (upos, feats, script, _, deprel), heads = consult(networks, inputs)
        best = (upos.log()[..., pairs[:, 0]] + feats.log()[..., pairs[:, 1]]).argmax(-1)
        script, deprel = script.argmax(-1), deprel.argmax(-1)
        for i, (sentence, _) in enumerate(chunk):
            out.append([(*corpus.tables.pairs[best[i, j]], int(script[i, j]), int(heads[i, j]), int(deprel[i, j]))
                        for j in range(len(sentence.words))])
    return out


def score(corpus, lexicon, predictions):
    """Percent right on the development file; labels without subtypes."""
    tables, right, total = corpus.tables, Counter(), 0
    for (sentence, _), predicted in zip(corpus.dev, predictions):
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
