"""Where a sentence ends without a full stop (headlines, lists, captions that run into the text): a linear classifier
over the words on both sides of a gap, trained on treebanks. Mirrored by `src/boundary.rs`."""

import math
import random

from contractions import surface
from features import fold, fnv1a
from lemmas import word_class

BUCKETS = 32768
COPIES = 20
SEED = 13
# How far back and ahead a verb is looked for.
BACK, AHEAD = 30, 8


def kind(form: str) -> str:
    """What a token looks like: number, capitals, one capital, small letters, or the mark itself."""
    first = form[0]
    if first in "0123456789":
        return "0"
    if first.isupper():
        return "XX" if len(form) > 1 and all(not c.islower() for c in form) else "X"
    return "x" if first.isalpha() else form


class Tokens:
    """A stream of surface tokens with what the features need of each."""

    def __init__(self, lexicon, forms):
        self.forms = forms
        self.low = [fold(f) for f in forms]
        self.kind = [kind(f) for f in forms]
        self.known = [word_class(lexicon, low) for low in self.low]
        self.is_verb = ["V" in known or "a" in known for known in self.known]


def keys(tokens, start, i):
    """Buckets of the gap after token `i` of a sentence that starts at token `start`."""
    at = lambda values, j: values[j] if start <= j < len(values) else ""
    low = lambda j: at(tokens.low, j)
    kind_, known = (lambda j: at(tokens.kind, j)), (lambda j: at(tokens.known, j))
    k0, k1, c0, c1 = kind_(i), kind_(i + 1), known(i), known(i + 1)
    length = min(i + 1 - start, 12)
    verb = "V" if any(tokens.is_verb[max(start, i - BACK):i + 1]) else ""
    ahead = "V" if any(tokens.is_verb[i + 2:i + 2 + AHEAD]) else ""
    named = [
        "", f"k:{k0} {k1}", f"kk:{kind_(i - 1)} {k0} {k1} {kind_(i + 2)}", f"c:{c0} {k1}", f"cc:{c0} {k1} {c1}",
        f"w0:{low(i)} {k1}", f"w1:{k0} {k1} {low(i + 1)}", f"w01:{low(i)} {k1} {low(i + 1)}",
        f"c1:{k0} {k1} {c1}", f"c2:{k1} {c1} {kind_(i + 2)} {known(i + 2)}", f"w2:{k1} {low(i + 1)} {low(i + 2)}",
        f"n:{length} {k0} {k1}", f"v:{verb} {ahead} {k0} {k1}", f"vc:{verb} {c0} {k1} {c1}",
        f"s:{low(i)[-3:]} {k1} {c1}", f"pc:{known(i - 1)} {c0} {k1} {c1}", f"first:{kind_(start)} {k0} {k1}",
    ]
    return [fnv1a(name, SEED) % BUCKETS for name in named]


def examples(lexicon, sentences):
    """(buckets, ends) of every gap inside sentences, and between those that follow each other in a paragraph."""
    start = 0
    while start < len(sentences):
        end = start + 1
        while end < len(sentences) and end < start + 40 and not sentences[end].opens_paragraph:
            end += 1
        forms, ends = [], set()
        for sentence in sentences[start:end]:
            forms += [form for form, _ in surface(sentence)]
            ends.add(len(forms) - 1)
        tokens, opened = Tokens(lexicon, forms), 0
        for i in range(len(forms) - 1):
            yield keys(tokens, opened, i), i in ends
            if i in ends:
                opened = i + 1
        start = end


def train(lexicon, treebanks, epochs=8, rate=0.15, seed=1):
    """The weights; a sum above 0 means that the sentence more likely ends than not. `treebanks`: lists of sentences. Those
    without paragraphs are also read in other orders, since their own order says nothing."""
    shuffle = random.Random(seed)
    data = []
    for sentences in treebanks:
        data += examples(lexicon, sentences)
        if not any(s.opens_paragraph for s in sentences):
            for _ in range(COPIES):
                data += examples(lexicon, shuffle.sample(sentences, len(sentences)))
    weights = [0.0] * BUCKETS
    for epoch in range(epochs):
        shuffle.shuffle(data)
        step = rate / (1 + epoch)
        for active, ends in data:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum([weights[k] for k in active])))))
            change = step * ((1.0 if ends else 0.0) - p)
            if abs(change) > 1e-5:
                for k in active:
                    weights[k] += change - step * 1e-4 * weights[k]
    return weights
