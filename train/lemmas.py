"""Lemmas: edit scripts that generalise, and a lexicon that remembers. Mirrored by `src/lemma.rs`.

A script is `CASE CUT APPEND`: take the form folded (`l`) or as written (`k`), cut CUT characters at the end, append
APPEND. The lexicon maps (folded form, UPOS) to the lemma that training data give it in nine cases out of ten."""

from collections import Counter, defaultdict

from features import fold

# Their lemma is read off the form by a rule or by the script alone.
NOT_IN_LEXICON = {"PUNCT", "NUM", "PROPN", "X", "SYM"}


def script(form: str, lemma: str) -> str:
    best = None
    for case, base in (("l", fold(form)), ("k", form)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        candidate = (len(base) - common + len(lemma) - common, case, len(base) - common, lemma[common:])
        if best is None or candidate[0] < best[0]:
            best = candidate
    return f"{best[1]} {best[2]} {best[3]}"


def apply(script_: str, form: str, upos: str) -> str | None:
    """The lemma; a proper noun keeps its capitals whatever the script says."""
    case, cut, append = script_.split(" ", 2)
    base = fold(form) if case == "l" and upos != "PROPN" else form
    if int(cut) > len(base):
        return None
    return base[: len(base) - int(cut)] + append


def inventory(sentences) -> list[str]:
    counts = Counter(script(w.form, w.lemma) for s in sentences for w in s.words if w.lemma)
    return sorted(s for s, n in counts.items() if n >= 2)


CLASSES = {"ADJ": "j", "ADP": "p", "ADV": "v", "AUX": "a", "CCONJ": "c", "DET": "d", "NOUN": "n", "PRON": "r",
           "SCONJ": "s", "VERB": "V"}


def word_class(lexicon, low: str) -> str:
    """What the lexicon knows a folded form as: one letter for each part of speech of CLASSES."""
    return "".join(letter for upos, letter in CLASSES.items() if (low, upos) in lexicon)


def lexicon(sentences, verb_forms: dict[str, str]) -> dict[tuple[str, str], str]:
    counts = defaultdict(Counter)
    for sentence in sentences:
        for w in sentence.words:
            if w.lemma and w.upos and w.upos not in NOT_IN_LEXICON:
                counts[fold(w.form), w.upos][w.lemma] += 1
    out = {}
    for form, lemma in verb_forms.items():
        out[form, "VERB"] = lemma
    for key, lemmas in counts.items():
        (lemma, n), total = lemmas.most_common(1)[0], sum(lemmas.values())
        if n >= 0.9 * total:
            out[key] = lemma
        else:
            out.pop(key, None)
    return out
