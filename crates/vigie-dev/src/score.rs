//! The scorer of the gold sets: predicted records against annotated events, slot by slot. Events are paired by overlapping
//! triggers in the same article, greatest overlap first, same type preferred; each slot is scored on the pairs.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Hits, gold and predicted of every slot.
#[derive(Default)]
pub struct Score {
    /// Slots with several values, by name: hits, gold, predicted.
    pub tally: BTreeMap<&'static str, [usize; 3]>,
    /// Slots with one value: right, all.
    pub accuracy: BTreeMap<&'static str, [usize; 2]>,
    /// Event types: hits, gold, predicted.
    pub types: BTreeMap<String, [usize; 3]>,
}

/// Precision, recall and their harmonic mean.
pub fn f1([hits, gold, predicted]: [usize; 3]) -> (f64, f64, f64) {
    let ratio = |of: usize| if of == 0 { 0.0 } else { hits as f64 / of as f64 };
    let (p, r) = (ratio(predicted), ratio(gold));
    (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
}

impl Score {
    /// Every figure by name: F1 of the slots with several values, accuracy of the others.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let tally = self.tally.iter().map(|(name, v)| ((*name).to_owned(), f1(*v).2));
        let accuracy = self
            .accuracy
            .iter()
            .filter(|(_, v)| v[1] > 0)
            .map(|(name, v)| ((*name).to_owned(), v[0] as f64 / v[1] as f64));
        tally.chain(accuracy).collect()
    }

    fn add(&mut self, name: &'static str, hits: usize, gold: usize, predicted: usize) {
        let entry = self.tally.entry(name).or_default();
        for (sum, n) in entry.iter_mut().zip([hits, gold, predicted]) {
            *sum += n;
        }
    }

    fn check(&mut self, name: &'static str, right: bool) {
        let entry = self.accuracy.entry(name).or_default();
        entry[0] += usize::from(right);
        entry[1] += 1;
    }

    /// Adds one article: its annotated events and its predicted records.
    pub fn article(&mut self, gold: &[Value], predicted: &[Value]) {
        let pairs = pair(gold, predicted);
        let typed: Vec<_> = pairs.iter().filter(|(g, p)| g["type"] == p["plover"]["type"]).collect();
        self.add("trigger", pairs.len(), gold.len(), predicted.len());
        self.add("type", typed.len(), gold.len(), predicted.len());
        let name = |v: &Value| v.as_str().unwrap_or("None").to_owned();
        for event in gold {
            self.types.entry(name(&event["type"])).or_default()[1] += 1;
        }
        for record in predicted {
            self.types.entry(name(&record["plover"]["type"])).or_default()[2] += 1;
        }
        for (event, _) in &typed {
            self.types.entry(name(&event["type"])).or_default()[0] += 1;
        }
        let whole = pairs.iter().filter(|(g, p)| self.event(g, p)).count();
        self.add("all-fields", whole, gold.len(), predicted.len());
    }

    /// Scores one pair; whether type, participants, place and status are all right.
    fn event(&mut self, gold: &Value, record: &Value) -> bool {
        let mut right = gold["type"] == record["plover"]["type"];
        for role in ["actors", "recipients"] {
            if let Some(wanted) = gold.get(role) {
                let (hits, n, m) = participants(list(wanted), list(&record[role]));
                self.add(if role == "actors" { "actors" } else { "recipients" }, hits, n, m);
                right &= hits == n && n == m;
            }
        }
        if let Some(wanted) = gold.get("place") {
            let same = same_place(wanted, list(&record["places"]));
            self.check("place", same);
            right &= same;
        }
        if let Some(wanted) = gold.get("status") {
            let same = *wanted == record["factuality"]["status"];
            self.check("status", same);
            right &= same;
        }
        if let Some(wanted) = gold.get("modes") {
            let set = |v: &Value| {
                list(v).iter().filter_map(Value::as_str).map(str::to_owned).collect::<BTreeSet<_>>()
            };
            let (wanted_set, got) = (set(wanted), set(&record["plover"]["modes"]));
            let hits = wanted_set.intersection(&got).count();
            self.add("modes", hits, list(wanted).len(), list(&record["plover"]["modes"]).len());
        }
        if let Some(wanted) = gold.get("time") {
            let time = &record["time"];
            self.check("time", list(wanted) == [time["start"].clone(), time["end"].clone()]);
        }
        if let Some(wanted) = gold.get("territory") {
            self.check("territory", *wanted == record["territory"]["change"]);
        }
        if let Some(wanted) = gold.get("acled") {
            let got = record["acled"].get("sub_event_type").unwrap_or(&Value::Null);
            self.check("acled", wanted == got);
        }
        if let Some(wanted) = gold.get("sources").filter(|s| s.is_array()) {
            let (wanted, got) = (list(wanted), list(&record["attribution"]));
            let same = wanted.len() == got.len()
                && wanted
                    .iter()
                    .zip(got)
                    .all(|(w, a)| names(w).contains(&fold(a["name"].as_str().unwrap_or_default())));
            self.check("sources", same);
        }
        if let Some(wanted) = gold.get("counts") {
            let key = |c: &Value| (c["of"].to_string(), c["low"].as_u64(), c["high"].as_u64());
            let mut left: Vec<_> = list(&record["counts"]).iter().map(key).collect();
            let predicted = left.len();
            let mut hits = 0;
            for count in list(wanted).iter().map(key) {
                if let Some(at) = left.iter().position(|l| *l == count) {
                    left.remove(at);
                    hits += 1;
                }
            }
            self.add("counts", hits, list(wanted).len(), predicted);
        }
        right
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn bounds(value: &Value) -> Option<(u64, u64)> {
    Some((value["start"].as_u64()?, value["end"].as_u64()?))
}

fn overlap(a: &Value, b: &Value) -> Option<u64> {
    let ((a0, a1), (b0, b1)) = (bounds(a)?, bounds(b)?);
    (a0 < b1 && b0 < a1).then(|| a1.min(b1) - a0.max(b0))
}

/// What is right of one predicted record. A record that no annotated event is paired with is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    pub type_is_right: bool,
    /// Type, actors and recipients; what the annotator left undecided counts as right.
    pub is_right: bool,
}

/// Judges each predicted record of an article.
pub fn judge(gold: &[Value], predicted: &[Value]) -> Vec<Judged> {
    let mut judged = vec![Judged::default(); predicted.len()];
    for (g, p) in pair_indices(gold, predicted) {
        let (event, record) = (&gold[g], &predicted[p]);
        let type_is_right = event["type"] == record["plover"]["type"];
        let is_role_right = |role: &str| {
            let Some(wanted) = event.get(role) else { return true };
            let (hits, n, m) = participants(list(wanted), list(&record[role]));
            hits == n && n == m
        };
        let is_right = type_is_right && ["actors", "recipients"].into_iter().all(is_role_right);
        judged[p] = Judged { type_is_right, is_right };
    }
    judged
}

fn pair<'v>(gold: &'v [Value], predicted: &'v [Value]) -> Vec<(&'v Value, &'v Value)> {
    pair_indices(gold, predicted).into_iter().map(|(g, p)| (&gold[g], &predicted[p])).collect()
}

