"""What the network sees of a word. `src/embed.rs` of vigie-annotate computes exactly the same."""

ROWS = {"form": 12288, "prefix": 4096, "suffix2": 1024, "suffix3": 4096, "suffix4": 6144, "shape": 512}
SLOTS = ["form", "form", "prefix", "suffix2", "suffix3", "suffix4", "shape"]
OFFSETS, TOTAL = {}, 0
for _name, _rows in ROWS.items():
    OFFSETS[_name] = TOTAL
    TOTAL += _rows

FOLD = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'",
    "“": '"', "”": '"', "„": '"',
    "–": "-", "—": "-", "‑": "-", "‐": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "…": "...",
    "•": "-", "‣": "-", "◦": "-", "▪": "-", "●": "-", "■": "-",
})
DIGITS = str.maketrans("123456789", "000000000")


def plain(form: str) -> str:
    """Plain apostrophes, quotes, dashes and spaces."""
    return form.translate(FOLD)


def fold(form: str) -> str:
    """Plain and in lower case."""
    return plain(form.lower())


def fnv1a(text: str, seed: int) -> int:
    h = 0x811C9DC5 ^ seed
    for byte in text.encode("utf-8"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    # The low bits of FNV mix badly for short keys; one more round spreads them.
    h ^= h >> 15
    h = (h * 0x2C1B3C6D) & 0xFFFFFFFF
    return h ^ (h >> 13)


def shape(form: str) -> str:
    out, run = [], 0
    for c in form:
        k = "X" if c.isupper() else "x" if c.islower() else "d" if c in "0123456789" else c
        run = run + 1 if out and out[-1] == k else 1
        if run <= 3:
            out.append(k)
    return "".join(out)


def rows(form: str) -> list[int]:
    """One row of the embedding table for each slot of SLOTS."""
    low = fold(form).translate(DIGITS)
    keys = [
        ("form", low, 1), ("form", low, 2), ("prefix", low[:3], 3), ("suffix2", low[-2:], 4),
        ("suffix3", low[-3:], 5), ("suffix4", low[-4:], 6), ("shape", shape(form), 7),
    ]
    return [OFFSETS[slot] + fnv1a(key, seed) % ROWS[slot] for slot, key, seed in keys]
