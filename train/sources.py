"""The treebank files of each language."""

# (file, treebank it is annotated like). Only licences that allow any use; see train/README.md.
FILES = {
    "fr": {
        "train": [("train-sequoia.conllu", "sequoia"), ("train-gsd.conllu", "gsd"), ("train-gsdfib.conllu", "gsd"),
                  ("train-pud.conllu", "pud"), ("train-fqb.conllu", "fqb")],
        "partial": [("partial-gsd.tsv", "gsd")],
        "dev": [("dev-sequoia.conllu", "sequoia")],
        "news": "sequoia",
    },
    "en": {
        "train": [("train-ewt.conllu", "ewt"), ("train-gum.conllu", "gum")],
        "partial": [],
        "dev": [("dev-ewt.conllu", "ewt")],
        "news": "ewt",
    },
}
# GUM as a whole is non-commercial; the documents of these genres are CC BY or in the public domain.
ONLY = {"train-gum.conllu": r"GUM_(news|interview|bio|voyage|speech)_"}
