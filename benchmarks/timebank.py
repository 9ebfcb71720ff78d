#!/usr/bin/env python3
"""How vigie reads polarity, modality and attribution on the French TimeBank (Bittar 2010), which nothing is trained on.

usage: cargo build --release -p vigie --example facts
       python3 benchmarks/timebank.py FTIB.jsonl [--facts target/release/examples/facts] [--errors]

FTIB.jsonl has an article a line: id, lang, dct, text, and gold with events (begin, end, eid, class, pos, polarity, modality),
slinks (type, event, sub). The corpus is of general news, so that most of its events are no acts that vigie codes: every gold
event is read as if it were a trigger (`all`), and those that the lexicon knows, coded or refused, are told apart (`known`).
"""
import argparse
import json
import subprocess
from collections import defaultdict

# Classes of things that happen; the rest are states, modals, aspects and causes.
HAPPENINGS = {"OCCURRENCE", "I_ACTION", "REPORTING"}
# Statuses of what is not said to have happened.
NOT_ASSERTED = {"planned", "possible", "conditional", "negated", "denied", "generic"}
MODAL_STATUS = {"planned", "possible", "conditional"}


def read(gold, program):
    """What vigie reads at each gold event: (article, event id) -> its line."""
    rows = []
    for a in gold:
        spans = [{"start": e["begin"], "end": e["end"]} for e in a["gold"]["events"]]
        rows.append({"id": a["id"], "lang": a["lang"], "published": a["dct"], "text": a["text"], "spans": spans})
    sent = "\n".join(json.dumps(r, ensure_ascii=False) for r in rows)
    out = subprocess.run([program], input=sent.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    ids = {a["id"]: [e["eid"] for e in a["gold"]["events"]] for a in gold}
    lines = [json.loads(line) for line in out.splitlines()]
    return {(line["id"], ids[line["id"]][line["span"]]): line for line in lines}


def prf(pairs):
    """Precision, recall and F1 of (gold, predicted) booleans."""
    hits = sum(g and p for g, p in pairs)
    gold, predicted = sum(g for g, _ in pairs), sum(p for _, p in pairs)
    precision, recall = hits / predicted if predicted else 0, hits / gold if gold else 0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({gold} gold, {predicted} predicted)"


def share(values):
    values = list(values)
    return f"{sum(values) / len(values):.3f}   (n {len(values)})" if values else "–   (n 0)"


def triggers(gold, facts):
    for pos in ("VERB", "NOUN"):
        here = [(a["id"], e) for a in gold for e in a["gold"]["events"] if e["class"] in HAPPENINGS and e["pos"] == pos]
        found = [facts.get((i, e["eid"]), {}) for i, e in here]
        print(f"events, {pos.lower()}s: in the lexicon {share(bool(f.get('known')) for f in found)}"
              f"; coded {share(bool(f.get('coded')) for f in found)}")


def polarity_and_modality(gold, facts, errors):
    negation, modality = defaultdict(list), defaultdict(list)
    for a in gold:
        for e in a["gold"]["events"]:
            f = facts.get((a["id"], e["eid"]))
            if f is None:
                continue
            denied, modal = e["polarity"] == "NEG", e["modality"] is not None
            for group in ("all", "known") if f["known"] else ("all",):
                negation[group].append((denied, f["negated"]))
                modality[group].append((modal, f["status"] in MODAL_STATUS))
            if errors and denied != f["negated"]:
                start = max(0, e["begin"] - 60)
                print(f"  {'missed' if denied else 'false '} {a['text'][start:e['end'] + 30]!r}")
    for group in ("all", "known"):
        print(f"polarity NEG, {group} events:  {prf(negation[group])}")
    for group in ("all", "known"):
        print(f"modality (status planned, possible or conditional), {group} events:  {prf(modality[group])}")


def links(gold, facts, errors):
    named, governed, stray, modal, factive = [], [], [], [], defaultdict(list)
    for a in gold:
        events = {e["eid"]: e for e in a["gold"]["events"]}
        said = {l["sub"]: l["event"] for l in a["gold"]["slinks"] if l["type"] in ("EVIDENTIAL", "NEG_EVIDENTIAL")}
        for eid, e in events.items():
            f = facts.get((a["id"], eid))
            if f is None:
                continue
            if eid in said:
                governor = events.get(said[eid], {"text": ""})["text"]
                named.append(bool(f["sources"]))
                governed.append(any(governor and governor in (c or "") for c in f["cues"]))
                if errors and not f["sources"]:
                    print(f"  no source: {a['text'][max(0, e['begin'] - 90):e['end'] + 60]!r} ({governor})")
            elif e["class"] in ("OCCURRENCE", "I_ACTION"):
                stray.append(bool(f["sources"]))
        for link in a["gold"]["slinks"]:
            f = facts.get((a["id"], link["sub"]))
            if f is None:
                continue
            if link["type"] == "MODAL":
                modal.append(f["status"] in NOT_ASSERTED)
            elif link["type"] in ("FACTIVE", "COUNTER_FACTIVE"):
                factive[link["type"]].append((f["status"] in ("negated", "denied")) == (link["type"] != "FACTIVE"))
    print(f"EVIDENTIAL: a source is named {share(named)}; the verb that says so is the gold governor {share(governed)}")
    print(f"events under no EVIDENTIAL link with a source all the same (the corpus links verbs only, not `selon`): {share(stray)}")
    print(f"MODAL: status is not asserted {share(modal)}")
    for name, values in sorted(factive.items()):
        print(f"{name}: status {'is not' if name == 'FACTIVE' else 'is'} negated or denied {share(values)}")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold")
    args.add_argument("--facts", default="target/release/examples/facts")
    args.add_argument("--errors", action="store_true", help="print what is missed")
    args = args.parse_args()
    gold = [json.loads(line) for line in open(args.gold, encoding="utf-8") if line.strip()]
    facts = read(gold, args.facts)
    print(f"{len(gold)} articles, {sum(len(a['gold']['events']) for a in gold)} events, {len(facts)} found as words")
    triggers(gold, facts)
    polarity_and_modality(gold, facts, args.errors)
    links(gold, facts, args.errors)


if __name__ == "__main__":
    main()
