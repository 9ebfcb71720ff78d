"""The network: hashed rows and a word vector summed, quasi-recurrent layers, and four heads. `src/encoder.rs` runs the same."""

import torch
from torch import nn
from torch.nn import functional as F

import features

DISTANCE = 20


def neighbours(x):
    """[x[t-1], x[t], x[t+1]]; zero outside the sentence."""
    before = F.pad(x, (0, 0, 1, 0))[:, : x.shape[1]]
    after = F.pad(x, (0, 0, 0, 1))[:, 1:]
    return torch.cat([before, x, after], -1)


def gate(x):
    """A sigmoid without exponential: exact, and the same, on every machine."""
    return 0.5 + 0.5 * x * torch.rsqrt(1 + x * x)


class Recurrence(nn.Module):
    """x + norm([left to right; right to left]) of c[t] = f c[t-1] + (1 - f) z, with z and f = gate(.) linear in
    the word and its neighbours: a quasi-recurrent layer (Bradbury et al. 2017)."""

    def __init__(self, width, dropout):
        super().__init__()
        self.linear = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        m = mask.unsqueeze(-1)
        z, f = self.linear(neighbours(x)).chunk(2, -1)
        f = gate(f)
        put = (1 - f) * z * m
        half = x.shape[-1] // 2
        f = torch.cat([f[..., :half], f[..., half:].flip(1)], -1)
        put = torch.cat([put[..., :half], put[..., half:].flip(1)], -1)
        c, out = torch.zeros_like(put[:, 0]), []
        for ft, pt in zip(f.unbind(1), put.unbind(1)):
            c = torch.addcmul(pt, ft, c)
            out.append(c)
        c = torch.stack(out, 1)
        c = torch.cat([c[..., :half], c[..., half:].flip(1)], -1)
        return (x + self.dropout(self.norm(c))) * m


def distances(t):
    """Row: dependent; column: head; value: index of their clipped distance."""
    at = torch.arange(t)
    return (at[None, :] - at[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE


class Network(nn.Module):
    def __init__(self, treebanks, uposes, feats, deprels, scripts, vectors, layers=4, width=160, arc=96,
                 label=96, dropout=0.15):
        super().__init__()
        self.table = nn.Embedding(features.TOTAL, width)
        nn.init.normal_(self.table.weight, std=0.3)
        self.treebank = nn.Embedding(treebanks, width)
        nn.init.normal_(self.treebank.weight, std=0.1)
        # Pretrained and frozen; row 0 is a word without vector.
        self.register_buffer("pretrained", vectors)
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        self.input_norm = nn.LayerNorm(width)
        self.input_dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Recurrence(width, dropout) for _ in range(layers))
        self.upos = nn.Linear(width, uposes)
        self.feats = nn.Linear(width, feats)
        self.lemma = nn.Linear(width, scripts)
        self.arc_dep = nn.Linear(width, arc)
        self.arc_head = nn.Linear(width, arc)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.arc = nn.Linear(arc, arc)
        self.arc_distance = nn.Parameter(torch.zeros(2 * DISTANCE + 1))
        self.label_dep = nn.Linear(width, label)
        self.label_head = nn.Linear(width, label, bias=False)
        self.label_root = nn.Parameter(torch.randn(label) * 0.1)
        self.label = nn.Linear(label, deprels)
        self.head_dropout = nn.Dropout(dropout)

    def encode(self, rows, keep, vector, treebank, mask):
        """rows [b, t, slots]; keep [b, t, slots] is 0 for rows dropped in training; vector [b, t]; mask [b, t].
        treebank [b]; -1 is no treebank in particular."""
        x = (self.table(rows) * keep.unsqueeze(-1)).sum(2) + self.project(F.embedding(vector, self.pretrained))
        x = x + (self.treebank(treebank.clamp(min=0)) * (treebank >= 0).unsqueeze(-1))[:, None]
        x = self.input_dropout(self.input_norm(x)) * mask.unsqueeze(-1)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def arcs(self, x, mask):
        """Scores [b, t, 1 + t] of each head for each word; head 0 is the root."""
        b, t, _ = x.shape
        dep = self.head_dropout(F.relu(self.arc_dep(x)))
        head = self.head_dropout(F.relu(self.arc_head(x)))
        query = self.arc(dep)
        scores = query @ head.transpose(1, 2) + self.arc_distance[distances(t)]
        scores = scores.masked_fill(mask[:, None, :] == 0, -1e9)
        scores = scores.masked_fill(torch.eye(t, dtype=torch.bool)[None], -1e9)
        return torch.cat([(query @ self.arc_root).unsqueeze(-1), scores], -1)

    def labels(self, x, heads):
        """Scores [b, t, deprels] given the head of each word (0 is the root)."""
        head = self.label_head(x)
        root = self.label_root.expand(x.shape[0], 1, -1)
        chosen = torch.cat([root, head], 1).gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return self.label(self.head_dropout(F.relu(self.label_dep(x) + chosen)))
