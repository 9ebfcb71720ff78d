"""The model file: `VGM2`, then sections of (name, length, bytes). `src/model.rs` reads it.

A matrix is: kind (1: f16, 2: 8-bit rows), rows and columns (u32), then for kind 2 an f32 scale a row, then the numbers;
all little endian. Lists are lines of UTF-8."""

import struct
from pathlib import Path

import numpy as np
import torch

from fit import predict
from treebank import Sentence, Word

LEVELS = 127


def eight_bits(values):
    """(scale of each row, numbers)"""
    scale = (np.abs(values).max(1).clip(min=1e-8) / LEVELS).astype("<f4")
    return scale, np.rint(values / scale[:, None]).clip(-LEVELS, LEVELS).astype("i1")


def matrices(network):
    """The weights as the file has them: (name, numbers). The vectors are stored as the network sees them, projected."""
    for name, parameter in network.named_parameters():
        if name not in ("project.weight", "treebank.weight"):
            yield name, parameter.detach().numpy()


def is_table(name, values):
    return values.ndim == 2 and name.endswith("weight")


@torch.no_grad()
def quantise(network):
    """Rounds the weights to what the file can hold, so that scores measured after are those of the shipped model."""
    for name, parameter in network.named_parameters():
        if name == "project.weight":
            projected = network.pretrained @ parameter.T
            scale, numbers = eight_bits(projected.numpy())
            network.pretrained = torch.from_numpy(numbers * scale[:, None])
            network.project = torch.nn.Identity()
    for name, parameter in network.named_parameters():
        if is_table(name, parameter) and name != "treebank.weight":
            scale, numbers = eight_bits(parameter.numpy())
            parameter.copy_(torch.from_numpy(numbers * scale[:, None]))
        else:
            parameter.copy_(parameter.half().float())


def rows(values):
    scale, numbers = eight_bits(values)
    return b"\x02" + struct.pack("<II", *values.shape) + scale.tobytes() + numbers.tobytes()


def vector(values):
    return b"\x01" + struct.pack("<II", 1, len(values)) + values.astype("<f2").tobytes()


def halves(numbers):
    return np.array(numbers, dtype="<f2").tobytes()


def section(name, payload):
    return struct.pack("<B", len(name)) + name.encode() + struct.pack("<I", len(payload)) + payload


def lexicon_lines(lexicon):
    return "\n".join(f"{form}\t{upos}\t{lemma}" for (form, upos), lemma in sorted(lexicon.items())).encode()


def write(path, network, corpus, vectors, lexicon, contraction, boundary, meta):
    tables = corpus.tables
    sections = {
        "meta": "\n".join(f"{k}={v}" for k, v in sorted(meta.items())).encode(),
        "upos": "\n".join(tables.uposes).encode(),
        "feats": "\n".join(tables.feats).encode(),
        "pairs": b"".join(struct.pack("<HH", u, f) for u, f in tables.pairs),
        "deprels": "\n".join(tables.deprels).encode(),
        "scripts": "\n".join(tables.scripts).encode(),
        "lexicon": lexicon_lines(lexicon),
        "contraction": halves(contraction),
        "boundary": halves(boundary),
        "treebank": vector(network.treebank.weight[corpus.news].detach().numpy()),
        # Row 0 is for forms without vector.
        "vectors": rows(network.pretrained.numpy()[1:]),
        "dictionary": vectors.table(),
    }
    for name, values in matrices(network):
        sections[name] = rows(values) if is_table(name, values) else vector(values)
    out = bytearray(b"VGM2")
    for name, payload in sections.items():
        out += section(name, payload)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out)


# Own sentences, not of any treebank: what the program must give for them is written next to its tests.
SENTENCES = {
    "fr": ["Des hommes armés ont attaqué le village de Djibo dans la nuit de lundi .",
           "Au moins 12 civils ont été tués par des djihadistes , selon l' armée .",
           "Les rebelles assiégeaient la ville ."],
    "en": ["Gunmen attacked a village in northern Mali on Monday , killing 12 people .",
           "The army said it had shelled rebel positions .",
           "Three soldiers were kidnapped ."],
}


def fixture(path, language, corpus, coder, network):
    tables = corpus.tables
    items = [(Sentence([Word(f, None, None, None, None, None) for f in s.split()]), corpus.news)
             for s in SENTENCES[language]]
    lines = []
    for (sentence, _), predicted in zip(items, predict(corpus, coder, [network], items)):
        for w, (upos, feats, script, head, deprel) in zip(sentence.words, predicted):
            lines.append("\t".join([w.form, tables.uposes[upos], tables.feats[feats] or "_", tables.scripts[script],
                                    str(head), tables.deprels[deprel]]))
        lines.append("")
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
