"""The network: hashed rows summed, residual maxout convolutions, and four heads. `src/encoder.rs` runs the same."""

import torch
from torch import nn
from torch.nn import functional as F

import features

DISTANCE = 20


class Convolution(nn.Module):
    """x + norm(maxout(W [x[t-d], x[t], x[t+d]])); a sentence's neighbours are zero."""

    def __init__(self, width, dilation, dropout):
        super().__init__()
        self.dilation = dilation
        self.linear = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        d = self.dilation
        before = F.pad(x, (0, 0, d, 0))[:, : x.shape[1]]
        after = F.pad(x, (0, 0, 0, d))[:, d:]
        y = self.linear(torch.cat([before, x, after], -1))
        a, b = y.chunk(2, -1)
        return (x + self.dropout(self.norm(torch.maximum(a, b)))) * mask.unsqueeze(-1)


def distances(t):
    """Row: dependent; column: head; value: index of their clipped distance."""
    at = torch.arange(t)
    return (at[None, :] - at[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE


class Network(nn.Module):
    def __init__(self, treebanks, uposes, feats, deprels, scripts, layers="c1 c1 c2 c4", width=128, arc=96, label=96,
                 dropout=0.25):
        super().__init__()
        self.table = nn.Embedding(features.TOTAL, width)
        nn.init.normal_(self.table.weight, std=0.3)
        self.treebank = nn.Embedding(treebanks, width)
        nn.init.normal_(self.treebank.weight, std=0.1)
        self.input_norm = nn.LayerNorm(width)
        self.input_dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Convolution(width, int(kind.removeprefix("c")), dropout) for kind in layers.split())
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

    def encode(self, rows, keep, treebank, mask):
        """rows [b, t, slots]; keep [b, t, slots] is 0 for rows dropped in training; mask [b, t]."""
        x = (self.table(rows) * keep.unsqueeze(-1)).sum(2) + self.treebank(treebank)[:, None]
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
