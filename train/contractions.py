"""Whether French `des` and `du` are a contraction (de + les, de + le) or a determiner: a linear classifier over
the words around, trained on treebanks and partial tables. Mirrored by `src/contraction.rs`."""

import math
import random

from features import fold, fnv1a
from lemmas import word_class

BUCKETS = 16384
QUOTES = {'"', "«", "»", "“", "”"}


def keys(lexicon, low: str, before2: str, before: str, after: str, after2: str) -> list[int]:
    """Buckets of the features of one occurrence; all forms folded, "" beyond the sentence."""
    b2, b, a = (word_class(lexicon, w) for w in (before2, before, after))
    named = [
        "", f"p:{before}", f"pp:{before2} {before}", f"n:{after}", f"nn:{after} {after2}", f"p3:{before[-3:]}",
        f"p2:{before[-2:]}", f"n3:{after[-3:]}", f"n2:{after[-2:]}", f"p3n2:{before[-3:]} {after[-2:]}",
        f"c:{b}", f"cc:{b2} {b}", f"cn:{b} {a}", f"cp:{b} {before2}", f"cx:{before} {a}",
    ]
    return [fnv1a(f"{low} {name}", 9) % BUCKETS for name in named]


def surface(sentence):
    """(form, is a contraction) of the surface tokens; partial tables have no multi-word tokens, so they are put back."""
    words, out, i = [w.form for w in sentence.words], [], 0
    spans = {first: (last, form) for first, last, form in sentence.multiwords}
    partial = sentence.words[0].head is None
    while i < len(words):
        if i in spans:
            last, form = spans[i]
            out.append((form, True))
            i = last + 1
        elif partial and words[i].lower() == "de" and i + 1 < len(words) and words[i + 1] in ("le", "les"):
            out.append(("du" if words[i + 1] == "le" else "des", True))
            i += 2
        else:
            out.append((words[i], False))
            i += 1
    return out


def examples(lexicon, sentences):
    for sentence in sentences:
        tokens = surface(sentence)
        # Quotation marks say nothing here: the words on their other side do.
        tokens = [(form, contracted) for form, contracted in tokens if form not in QUOTES]
        lows = ["", ""] + [fold(form) for form, _ in tokens] + ["", ""]
        for i, (_, contracted) in enumerate(tokens):
            if lows[i + 2] in ("des", "du"):
                yield keys(lexicon, lows[i + 2], lows[i], lows[i + 1], lows[i + 3], lows[i + 4]), contracted


def train(lexicon, sentences, language, epochs=20, rate=0.1, seed=1):
    """The weights; positive means contraction. Empty for a language without such words."""
    if language != "fr":
        return []
    data = list(examples(lexicon, sentences))
    weights = [0.0] * BUCKETS
    shuffle = random.Random(seed)
    for epoch in range(epochs):
        shuffle.shuffle(data)
        step = rate / (1 + epoch)
        for active, contracted in data:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights[k] for k in active)))))
            for k in active:
                weights[k] += step * ((1.0 if contracted else 0.0) - p) - step * 1e-3 * weights[k]
    return weights


def accuracy(weights, lexicon, sentences):
    data = list(examples(lexicon, sentences))
    right = sum((sum(weights[k] for k in active) > 0) == contracted for active, contracted in data)
    return right, len(data)
