#!/usr/bin/env python3
"""vigie's annotator beside spaCy and UDPipe 1 trained on the same treebank files: accuracy on the test files, and words
a second of the whole process on one core.

    pip install -r benchmarks/requirements.txt
    cargo build --release
    python benchmarks/annotators.py train fr --data UD_DIR --work WORK     # spaCy and UDPipe; see --peers
    python benchmarks/annotators.py score fr --data UD_DIR --work WORK     # a table in Markdown
    python benchmarks/annotators.py speed fr --data UD_DIR --work WORK

UD_DIR is the folder that train/README.md describes, with the test files. Raw text is the `# text` lines of a test file:
sentences parted by a space, or by a line break where the file says that a paragraph starts."""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "train"))

from sources import FILES, ONLY  # noqa: E402
from treebank import find, text_of  # noqa: E402

TESTS = {"fr": ["test-sequoia", "test-gsd"], "en": ["test-ewt", "test-pud"]}
VIGIE = ROOT / "target" / "release" / "vigie"
METRICS = ["Words", "Sentences", "UPOS", "UFeats", "Lemmas", "UAS", "LAS"]


def sentences(path, only=None):
    """The blocks of a CoNLL-U file, without empty nodes."""
    for block in text_of(path).split("\n\n"):
        name = re.search(r"# sent_id = (\S+)", block)
        if block.strip() and not (only and not re.match(only, name.group(1))):
            yield "\n".join(line for line in block.split("\n") if not re.match(r"\d+\.\d", line))


def training(args):
    for name, _ in FILES[args.language]["train"]:
        yield from sentences(find(args.data / args.language, name), ONLY.get(name))


def development(args):
    for name, _ in FILES[args.language]["dev"]:
        yield from sentences(find(args.data / args.language, name))


def words_of(block):
    """Rows of the syntactic words."""
    rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
    return [row for row in rows if "-" not in row[0]]


# --- spaCy: words of the treebank are its tokens, contractions in two.

SPACY = """
[nlp]
lang = "{language}"
pipeline = ["tok2vec","morphologizer","trainable_lemmatizer","parser"]
batch_size = 256
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
pretrained_vectors = null
{components}
[corpora]
[corpora.train]
@readers = "spacy.Corpus.v1"
path = "{train}"
[corpora.dev]
@readers = "spacy.Corpus.v1"
path = "{dev}"
[training]
dropout = 0.1
patience = 0
max_steps = 0
max_epochs = {epochs}
eval_frequency = 1000
seed = 1
[training.batcher]
@batchers = "spacy.batch_by_words.v1"
size = 1000
tolerance = 0.2
discard_oversize = false
get_length = null
[training.optimizer]
@optimizers = "Adam.v1"
[training.score_weights]
pos_acc = 0.2
lemma_acc = 0.2
dep_las = 0.6
"""
LISTENER = """
[components.{name}]
factory = "{name}"
[components.{name}.model]
{model}
[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
"""


TAGGER = '@architectures = "spacy.Tagger.v2"\nnO = null\nnormalize = false'
PARSER = """@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null"""
HEADS = {"morphologizer": TAGGER, "trainable_lemmatizer": TAGGER, "parser": PARSER}


def doc_bin(blocks, vocab, path):
    import spacy

    out = spacy.tokens.DocBin()
    batch = []
    for block in blocks:
        batch.append(words_of(block))
        # Documents of ten sentences, so that the parser learns where sentences end.
        if len(batch) == 10:
            out.add(doc_of(batch, vocab))
            batch = []
    if batch:
        out.add(doc_of(batch, vocab))
    out.to_disk(path)


def doc_of(batch, vocab):
    import spacy

    rows, heads, offset = [], [], 0
    for sentence in batch:
        heads += [offset + (int(r[6]) - 1 if r[6] != "0" else i) for i, r in enumerate(sentence)]
        rows += sentence
        offset += len(sentence)
    spaces = [not (r[9] != "_" and "SpaceAfter=No" in r[9]) for r in rows]
    return spacy.tokens.Doc(
        vocab, words=[r[1] for r in rows], spaces=spaces, pos=[r[3] for r in rows],
        morphs=["" if r[5] == "_" else r[5] for r in rows], lemmas=[r[2] for r in rows], heads=heads,
        deps=["ROOT" if r[7] == "root" else r[7] for r in rows])


