"""What an ensemble of teachers says of the training sentences, as targets for one student."""

import numpy as np
import torch

from fit import consult


class Teachers:
    """Targets are kept by sentence, in half precision; classes of less than a hundredth are left out."""

    def __init__(self, networks, corpus, coder, share):
        self.share = share
        self.sizes = (len(corpus.tables.uposes), len(corpus.tables.feats), len(corpus.tables.scripts), None,
                      len(corpus.tables.deprels))
        self.said = {}
        order = sorted(corpus.all, key=lambda item: len(item[0].words))
        for start in range(0, len(order), 32):
            items = order[start:start + 32]
            inputs, gold, _ = coder.batch(items)
            soft, heads = consult_with_gold(networks, inputs, gold)
            for i, (sentence, _) in enumerate(items):
                words = len(sentence.words)
                sparse = [self.sparse(s[i, :words].numpy()) for s in soft]
                self.said[id(sentence)] = sparse, heads[i, :words].numpy()

    @staticmethod
    def sparse(probabilities):
        at = np.nonzero(probabilities > 0.01)
        return (*at, probabilities[at])

    def targets(self, items, sentences):
        """For a batch: probabilities of the five heads, and the heads that the relations are of. `sentences` are those
        of `items` as spoiled, perhaps without their last word."""
        longest = max(len(s.words) for s in sentences)
        soft = [np.zeros((len(items), longest, size or longest + 1), dtype=np.float32) for size in self.sizes]
        labelled = np.zeros((len(items), longest), dtype=np.int64)
        for i, ((original, _), spoiled) in enumerate(zip(items, sentences)):
            sparse, heads = self.said[id(original)]
            words = len(spoiled.words)
            labelled[i, :words] = np.where(heads[:words] > words, 0, heads[:words])
            for head, (word, value, p) in enumerate(sparse):
                fits = word < words
                if self.sizes[head] is None:
                    fits &= value <= words
                soft[head][i, word[fits], value[fits]] = p[fits]
        soft = [torch.from_numpy(s) for s in soft]
        return [s / s.sum(-1, keepdim=True).clamp(min=1e-6) for s in soft], torch.from_numpy(labelled)


def consult_with_gold(networks, inputs, gold):
    """As `consult`, but relations are of the treebank's heads where it has them."""
    soft, heads = consult(networks, inputs)
    heads = torch.where(gold[..., 3] < 0, heads, gold[..., 3])
    with torch.no_grad():
        labels = []
        for network in networks:
            network.eval()
            labels.append(network.labels(network.encode(*inputs), heads).softmax(-1))
            network.train()
    return (*soft[:4], torch.stack(labels).mean(0)), heads
