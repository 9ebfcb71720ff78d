"""Verb forms from `lexicon/fr/verbs.toml` and `lexicon/en/verbs.toml`.

    python train/conjugate.py fr        prints `form TAB lemma`

A form that two verbs share is left out (*fondent* is of *fondre* and *fonder*): training data or the network decide."""

import sys
import tomllib
from collections import defaultdict
from pathlib import Path

LEXICON = Path(__file__).parent.parent / "lexicon"
PAST = {
    "a": "ai as a âmes âtes èrent asse asses ât assions assiez assent",
    "i": "is is it îmes îtes irent isse isses ît issions issiez issent",
    "u": "us us ut ûmes ûtes urent usse usses ût ussions ussiez ussent",
    "in": "ins ins int înmes întes inrent insse insses înt inssions inssiez inssent",
}
FUTURE = "ai as a ons ez ont ais ais ait ions iez aient".split()
IMPERFECT = "ais ais ait ions iez aient".split()


def participles(masculine):
    if masculine == "dû":
        return ["dû", "due", "dus", "dues"]
    if masculine.endswith("sous"):
        return [masculine, masculine[:-1] + "te", masculine[:-1] + "tes"]
    plural = masculine if masculine.endswith("s") else masculine + "s"
    return [masculine, masculine + "e", plural, masculine + "es"]


def first(lemma, doubling):
    """A verb in -er, with the spelling that its stem asks for."""
    stem = lemma[:-2]
    mute = stem  # before a mute e
    if lemma in doubling and stem[-1] != stem[-2]:
        mute = stem + stem[-1]
    elif stem.endswith(("oy", "uy", "ay")):
        mute = stem[:-1] + "i"
    else:
        # The last vowel before the final consonants: mener, espérer (but régner keeps its two consonants).
        at = len(stem) - 1
        while at > 0 and stem[at] not in "aeiouyéèêâîôûœïëü":
            at -= 1
        if at < len(stem) - 1 and stem[at] in "eé" and (len(stem) - at == 2 or stem[at] == "é" or stem[at:] == "evr"):
            mute = stem[:at] + "è" + stem[at + 1:]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    yield lemma
    for ending in ("e", "es", "ent"):
        yield mute + ending
        yield stem + ending if stem.endswith("ay") else mute + ending
    yield from (soft + "ons", stem + "ez", soft + "ant")
    for ending in IMPERFECT:
        yield (soft if ending[0] == "a" else stem) + ending
    future = stem + "er" if "é" in stem[-3:] and mute != stem else mute + "er"
    if lemma in ("envoyer", "renvoyer"):
        future = lemma[:-4] + "err"
    for ending in FUTURE:
        yield future + ending
        if future == stem + "er" and mute != stem:
            yield mute + "er" + ending
    for ending in PAST["a"].split():
        yield (stem if ending[0] in "è" else soft) + ending
    yield from participles(stem + "é")


def second(lemma):
    stem = lemma[:-1]
    yield lemma
    yield from (stem + e for e in "s s t ssons ssez ssent ssant sse sses ssions ssiez".split())
    yield from (stem + "ss" + e for e in IMPERFECT)
    yield from (lemma + e for e in FUTURE)
    yield from (stem[:-1] + e for e in PAST["i"].split())
    yield from participles(stem)


def third(lemma, pattern):
    model = pattern["like"][0]
    strip = pattern.get("strip", model)
    base = lemma.removesuffix(strip)
    present = pattern["present"].split()
    yield lemma
    yield from (base + form for form in present)
    stem = present[3].removesuffix("ons")
    yield base + stem + "ant"
    yield from (base + stem + e for e in IMPERFECT)
    yield from (base + pattern["future"] + e for e in FUTURE)
    past, vowel = pattern["past"].split()
    if vowel != "_":
        yield from (base + past.strip("_") + e for e in PAST[vowel].split())
    yield from participles(base + pattern["participle"])
    if "subjunctive" in pattern:
        yield from (base + form for form in pattern["subjunctive"].split())
    else:
        strong = present[5].removesuffix("ent")
        yield from (base + strong + e for e in ("e", "es", "ent"))


def french(verbs):
    for pattern in verbs["pattern"]:
        for lemma in pattern["like"]:
            yield lemma, third(lemma, pattern)
    for lemma in verbs["second"].split():
        yield lemma, second(lemma)
    for lemma in verbs["first"].split():
        # The list is one of meanings; what does not end in -er is conjugated above.
        if lemma.endswith("er"):
            yield lemma, first(lemma, verbs["doubling"])


def english_forms(lemma, doubles, past=()):
    vowels = "aeiou"
    stem = lemma + lemma[-1] if doubles else lemma
    yield lemma
    if lemma[-1] == "y" and lemma[-2] not in vowels:
        yield lemma[:-1] + "ies"
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if lemma.endswith("ie"):
        yield lemma[:-2] + "ying"
    else:
        yield (lemma[:-1] if lemma.endswith("e") and lemma[-2] not in "eoy" else stem) + "ing"
    if past:
        yield from past
    elif lemma[-1] == "y" and lemma[-2] not in vowels:
        yield lemma[:-1] + "ied"
    else:
        yield (lemma if lemma.endswith("e") else stem + "e") + "d"


def english(verbs):
    doubling = set(verbs["doubling"].split())
    irregular = [entry.split() for line in verbs["irregular"].split("\n") for entry in line.split("|") if entry]
    known = {entry[0] for entry in irregular}
    # A last single consonant after a single vowel doubles in words of one syllable.
    short = lambda w: (w in doubling or len(w) in (3, 4) and w[-1] in "bdgmnptlr" and w[-2] in "aeiou"
                       and w[-3] not in "aeiou" and sum(c in "aeiouy" for c in w) == 1)
    late = {"begin", "forbid", "forget", "upset", "overrun", "outrun"}
    for lemma, *past in irregular:
        yield lemma, english_forms(lemma, short(lemma) or lemma in late, past)
    for lemma in verbs["regular"].split() + sorted(doubling):
        if lemma not in known:
            yield lemma, english_forms(lemma, short(lemma))


def verb_forms(language) -> dict[str, str]:
    verbs = tomllib.loads((LEXICON / language / "verbs.toml").read_text(encoding="utf-8"))
    lemmas_of = defaultdict(set)
    for lemma, forms in {"fr": french, "en": english}[language](verbs):
        for form in forms:
            lemmas_of[form].add(lemma)
    return {form: next(iter(lemmas)) for form, lemmas in sorted(lemmas_of.items()) if len(lemmas) == 1}


if __name__ == "__main__":
    for form, lemma in verb_forms(sys.argv[1]).items():
        print(f"{form}\t{lemma}")
