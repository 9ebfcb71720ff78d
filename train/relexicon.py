"""Puts a new lexicon, and what is trained on it in seconds, into a model file: after a change of `lexicon/<language>/verbs.toml`. The network does
not depend on the lexicon, so the file is the one that train.py would write.

    python train/relexicon.py --data UD_DIR --language fr --model models/fr.vgm"""

import argparse
import struct
from pathlib import Path

import conjugate
import contractions
import export
import lemmas
import treebank
from train import FILES


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder of treebanks (holds fr/ and en/)")
    ap.add_argument("--language", choices=sorted(FILES), required=True)
    ap.add_argument("--model", type=Path, required=True, help="model file to change")
    args = ap.parse_args()
    files, folder = FILES[args.language], args.data / args.language
    sentences = [s for name, _ in files["train"] for s in treebank.read_conllu(treebank.find(folder, name))]
    sentences += [s for name, _ in files["partial"] for s in treebank.read_partial(treebank.find(folder, name))]
    lexicon = lemmas.lexicon(sentences, conjugate.verb_forms(args.language))
    weights = contractions.train(lexicon, sentences, args.language)
    fresh = {"lexicon": export.lexicon_lines(lexicon), "contraction": export.halves(weights)}
    old, out = args.model.read_bytes(), bytearray(b"VGM1")
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
