"""Trains vigie's annotator for one language and writes the model file that the program ships.

    python train/train.py --data UD_DIR --vectors PACKAGE --language fr --out models/fr.vgm

UD_DIR holds `fr/` and `en/` with the treebank files, PACKAGE is the word vectors; train/README.md names both. First an
ensemble of teachers is trained, then one student from the treebanks and from them. Seeded: the same machine, versions
and arguments give the same file."""

import argparse
import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

import boundaries
import conjugate
import contractions
import export
import lemmas
import treebank
from data import Coder, Corpus
from fit import Settings, fit, network_of, predict, score
from sources import FILES
from teach import Teachers
from vectors import Vectors


def load(args):
    torch.set_num_threads(1)
    corpus, vectors = Corpus(args.data, args.language), Vectors(args.vectors, args.language)
    return corpus, vectors, Coder(corpus, vectors)


def settings_of(args, epochs, seed):
    return Settings(epochs, args.batch, args.rate, args.dropout, args.width, args.layers, seed)


def train_teacher(args, seed, folder):
    """Run in a process of its own; the weights go through a file. Kept files are not trained again."""
    path = Path(folder, f"{args.language}-teacher-{seed}.pt")
    if not path.exists():
        corpus, vectors, coder = load(args)
        log = lambda line: print(f"teacher {seed}: {line}", flush=True)
        network = fit(corpus, coder, vectors, settings_of(args, args.teacher_epochs, seed), log=log)
        torch.save(network.state_dict(), path)
    return path


def teachers_of(args, corpus, vectors, coder, folder):
    with ProcessPoolExecutor(args.jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        seeds = [args.seed + 1 + i for i in range(args.teachers)]
        paths = list(pool.map(train_teacher, [args] * len(seeds), seeds, [folder] * len(seeds)))
    networks = []
    for path in paths:
        network = network_of(corpus, vectors, settings_of(args, 0, 0))
        network.load_state_dict(torch.load(path))
        networks.append(network)
    print(f"teachers together: dev {score(corpus, {}, predict(corpus, coder, networks, corpus.dev))}", flush=True)
    return Teachers(networks, corpus, coder, args.share)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder of treebanks (holds fr/ and en/)")
    ap.add_argument("--vectors", type=Path, required=True, help="package of word vectors")
    ap.add_argument("--language", choices=sorted(FILES), required=True)
    ap.add_argument("--out", type=Path, required=True, help="model file to write")
    ap.add_argument("--fixture", type=Path, help="also write expected analyses of a few sentences here (a test file)")
    ap.add_argument("--work", type=Path, help="folder that keeps the teachers, to go on after an interruption")
    ap.add_argument("--teachers", type=int, default=3)
    ap.add_argument("--teacher-epochs", type=int, default=20)
    ap.add_argument("--epochs", type=int, default=28)
    ap.add_argument("--share", type=float, default=0.5, help="how much of the student's target the teachers make")
    ap.add_argument("--layers", type=int, default=4)
    ap.add_argument("--width", type=int, default=160)
    ap.add_argument("--batch", type=int, default=1000, help="words in a batch")
    ap.add_argument("--rate", type=float, default=3e-3)
    ap.add_argument("--dropout", type=float, default=0.15)
    ap.add_argument("--version", default="2026.2")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--jobs", type=int, default=2, help="teachers trained at once, a core each")
    args = ap.parse_args()

    corpus, vectors, coder = load(args)
    tables = corpus.tables
    lexicon = lemmas.lexicon(corpus.sentences, conjugate.verb_forms(args.language))
    print(f"{len(corpus.trees)} trees, {len(corpus.partial)} partial, {len(tables.pairs)} tags, {len(tables.feats)} "
          f"feats, {len(tables.deprels)} deprels, {len(tables.scripts)} scripts, {len(lexicon)} lexicon", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.work or temporary
        Path(folder).mkdir(parents=True, exist_ok=True)
        teachers = teachers_of(args, corpus, vectors, coder, folder) if args.teachers else None
    log = lambda line: print(line, flush=True)
    network = fit(corpus, coder, vectors, settings_of(args, args.epochs, args.seed), teachers, log)

    export.quantise(network)
    print(f"as shipped: dev {score(corpus, lexicon, predict(corpus, coder, [network], corpus.dev))}", flush=True)
    split = contractions.train(lexicon, corpus.sentences, args.language)
    ends = boundaries.train(lexicon, corpus.treebank_files)
    meta = {"language": args.language, "version": args.version, "layers": args.layers}
    export.write(args.out, network, corpus, vectors, lexicon, split, ends, meta)
    print(f"{args.out}: {args.out.stat().st_size} bytes, sha256 {treebank.sha256(args.out)}")
    for name, digest in corpus.digests.items():
        print(f"  {name} {digest}")
    if args.fixture:
        export.fixture(args.fixture, args.language, corpus, coder, network)


if __name__ == "__main__":
    main()
