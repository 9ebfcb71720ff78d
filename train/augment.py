"""Spoils sentences the way newsrooms and terminals do, so that the model has seen it before: capitals everywhere, no
accents, other quotes, no full stop (headlines). Trees stay as they are."""

import unicodedata

from treebank import Sentence, Word

QUOTES = {'"': ["«", "»", "“", "”"], "«": ['"', "“"], "»": ['"', "”"], "“": ['"', "«"], "”": ['"', "»"]}


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def spoil(sentence: Sentence, random) -> Sentence:
    """Spoils in one way or two, most often in none."""
    last = sentence.words[-1]
    if random.random() < 0.1 and last.upos == "PUNCT" and last.head and last.form in (".", "!", "?"):
        if all(w.head != len(sentence.words) for w in sentence.words):
            sentence = Sentence(sentence.words[:-1])
    draw = random.random()
    if draw < 0.03:
        change = str.upper
    elif draw < 0.05:
        change = lambda form: without_accents(form).upper()
    elif draw < 0.08:
        change = without_accents
    elif draw < 0.10:
        change = str.lower
    elif draw < 0.13:
        change = lambda form: form[:1].upper() + form[1:]
    elif draw < 0.18:
        change = lambda form: random.choice(QUOTES[form]) if form in QUOTES else form
    else:
        return sentence
    return Sentence([Word(change(w.form), w.lemma, w.upos, w.feats, w.head, w.deprel) for w in sentence.words])
