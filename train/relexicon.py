"""Puts a new lexicon, and what is trained on it in seconds, into a model file: after a change of `lexicon/<language>/verbs.toml`. The network does
not depend on the lexicon, so the file is the one that train.py would write.

    python train/relexicon.py --data UD_DIR --language fr --model models/fr.vgm"""

import argparse
import struct
from pathlib import Path

import boundaries
import conjugate
import contractions
import export
import lemmas
import treebank
from data import Corpus
from sources import FILES


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder of treebanks (holds fr/ and en/)")
    ap.add_argument("--language", choices=sorted(FILES), required=True)
    ap.add_argument("--model", type=Path, required=True, help="model file to change")
    args = ap.parse_args()
    corpus = Corpus(args.data, args.language)
    lexicon = lemmas.lexicon(corpus.sentences, conjugate.verb_forms(args.language))
    weights = contractions.train(lexicon, corpus.sentences, args.language)
    ends = boundaries.train(lexicon, corpus.treebank_files)
    fresh = {"lexicon": export.lexicon_lines(lexicon), "contraction": export.halves(weights),
             "boundary": export.halves(ends)}
    old, out = args.model.read_bytes(), bytearray(b"VGM2")
    at = 4
    while at < len(old):
        name_end = at + 1 + old[at]
        name = old[at + 1:name_end].decode()
        (length,) = struct.unpack_from("<I", old, name_end)
        payload = old[name_end + 4:name_end + 4 + length]
        out += export.section(name, fresh.get(name, payload))
        at = name_end + 4 + length
    args.model.write_bytes(out)
    print(f"{args.model}: {len(lexicon)} entries, {len(out)} bytes, sha256 {treebank.sha256(args.model)}")


if __name__ == "__main__":
    main()
