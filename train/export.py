"""The model file: `VGM1`, then sections of (name, length, bytes). `src/model.rs` reads it.

A matrix is: kind (0: f32, 1: f16, 2: 8-bit rows), rows and columns (u32), then for kind 2 an f32 scale a row, then the
numbers; all little endian. Lists are lines of UTF-8."""

import struct
from pathlib import Path

import numpy as np
import torch


@torch.no_grad()
def quantise(network):
    """Rounds the weights to what the file can hold, so that scores measured after are those of the shipped model."""
    for name, parameter in network.named_parameters():
        if name == "table.weight":
            scale = parameter.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            parameter.copy_((parameter / scale).round().clamp(-127, 127) * scale)
        else:
            parameter.copy_(parameter.half().float())


def matrix(name, values):
    values = np.atleast_2d(values.detach().numpy())
    head = struct.pack("<II", *values.shape)
    if name == "table.weight":
        scale = (np.abs(values).max(1).clip(min=1e-8) / 127).astype("<f4")
        numbers = np.rint(values / scale[:, None]).clip(-127, 127).astype("i1")
        return b"\x02" + head + scale.tobytes() + numbers.tobytes()
    return b"\x01" + head + values.astype("<f2").tobytes()


def halves(numbers):
    return np.array(numbers, dtype="<f2").tobytes()


def section(name, payload):
    return struct.pack("<B", len(name)) + name.encode() + struct.pack("<I", len(payload)) + payload


def lexicon_lines(lexicon):
    return "\n".join(f"{form}\t{upos}\t{lemma}" for (form, upos), lemma in sorted(lexicon.items())).encode()


def write(path, network, tables, lexicon, contraction, meta):
    sections = {
        "meta": "\n".join(f"{k}={v}" for k, v in sorted(meta.items())).encode(),
        "upos": "\n".join(tables.uposes).encode(),
        "feats": "\n".join(tables.feats).encode(),
        "pairs": b"".join(struct.pack("<HH", u, f) for u, f in tables.pairs),
        "deprels": "\n".join(tables.deprels).encode(),
        "scripts": "\n".join(tables.scripts).encode(),
        "lexicon": lexicon_lines(lexicon),
        "contraction": halves(contraction),
    }
    for name, parameter in network.named_parameters():
        sections[name] = matrix(name, parameter)
    out = bytearray(b"VGM1")
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


def fixture(path, language, coder, tables, lexicon, network, pair_rows, predict, treebank):
    from treebank import Sentence, Word

    items = [(Sentence([Word(f, None, None, None, None, None) for f in s.split()]), treebank)
             for s in SENTENCES[language]]
    lines = []
    for (sentence, _), predicted in zip(items, predict(network, tables, coder, items, pair_rows)):
        for w, (upos, feats, script, head, deprel) in zip(sentence.words, predicted):
            lines.append("\t".join([w.form, tables.uposes[upos], tables.feats[feats] or "_", tables.scripts[script],
                                    str(head), tables.deprels[deprel]]))
        lines.append("")
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
