"""Reads treebanks: CoNLL-U (plain or zstd) and the partial tables (FORM, LEMMA, UPOS or ?, FEATS or ?)."""

import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import zstandard


@dataclass
class Word:
    form: str
    lemma: str | None
    upos: str | None
    feats: str | None
    head: int | None  # 0 is the root; None where the file has no trees
    deprel: str | None


@dataclass
class Sentence:
    words: list[Word]
    # Surface tokens that hold several words: (first, last), from 0, both included, and the surface form.
    multiwords: list[tuple[int, int, str]] = field(default_factory=list)
    # Where the file tells paragraphs.
    opens_paragraph: bool = False


def find(data: Path, name: str) -> Path:
    """The file `name` of the data folder, compressed or not."""
    for candidate in (data / name, data / f"{name}.zst"):
        if candidate.exists():
            return candidate
    raise SystemExit(f"no file {name} or {name}.zst in {data}")


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    if path.suffix == ".zst":
        raw = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(raw)).read()
    return raw.decode("utf-8")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_conllu(path: Path, only: str | None = None) -> list[Sentence]:
    """The sentences of a file; with `only` those whose sent_id starts with that expression."""
    sentences, words, multiwords, wanted, opens = [], [], [], True, False
    for line in text_of(path).split("\n"):
        if not line:
            if words and wanted:
                sentences.append(Sentence(words, multiwords, opens))
            words, multiwords, wanted, opens = [], [], True, False
        elif line.startswith(("# newpar", "# newdoc")):
            opens = True
        elif line.startswith("# sent_id = ") and only:
            wanted = re.match(only, line.removeprefix("# sent_id = ")) is not None
        elif line[0] != "#":
            col = line.split("\t")
            if "-" in col[0]:
                first, last = map(int, col[0].split("-"))
                multiwords.append((first - 1, last - 1, col[1]))
            elif "." not in col[0]:
                feats = "" if col[5] == "_" else col[5]
                lemma = None if col[2] == "_" and col[1] != "_" else col[2]
                words.append(Word(col[1], lemma, col[3], feats, int(col[6]), col[7]))
    return sentences


def read_partial(path: Path, _only: None = None) -> list[Sentence]:
    """Tables without trees. Their pronoun lemmas follow an older convention and are dropped."""
    sentences, words = [], []
    for line in text_of(path).split("\n"):
        if not line:
            if words:
                sentences.append(Sentence(words))
            words = []
            continue
        if "\t" not in line:
            continue  # a comment
        form, lemma, upos, feats = line.split("\t")
        known = lambda value: None if value == "?" else value
        words.append(Word(
            form,
            None if upos in ("PRON", "DET", "?") else known(lemma),
            known(upos),
            "" if feats == "_" else known(feats),
            None,
            None,
        ))
    return sentences