fn pair_indices(gold: &[Value], predicted: &[Value]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (g, event) in gold.iter().enumerate() {
        for (p, record) in predicted.iter().enumerate() {
            if let Some(width) = overlap(&event["trigger"], &record["trigger"]) {
                let differs = event["type"] != record["plover"]["type"];
                all.push((differs, std::cmp::Reverse(width), g, p));
            }
        }
    }
    all.sort_unstable();
    let (mut used_gold, mut used_predicted) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, _, g, p) in all {
        if !used_gold.contains(&g) && !used_predicted.contains(&p) {
            used_gold.insert(g);
            used_predicted.insert(p);
            pairs.push((g, p));
        }
    }
    pairs
}

/// Spelling variants of a name compare equal: case folded, accents and punctuation dropped.
fn fold(name: &str) -> String {
    let bare: String = name.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let spaced: String =
        bare.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A gold name may list accepted alternatives, separated by `|`.
fn names(value: &Value) -> BTreeSet<String> {
    value.as_str().unwrap_or_default().split('|').map(fold).collect()
}

const PRIVATE: [&str; 14] =
    ["CVL", "REF", "LAB", "EDU", "REL", "JRN", "MED", "CRM", "BUS", "AGR", "SOC", "UNK", "UAF", "UNK"];
const STATE: [&str; 6] = ["MIL", "COP", "GOV", "JUD", "LEG", "SPY"];

/// Same identity where the gold gives one, else overlapping words, same country and a shared sector. National armies, police
/// and governments may be named or composed; the country of private persons counts only where both sides give one.
fn same_participant(gold: &Value, got: &Value) -> bool {
    let is_named = gold["name"].as_str().is_some_and(|n| !n.is_empty());
    if is_named && names(&gold["name"]).contains(&fold(got["name"].as_str().unwrap_or_default())) {
        return true;
    }
    let set = |v: &Value| {
        list(&v["sectors"]).iter().filter_map(Value::as_str).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let (sectors, theirs) = (set(gold), set(got));
    let is_state = sectors.iter().any(|s| STATE.contains(&s.as_str())) && !gold["country"].is_null();
    if is_named && !is_state {
        return false;
    }
    if bounds(gold).is_some() && overlap(gold, got).is_none() {
        return false;
    }
    if !sectors.is_empty() && sectors.is_disjoint(&theirs) {
        return false;
    }
    let is_private = !sectors.is_empty() && sectors.iter().all(|s| PRIVATE.contains(&s.as_str()));
    if is_private && (gold["country"].is_null() || got["country"].is_null()) {
        return true;
    }
    gold["country"] == got["country"]
}

fn participants(gold: &[Value], predicted: &[Value]) -> (usize, usize, usize) {
    let mut left: Vec<&Value> = predicted.iter().collect();
    let mut hits = 0;
    for wanted in gold {
        if let Some(at) = left.iter().position(|p| same_participant(wanted, p)) {
            left.remove(at);
            hits += 1;
        }
    }
    (hits, gold.len(), predicted.len())
}

fn same_place(gold: &Value, places: &[Value]) -> bool {
    let Some(place) = places.first() else { return gold.is_null() };
    if gold.is_null() || gold["country"] != place["country"] {
        return false;
    }
    if names(&gold["name"]).contains(&fold(place["name"].as_str().unwrap_or_default())) {
        return true;
    }
    let point = |v: &Value| Some((v["lat"].as_f64()?, v["lon"].as_f64()?));
    let (Some(wanted), Some(got)) = (point(gold), point(place)) else { return false };
    place["precision"] != "country" && kilometres(wanted, got) <= 25.0
}

/// Great-circle distance (haversine), Earth radius 6371 km.
fn kilometres((lat1, lon1): (f64, f64), (lat2, lon2): (f64, f64)) -> f64 {
    let (a, b) = (lat1.to_radians(), lat2.to_radians());
    let h =
        ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * ((lon2 - lon1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_that_says_the_same_scores_one_everywhere() {
        let gold = json!({"trigger": {"start": 3, "end": 6}, "type": "ASSAULT", "status": "actual",
            "actors": [{"start": 0, "end": 2, "name": null, "country": "MLI", "sectors": ["MIL"]}], "time": [null, "2020-01-01"]});
        let record = json!({"trigger": {"start": 3, "end": 6}, "plover": {"type": "ASSAULT"},
            "factuality": {"status": "actual"}, "time": {"start": null, "end": "2020-01-01"},
            "actors": [{"start": 0, "end": 2, "country": "MLI", "sectors": ["MIL", "GOV"]}]});
        let mut score = Score::default();
        score.article(&[gold], &[record]);
        assert!(score.figures().values().all(|v| (*v - 1.0).abs() < 1e-9), "{:?}", score.figures());
    }

    #[test]
    fn a_place_elsewhere_is_wrong_and_one_within_25_km_is_right() {
        let gold = json!({"name": "Mosul", "country": "IRQ", "lat": 36.34, "lon": 43.13});
        let near = json!({"name": "Al Mawsil", "country": "IRQ", "lat": 36.3, "lon": 43.2, "precision": "populated-place"});
        let far = json!({"name": "Kirkuk", "country": "IRQ", "lat": 35.46, "lon": 44.39, "precision": "populated-place"});
        assert!(same_place(&gold, &[near]));
        assert!(!same_place(&gold, &[far]));
        assert!(same_place(&Value::Null, &[]));
    }
}
