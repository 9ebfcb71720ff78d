#!/usr/bin/env python3
"""Writes 400 articles of 500 words as JSON Lines, put together from the sentences of the demo articles (seeded, so that
every machine gets the same bytes). Usage: python benchmarks/articles.py > articles.jsonl"""
import glob
import json
import pathlib
import random

DEMO = pathlib.Path(__file__).parent.parent / "corpus" / "demo"


def main():
    texts = [pathlib.Path(f).read_text(encoding="utf-8") for f in sorted(glob.glob(str(DEMO / "*.txt")))]
    for name in sorted(glob.glob(str(DEMO / "*.jsonl"))):
        texts += [json.loads(line)["text"] for line in open(name, encoding="utf-8")]
    paragraphs = [p for t in texts for p in t.split("\n") if p.strip()]
    choose = random.Random(7)
    for number in range(400):
        chosen, words = [], 0
        while words < 500:
            chosen.append(choose.choice(paragraphs))
            words += len(chosen[-1].split())
        print(json.dumps({"id": str(number), "published": "2017-01-01", "text": "\n".join(chosen)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