def train_spacy(args):
    import spacy
    from spacy.cli.train import train

    vocab = spacy.blank(args.language).vocab
    files = {kind: args.work / f"{args.language}-{kind}.spacy" for kind in ("train", "dev")}
    doc_bin(training(args), vocab, files["train"])
    doc_bin(development(args), vocab, files["dev"])
    listeners = "".join(LISTENER.format(name=name, model=model) for name, model in HEADS.items())
    config = args.work / f"{args.language}.cfg"
    config.write_text(SPACY.format(language=args.language, components=listeners, epochs=args.epochs, **files))
    filled = args.work / f"{args.language}-filled.cfg"
    subprocess.run([sys.executable, "-m", "spacy", "init", "fill-config", config, filled], check=True)
    train(filled, args.work / f"spacy-{args.language}")


def spacy_rows(doc, multiwords=None):
    """CoNLL-U lines. `multiwords`: lines of given tokens that hold several words, by their first."""
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        number = {t.i: n + 1 for n, t in enumerate(words)}
        for t in words:
            head = 0 if t.head.i == t.i or t.head.i not in number else number[t.head.i]
            space = "_" if t.whitespace_ else "SpaceAfter=No"
            if multiwords and number[t.i] in multiwords:
                yield multiwords[number[t.i]]
            yield "\t".join([str(number[t.i]), t.text, t.lemma_ or "_", t.pos_ or "X", "_", str(t.morph) or "_",
                             str(head), "root" if head == 0 else t.dep_.lower() if t.dep_ else "dep", "_", space])
        yield ""


def run_spacy(args, raw, gold):
    import spacy

    nlp = spacy.load(args.work / f"spacy-{args.language}" / "model-last")
    lines = []
    if gold is None:
        for doc in nlp.pipe(raw.read_text(encoding="utf-8").rstrip("\n").split("\n")):
            lines += spacy_rows(doc)
    for block in gold or []:
        doc = spacy.tokens.Doc(nlp.vocab, words=[row[1] for row in words_of(block)])
        # The sentence is given too.
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        ranges = re.findall(r"^(\d+)-\d+\t.*$", block, re.M)
        multiwords = dict(zip(map(int, ranges), re.findall(r"^\d+-\d+\t.*$", block, re.M)))
        lines += spacy_rows(doc, multiwords)
    return "\n".join(lines) + "\n"


# --- UDPipe 1


def train_udpipe(args):
    import ufal.udpipe as udpipe

    def read(blocks):
        reader, out, error = udpipe.InputFormat.newConlluInputFormat(), udpipe.Sentences(), udpipe.ProcessingError()
        reader.setText("\n\n".join(blocks) + "\n\n")
        sentence = udpipe.Sentence()
        while reader.nextSentence(sentence, error):
            out.push_back(sentence)
            sentence = udpipe.Sentence()
        return out

    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train(
        "morphodita_parsito", read(training(args)), read(development(args)), f"epochs={args.tokenizer_epochs}",
        args.tagger, f"iterations={args.parser_iterations}", error)
    if error.occurred():
        raise SystemExit(error.message)
    (args.work / f"udpipe-{args.language}.model").write_bytes(model.encode("latin-1", "surrogateescape")
                                                              if isinstance(model, str) else model)


