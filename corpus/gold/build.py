#!/usr/bin/env python3
"""Build demo.jsonl, the project's own gold, from the hand-written codings in demo.py.

    python3 corpus/gold/build.py            write demo.jsonl
    python3 corpus/gold/build.py --check    fail if demo.jsonl is not what demo.py gives

The texts are never copied by hand: they are read from corpus/demo the way `vigie read` reads plain text (line breaks
as \\n, none at the end), so that a span counted here is the span that the program sees. Every span is written in
demo.py as words of the text. Where these words stand more than once, a longer passage is given with the span in double
square brackets. A passage that is absent, or still stands more than once, stops the build.
"""

import difflib
import json
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "demo"
TARGET = HERE / "demo.jsonl"

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))
import demo  # noqa: E402

VOCABULARY = {
    "type": {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", None,
    },
    "status": {
        "actual", "ongoing", "planned", "possible", "conditional", "negated", "denied", "generic", "historical",
    },
    "territory": {
        "gain", "loss", "advance", "enter", "clear", "encircle", "besiege", "cut-route", "contest", "hold", "none",
    },
    "acled": {
        "Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Air/drone strike",
        "Shelling/artillery/missile attack", "Suicide bomb", "Remote explosive/landmine/IED", "Grenade",
        "Chemical weapon", "Attack", "Abduction/forced disappearance", "Sexual violence", "Peaceful protest",
        "Protest with intervention", "Excessive force against protesters", "Violent demonstration", "Mob violence",
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other", None,
    },
    "counts": {
        "killed", "wounded", "captured", "abducted", "missing", "displaced", "arrested", "surrendered", "fighters",
        "protesters", "homes", "vehicles", "weapons",
    },
    "sectors": set(
        "GOV MIL COP JUD LEG SPY PRM REB PTY OPP UAF UNK CVL REF JRN REL BUS LAB EDU MED SOC CRM AGR ELI PRE IGO "
        "NGO".split()
    ),
}
ORDER = (
    "trigger", "type", "modes", "acled", "territory", "status", "time", "sources", "actors", "recipients", "place",
    "counts",
)


class Wrong(Exception):
    """A coding that does not hold against its text or the codebook's vocabulary."""


def known(slot, value):
    """Return `value` if the codebook has it in `slot`."""
    if value not in VOCABULARY[slot]:
        raise Wrong(f"{slot} has no {value!r}")
    return value


def locate(text, passage):
    """Where in `text`, in code points, the words that `passage` marks stand."""
    if passage is None:
        return {"start": None, "end": None, "text": None}
    before, marked, rest = passage.partition("[[")
    words, closed, after = rest.partition("]]") if marked else (before, "]]", "")
    before = before if marked else ""
    if not closed or not words:
        raise Wrong(f"{passage!r} has an unclosed or empty mark")
    found = text.count(before + words + after)
    if found != 1:
        raise Wrong(f"{passage!r} stands {found} times in the text")
    start = text.index(before + words + after) + len(before)
    return {"start": start, "end": start + len(words), "text": words}


def participant(text, coded):
    """A participant: (passage, name, country, sectors)."""
    passage, name, country, sectors = coded
    return locate(text, passage) | {
        "name": name,
        "country": country,
        "sectors": [known("sectors", s) for s in sectors.split()],
    }


def place(text, coded):
    """A place: (passage, name, country, latitude, longitude), or None where the event has none."""
    if coded is None:
        return None
    passage, name, country, lat, lon = coded
    return locate(text, passage) | {"name": name, "country": country, "lat": lat, "lon": lon}


def event(text, coded):
    """One event with its slots in the record's order; a slot left out of demo.py is undecided and stays out."""
    slots = dict(coded)
    out = {}
    for slot in ORDER:
        if slot not in slots:
            continue
        value = slots.pop(slot)
        if slot == "trigger":
            out[slot] = locate(text, value)
        elif slot in ("type", "acled", "territory", "status"):
            out[slot] = known(slot, value)
        elif slot in ("actors", "recipients"):
            out[slot] = [participant(text, p) for p in value]
        elif slot == "place":
            out[slot] = place(text, value)
        elif slot == "counts":
            out[slot] = [{"of": known("counts", of), "low": low, "high": high} for of, low, high in value]
            if any(c["low"] is not None and c["high"] is not None and c["low"] > c["high"] for c in out[slot]):
                raise Wrong(f"{value} has a low above its high")
        else:
            out[slot] = list(value)
    if slots:
        raise Wrong(f"unknown slots {sorted(slots)}")
    return out


def main():
    manifest = tomllib.loads((DEMO / "manifest.toml").read_text(encoding="utf-8"))
    listed = {a["id"]: a for a in manifest["article"]}
    lines, events, failures = [], 0, []
    for id_, codings in demo.ARTICLES.items():
        about = listed[id_]
        text = "\n".join((DEMO / about["file"]).read_text(encoding="utf-8").splitlines()).rstrip("\n")
        coded = []
        for c in codings:
            try:
                coded.append(event(text, c))
            except Wrong as wrong:
                failures.append(f"{id_}: {c['trigger']}: {wrong}")
        coded.sort(key=lambda e: e["trigger"]["start"])
        starts = [e["trigger"]["start"] for e in coded]
        failures += [f"{id_}: two events on one trigger at {s}" for s in set(starts) if starts.count(s) > 1]
        events += len(coded)
        article = {"id": id_, "lang": about["lang"], "published": about["published"], "outlet": about["outlet"]}
        article |= {"title": None, "text": text, "events": coded}
        lines.append(json.dumps(article, ensure_ascii=False) + "\n")
    if failures:
        sys.exit("\n".join(failures))
    built = "".join(lines)
    if "--check" in sys.argv[1:]:
        pinned = TARGET.read_text(encoding="utf-8").splitlines() if TARGET.exists() else []
        differences = list(difflib.unified_diff(pinned, built.splitlines(), "demo.jsonl", "demo.py", n=0, lineterm=""))
        if differences:
            sys.exit("demo.jsonl is stale: run corpus/gold/build.py\n" + "\n".join(d[:200] for d in differences))
    else:
        TARGET.write_text(built, encoding="utf-8", newline="\n")
    print(f"{len(lines)} articles, {events} events")


if __name__ == "__main__":
    main()