def run_udpipe(args, raw, gold):
    import ufal.udpipe as udpipe

    model = udpipe.Model.load(str(args.work / f"udpipe-{args.language}.model"))
    source = "tokenizer" if gold is None else "conllu"
    pipeline = udpipe.Pipeline(model, source, udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    text = raw.read_text(encoding="utf-8") if gold is None else "\n\n".join(gold) + "\n\n"
    return pipeline.process(text, udpipe.ProcessingError())


# --- vigie


def run_vigie(args, raw, gold):
    command = [VIGIE, "annotate", "--lang", args.language]
    if gold is None:
        command.append(raw)
    else:
        file = args.work / "gold.conllu"
        file.write_text("\n\n".join(gold) + "\n\n", encoding="utf-8")
        command += ["--tokens", file]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


RUN = {"vigie": run_vigie, "spacy": run_spacy, "udpipe": run_udpipe}
TRAIN = {"spacy": train_spacy, "udpipe": train_udpipe}


def raw_text(blocks):
    out = ""
    for block in blocks:
        text = re.search(r"# text = (.*)", block).group(1)
        starts = re.search(r"^# new(par|doc)", block, re.M)
        out += ("\n" if starts and out else " " if out else "") + text
    return out + "\n"


def evaluate(gold, system):
    from udtools.udeval import evaluate as udeval, load_conllu_file

    scores = udeval(load_conllu_file(str(gold)), load_conllu_file(str(system)))
    return [f"{100 * scores[metric].f1:.1f}" for metric in METRICS]


def score(args):
    print("| test | input | annotator | " + " | ".join(METRICS) + " |")
    print("|---|---|---|" + "--:|" * len(METRICS))
    for test in TESTS[args.language]:
        gold = list(sentences(find(args.data / args.language, f"{test}.conllu")))
        file, raw = args.work / f"{test}.conllu", args.work / f"{test}.txt"
        file.write_text("\n\n".join(gold) + "\n\n", encoding="utf-8")
        raw.write_text(raw_text(gold), encoding="utf-8")
        for given, name in ((None, "raw"), (gold, "gold words")):
            for peer in args.peers:
                system = args.work / f"{test}-{peer}.conllu"
                system.write_text(RUN[peer](args, raw, given), encoding="utf-8")
                print(f"| {test} | {name} | {peer} | " + " | ".join(evaluate(file, system)) + " |", flush=True)


def speed(args):
    """Raw text of the training files, about 100,000 words, whole process on one core, best of three."""
    blocks = list(training(args))[:5000]
    raw = args.work / "speed.txt"
    lines = [" ".join(re.search(r"# text = (.*)", b).group(1) for b in blocks[i:i + 8])
             for i in range(0, len(blocks), 8)]
    raw.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = sum(len(words_of(b)) for b in blocks)
    rates = {}
    for peer in args.peers:
        seconds = []
        for _ in range(3):
            # The peers run in a process of their own too, imports and loading counted.
            started = time.perf_counter()
            subprocess.run([sys.executable, __file__, "run", args.language, "--data", args.data, "--work", args.work,
                            "--peers", peer], check=True, stdout=subprocess.DEVNULL) if peer != "vigie" else \
                run_vigie(args, raw, None)
            seconds.append(time.perf_counter() - started)
        rates[peer] = words / min(seconds)
    for peer, rate in rates.items():
        ratio = "" if peer == "vigie" else f", vigie {rates['vigie'] / rate:.1f} times as fast"
        print(f"{peer}: {rate:,.0f} words a second{ratio}")


def run(args):
    sys.stdout.write(RUN[args.peers[0]](args, args.work / "speed.txt", None))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["train", "score", "speed", "run"])
    ap.add_argument("language", choices=sorted(TESTS))
    ap.add_argument("--data", type=Path, required=True, help="folder of treebanks (holds fr/ and en/)")
    ap.add_argument("--work", type=Path, required=True, help="folder for models and outputs")
    ap.add_argument("--peers", nargs="+", choices=sorted(RUN), default=["vigie", "spacy", "udpipe"])
    ap.add_argument("--epochs", type=int, default=15, help="of spaCy")
    ap.add_argument("--tokenizer-epochs", type=int, default=20, help="of UDPipe")
    ap.add_argument("--tagger", default="", help="options of UDPipe's tagger")
    ap.add_argument("--parser-iterations", type=int, default=10, help="of UDPipe")
    args = ap.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    os.environ["OMP_NUM_THREADS"] = "1"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}) if args.what in ("speed", "run") else None
    if args.what == "train":
        for peer in args.peers:
            if peer in TRAIN:
                TRAIN[peer](args)
    else:
        {"score": score, "speed": speed, "run": run}[args.what](args)


if __name__ == "__main__":
    main()
