//! Which place of that name: the countries and units that the article speaks of, what stands beside the name, how near the
//! other places are, how many people live there.

use super::{
    Outcome, Refusal, Resolved,
    cues::{Cues, Noun},
    find::{Candidate, Found, Standing, Token, is_wide, standing, vote},
    spelling,
};
use crate::gazetteer::{Entry, Gazetteer, Kind, kilometres};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use vigie_schema::Precision;

/// What speaks for each country in the article, from 0 to 1 of the most named.
#[derive(Debug, Default)]
pub(super) struct Votes(Vec<(String, f32)>);

impl Votes {
    fn share(&self, country: Option<&str>) -> f32 {
        let most = self.0.first().map_or(0.0, |(_, w)| *w);
        let own = country.and_then(|c| self.0.iter().find(|(k, _)| k == c)).map_or(0.0, |(_, w)| *w);
        if most > 0.0 { (own / most).sqrt() } else { 0.0 }
    }

    /// The countries named, most named first.
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(c, _)| c.as_str())
    }
}

/// A place that stands right after another and holds it: `Falloudja (Irak)`, `Sinjar, dans la province de Ninive`.
#[derive(Clone, Copy, Debug)]
struct Parent {
    entry: Entry,
    /// Whether the words say that it holds the other, and no list can be meant.
    is_said: bool,
    /// The side of it that the words name: `dans le nord du Mali`.
    side: Option<&'static str>,
}

impl Parent {
    /// The middle of the side named: half-way from the middle to the rim.
    fn point(&self) -> (f64, f64) {
        let (north, east) = match self.side {
            Some("N") => (1.0, 0.0),
            Some("S") => (-1.0, 0.0),
            Some("E") => (0.0, 1.0),
            Some("W") => (0.0, -1.0),
            Some("NE") => (0.7, 0.7),
            Some("NW") => (0.7, -0.7),
            Some("SE") => (-0.7, 0.7),
            Some("SW") => (-0.7, -0.7),
            _ => (0.0, 0.0),
        };
        // Degrees of latitude; the rim of a town is 20 km away.
        let reach = f64::from(self.entry.radius.max(40)) / 2.0 / 111.0;
        let stretch = self.entry.lat.to_radians().cos().max(0.2);
        (self.entry.lat + north * reach, self.entry.lon + east * reach / stretch)
    }
}

/// Counts what speaks for each country.
pub(super) fn votes(found: &Found) -> Votes {
    let mut counts: Vec<(String, f32)> = Vec::new();
    for (country, weight) in &found.demonyms {
        vote(&mut counts, country, 0.8 * weight.min(6.0));
    }
    let mut named: Vec<(String, f32)> = Vec::new();
    // A town that the article is all about tells of one country no more than twice.
    let mut told: FxHashMap<&str, u8> = FxHashMap::default();
    for candidate in found
        .candidates
        .iter()
        .filter(|c| (c.weight >= 2.0 || c.is_given) && !c.is_side && c.only_in.is_none())
    {
        // `la place d'Algérie` speaks of no country.
        if candidate.noun() == Some(Noun::District) {
            continue;
        }
        let Some(best) = prior_best(&candidate.entries) else { continue };
        let Some(country) = best.country else { continue };
        let weight = match best.kind {
            Kind::Country => 1.0,
            Kind::Region | Kind::Admin1 if best.is_usual_name => 0.8,
            Kind::Capital => 0.7,
            _ if is_unrivalled(&best, &candidate.entries) => 0.7,
            _ => 0.0,
        };
        let times = told.entry(&candidate.folded).or_default();
        *times = times.saturating_add(1);
        if weight > 0.0 && (*times <= 2 || best.kind == Kind::Country) {
            vote(&mut named, country, weight);
        }
    }
    for (country, weight) in named {
        vote(&mut counts, &country, weight.min(10.0));
    }
    counts.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Votes(counts)
}

/// What a place of that kind and size is worth when nothing else is known.
fn prior(entry: &Entry) -> f32 {
    let people = 0.55 * ((entry.population as f32) + 10.0).log10();
    let kind = match entry.kind {
        Kind::Country => 5.0,
        Kind::Region => 5.2,
        Kind::Capital => 2.0,
        Kind::Seat => 0.6,
        Kind::Site => 2.5,
        Kind::Admin1 => -0.4,
        Kind::Town => {
            // A place that the supplement adds is there because it is in the news.
            if entry.geonames.is_none() { 2.5 } else { 0.0 }
        }
        Kind::District | Kind::Landmark => -0.7,
        Kind::Admin2 => -0.8,
    };
    people + kind + if entry.is_usual_name { 1.2 } else { 0.0 }
}

fn prior_best(entries: &[Entry]) -> Option<Entry> {
    entries.iter().copied().max_by(|a, b| prior(a).total_cmp(&prior(b)).then(b.row.cmp(&a.row)))
}

fn is_unrivalled(best: &Entry, entries: &[Entry]) -> bool {
    best.is_usual_name
        && best.population >= 50_000
        && entries
            .iter()
            .filter(|e| e.country != best.country)
            .all(|e| e.population < best.population / 8 || !e.is_usual_name && e.population < best.population)
}

/// Leaves to names of sides and of rivers the units of countries that the article names.
fn keep_at_home(text: &str, candidate: &mut Candidate, votes: &Votes, cues: &Cues) {
    let is_unit = |e: &Entry| matches!(e.kind, Kind::Admin1 | Kind::Admin2 | Kind::Region);
    if candidate.is_given && cues.is_general(&candidate.folded) {
        candidate.is_side = true;
        let typed = matches!(candidate.noun(), Some(Noun::Admin1 | Noun::Admin2))
            || cues.names_side(&candidate.folded)
                && candidate.folded.split(' ').any(|w| cues.noun(w).is_some());
        candidate.entries.retain(|e| typed && is_unit(e));
    } else if candidate.is_given && cues.is_river(candidate.span.slice(text)) {
        candidate.only_in = cues.unit_spelt_as_river(candidate.span.slice(text)).map(str::to_owned);
        let unit = candidate.only_in.is_some();
        candidate.entries.retain(|e| e.kind == Kind::Region || unit);
    }
    if let Some(country) = &candidate.only_in {
        candidate.entries.retain(|e| e.country == Some(country.as_str()));
    }
    if candidate.is_side || candidate.only_in.is_some() {
        candidate.entries.retain(|e| votes.share(e.country) > 0.0);
    }
}

/// Whether the article's context makes a place of a candidate that its own words leave in doubt.
pub(super) fn is_accepted(candidate: &Candidate, found: &Found, votes: &Votes) -> bool {
    if candidate.is_given {
        return true;
    }
    if candidate.only_in.as_deref().is_some_and(|c| votes.share(Some(c)) == 0.0) {
        return false;
    }
    if candidate.is_side {
        return candidate.weight >= 2.0;
    }
    let standing = standing(&candidate.entries);
    let mut weight = candidate.weight;
    let single = candidate.tokens.len() == 1;
    if !candidate.entries.is_empty() && standing != Standing::Known {
        let at_home = candidate.entries.iter().map(|e| votes.share(e.country)).fold(0.0, f32::max);
        weight += if at_home > 0.5 {
            1.5
        } else if at_home > 0.15 {
            1.0
        } else if standing == Standing::Small {
            -1.5
        } else {
            -0.5
        };
    }
    if single && candidate.approach.noun.is_none() {
        if found.lowercase.contains(&candidate.folded) && standing != Standing::Known {
            weight -= 2.0;
        }
        if found.persons.contains(&candidate.folded) {
            weight -= 2.5;
        }
    }
    weight >= 2.0
}

/// Resolves the accepted candidates, in text order.
pub(super) fn choose(
    text: &str,
    candidates: &mut [Candidate],
    tokens: &[Vec<Token<'_>>],
    votes: &Votes,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Vec<Outcome> {
    for candidate in candidates.iter_mut() {
        keep_at_home(text, candidate, votes, cues);
        complete(candidate, votes, gazetteer);
    }
    let first: Vec<Option<Entry>> =
        candidates.iter().map(|c| best(c, None, votes, &[], &[]).map(|b| b.0)).collect();
    let parents: Vec<Option<Parent>> =
        (0..candidates.len()).map(|i| parent(candidates, &first, i, tokens, cues)).collect();

    // One sense a name: what any of its mentions says of its parent holds for all of them.
    let mut senses: BTreeMap<(&str, bool), Option<Parent>> = BTreeMap::new();
    for (candidate, parent) in candidates.iter().zip(&parents) {
        let sense = senses.entry((&candidate.folded, is_unit(candidate))).or_default();
        if let Some(parent) = parent
            && sense.is_none_or(|s| !s.is_said && parent.is_said)
        {
            *sense = Some(*parent);
        }
    }
    let units: Vec<u16> = first
        .iter()
        .flatten()
        .filter(|e| e.kind == Kind::Admin1 || e.population > 50_000)
        .map(|e| e.unit)
        .filter(|u| *u != 0)
        .collect();
    let mut focus: Option<Entry> = None;
    let mut out = Vec::with_capacity(candidates.len());
    for (i, candidate) in candidates.iter().enumerate() {
        let parent = senses.get(&(candidate.folded.as_str(), is_unit(candidate))).copied().flatten();
        let neighbours: Vec<&Entry> = first
            .iter()
            .enumerate()
            .filter(|(k, e)| {
                *k != i
                    && candidates[*k].folded != candidate.folded
                    && e.is_some_and(|e| {
                        e.kind.is_town() && (e.population > 50_000 || candidates[*k].entries.len() < 3)
                    })
            })
            .filter_map(|(_, e)| e.as_ref())
            .take(12)
            .collect();
        let outcome = decide(text, candidate, parent, votes, &neighbours, &units, focus);
        if let Outcome::Resolved(resolved) = &outcome
            && let Some(row) = resolved.row
        {
            let entry = gazetteer.entry(row);
            if entry.kind.is_town() || focus.is_none() {
                focus = Some(entry);
            }
        }
        out.push(outcome);
    }
    out
}

/// Adds the places whose name has the same consonants, where the name as written is nobody's in the countries of the article.
fn complete(candidate: &mut Candidate, votes: &Votes, gazetteer: &Gazetteer) {
    if candidate.is_side || candidate.only_in.is_some() {
        return;
    }
    if candidate.direction.is_some() && candidate.entries.is_empty() {
        candidate.entries = gazetteer.find_folded(&candidate.folded).collect();
    }
    let at_home = candidate.entries.iter().any(|e| votes.share(e.country) > 0.2 || e.country.is_none());
    // Quarters, bridges and mosques are named after anything: their names are not respelt.
    let named_after = matches!(candidate.noun(), Some(Noun::District | Noun::Site));
    if at_home || named_after || standing(&candidate.entries) == Standing::Known {
        return;
    }
    for country in votes.countries().take(4) {
        candidate.entries.extend(spelling::kin(&candidate.folded, country, gazetteer));
    }
}

fn is_unit(candidate: &Candidate) -> bool {
    matches!(candidate.noun(), Some(Noun::Admin1 | Noun::Admin2))
}

fn score(
    entry: &Entry,
    candidate: &Candidate,
    parent: Option<Parent>,
    votes: &Votes,
    near: &[&Entry],
    units: &[u16],
) -> f32 {
    let mut score = prior(entry) + 2.5 * votes.share(entry.country);
    score += match (candidate.noun(), entry.kind) {
        (Some(Noun::Town), k) if k.is_town() => 2.0,
        (Some(Noun::Town), Kind::District) => 0.5,
        (Some(Noun::Town), _) => -4.0,
        (Some(Noun::Admin1), Kind::Admin1) => 5.0,
        (Some(Noun::Admin1), Kind::Region | Kind::Country) | (Some(Noun::Admin2), Kind::District) => 1.0,
        (Some(Noun::Admin2), Kind::Admin2) => 4.0,
        (Some(Noun::District), Kind::District)
        | (Some(Noun::Country), Kind::Country)
        | (Some(Noun::Site), Kind::Site | Kind::Region) => 3.0,
        _ => 0.0,
    };
    if candidate.is_dateline && entry.kind.is_town() {
        score += 1.0;
    }
    if entry.unit != 0 {
        let same = units.iter().filter(|u| **u == entry.unit).count();
        score += 0.25 * (same.min(4) as f32);
    }
    if let Some(parent) = parent {
        score += match (lies_in(entry, &parent.entry), parent.is_said) {
            (true, true) => 5.0,
            (true, false) => 3.5,
            (false, true) => -3.0,
            (false, false) => 0.0,
        };
    }
    let nearest =
        near.iter().map(|n| kilometres((n.lat, n.lon), (entry.lat, entry.lon))).fold(f64::INFINITY, f64::min);
    if nearest < 60.0 {
        score += 1.0;
    } else if nearest < 200.0 {
        score += 0.5;
    }
    score
}

/// Whether a place lies in another.
fn lies_in(entry: &Entry, parent: &Entry) -> bool {
    if entry.row == parent.row {
        return false;
    }
    match parent.kind {
        Kind::Country => entry.country == parent.country && entry.kind != Kind::Country,
        Kind::Admin1 => entry.unit == parent.unit && entry.kind != Kind::Admin1,
        Kind::Region | Kind::Admin2 => {
            kilometres((entry.lat, entry.lon), (parent.lat, parent.lon))
                < f64::from(parent.radius.max(30)) * 1.3
        }
        _ => kilometres((entry.lat, entry.lon), (parent.lat, parent.lon)) < 50.0,
    }
}

/// GeoNames ids with their scores, best first.
type Scores = Vec<(u32, f32)>;

fn best(
    candidate: &Candidate,
    parent: Option<Parent>,
    votes: &Votes,
    near: &[&Entry],
    units: &[u16],
) -> Option<(Entry, f32, Scores)> {
    let mut scored: Vec<(Entry, f32)> =
        candidate.entries.iter().map(|e| (*e, score(e, candidate, parent, votes, near, units))).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.row.cmp(&b.0.row)));
    let list: Scores = scored.iter().take(5).map(|(e, s)| (e.geonames.unwrap_or(0), *s)).collect();
    scored.first().map(|(e, s)| (*e, *s, list))
}

/// The place beside a name that holds it.
fn parent(
    candidates: &[Candidate],
    first: &[Option<Entry>],
    i: usize,
    tokens: &[Vec<Token<'_>>],
    cues: &Cues,
) -> Option<Parent> {
    let here = &candidates[i];
    if first[i].is_some_and(|e| e.kind == Kind::Country)
        && standing(&here.entries) == Standing::Known
        && here.entries.len() == 1
    {
        return None;
    }
    for (next, entry) in candidates[i + 1..].iter().zip(&first[i + 1..]).take(2) {
        if next.sentence != here.sentence {
            return None;
        }
        let Some(entry) = *entry else { continue };
        let Some(gap) = tokens[here.sentence].get(here.tokens.end..next.tokens.start) else { continue };
        let Some(is_said) = holds(gap, here, next, &entry, cues) else { continue };
        let side = next.approach.bearing.and_then(|(_, d)| d).filter(|_| is_said || !is_wide(entry.kind));
        return Some(Parent { entry, is_said, side });
    }
    None
}

/// Whether the tokens between two names say that the second holds the first; `Some(false)` where only a comma does.
fn holds(gap: &[Token<'_>], here: &Candidate, next: &Candidate, entry: &Entry, cues: &Cues) -> Option<bool> {
    let wide = is_wide(entry.kind) || entry.kind == Kind::Admin2;
    let texts: Vec<&str> = gap.iter().map(|t| t.text).collect();
    match texts[..] {
        ["("] => return wide.then_some(true),
        [","] => return wide.then_some(false),
        [] => return None,
        _ => {}
    }
    if gap.len() > 13
        || gap.iter().any(|t| {
            matches!(t.text, ";" | ":" | ")" | "." | "«" | "\"") || t.is_capital && !t.folded.is_empty()
        })
    {
        return None;
    }
    // `X et Y`, `X ou Y`: a list.
    if gap.iter().any(|t| {
        matches!(
            t.folded.as_str(),
            "et" | "and"
                | "ou"
                | "or"
                | "vers"
                | "to"
                | "depuis"
                | "from"
                | "qui"
                | "que"
                | "who"
                | "which"
                | "contre"
                | "against"
        )
    }) {
        return None;
    }
    if gap.iter().any(|t| {
        matches!(t.upos, vigie_annotate::Upos::Verb | vigie_annotate::Upos::Aux)
            && !t.folded.starts_with("situe")
            && t.folded != "located"
    }) {
        return None;
    }
    let opened = gap[0].text == "," || gap[0].text == "(";
    let locative = gap.iter().find(|t| !t.folded.is_empty()).is_some_and(|t| {
        cues.locative.contains(&t.folded) || cues.piece(&t.folded).is_some_and(|p| cues.locative.contains(p))
    });
    let by_noun = matches!(next.noun(), Some(Noun::Admin1 | Noun::Admin2 | Noun::Country));
    if wide && (locative || by_noun && opened) {
        return Some(true);
    }
    // `le quartier de Karama à Mossoul`, `Hammam al-Alil, au sud de Mossoul`.
    let small = matches!(here.noun(), Some(Noun::District | Noun::Site | Noun::Town))
        || standing(&here.entries) == Standing::Small;
    (small && locative).then_some(!wide)
}

fn decide(
    text: &str,
    candidate: &Candidate,
    parent: Option<Parent>,
    votes: &Votes,
    near: &[&Entry],
    units: &[u16],
    focus: Option<Entry>,
) -> Outcome {
    let words = candidate.span.slice(text);
    let found = best(candidate, parent, votes, near, units);
    let district = candidate.noun() == Some(Noun::District);
    if let Some((entry, score, list)) = found {
        let said = parent.filter(|p| p.is_said);
        let fits = said.is_none_or(|p| lies_in(&entry, &p.entry) || entry.row == p.entry.row);
        let minor = standing(&[entry]) == Standing::Small || entry.kind == Kind::District;
        let away = votes.share(entry.country) < 0.15 && votes.countries().next().is_some();
        let introduced = candidate.approach.noun.is_some() || candidate.noun_after.is_some();
        if candidate.is_given && entry.is_usual_name && fits {
            return resolved(&entry, score, list, candidate);
        }
        // A district bears the names of other towns: it is where the article is.
        let town = said.map(|p| p.entry).filter(|e| e.kind.is_town()).or(focus);
        let named_after = standing(&[entry]) != Standing::Known || candidate.approach.noun.is_some();
        if district
            && named_after
            && let Some(town) = town.filter(|t| kilometres((t.lat, t.lon), (entry.lat, entry.lon)) > 30.0)
        {
            return widened(words, &town, Precision::District);
        }
        if !fits
            && (minor || introduced || !entry.is_usual_name)
            && let Some(parent) = said
        {
            return beside(widened(words, &parent.entry, precision_of(parent.entry.kind)), &parent);
        }
        if away && minor && !candidate.is_given {
            return match focus {
                Some(focus) if introduced => widened(words, &focus, Precision::Admin1),
                _ => Outcome::Refused(Refusal::HomonymElsewhere),
            };
        }
        return resolved(&entry, score, list, candidate);
    }
    if candidate.only_in.is_some() || candidate.is_side && candidate.weight < 2.0 {
        return Outcome::Refused(Refusal::HomonymElsewhere);
    }
    if let Some(parent) = parent {
        let precision = if district { Precision::District } else { precision_of(parent.entry.kind) };
        return beside(widened(words, &parent.entry, precision), &parent);
    }
    if candidate.is_side {
        return Outcome::Refused(Refusal::HomonymElsewhere);
    }
    let introduced = candidate.approach.noun.is_some() || candidate.noun_after.is_some();
    match (introduced, focus) {
        (true, Some(focus)) if district || candidate.noun() == Some(Noun::Site) => {
            widened(words, &focus, Precision::District)
        }
        (true, Some(focus)) => widened(words, &focus, Precision::Admin1),
        _ => Outcome::Refused(Refusal::Unknown),
    }
}

/// What remains of the precision of a place known only by what holds it.
fn precision_of(kind: Kind) -> Precision {
    match kind {
        Kind::Country => Precision::Country,
        Kind::Region => Precision::Region,
        Kind::Admin2 => Precision::Admin2,
        Kind::Town | Kind::Capital | Kind::Seat | Kind::District | Kind::Site | Kind::Landmark => {
            Precision::District
        }
        Kind::Admin1 => Precision::Admin1,
    }
}

/// The outcome moved to the side of the parent that the words name.
fn beside(outcome: Outcome, parent: &Parent) -> Outcome {
    let (lat, lon) = parent.point();
    match outcome {
        Outcome::Resolved(r) => Outcome::Resolved(Resolved { lat, lon, ..r }),
        refused @ Outcome::Refused(_) => refused,
    }
}

fn widened(words: &str, parent: &Entry, precision: Precision) -> Outcome {
    Outcome::Resolved(Resolved {
        row: None,
        geonames: None,
        name: SmolStr::new(words),
        country: parent.country,
        admin1: parent.admin1,
        lat: parent.lat,
        lon: parent.lon,
        precision,
        kind: if precision == Precision::District { Kind::District } else { Kind::Town },
        population: 0,
        score: 0.0,
        candidates: Vec::new(),
    })
}

fn resolved(entry: &Entry, score: f32, candidates: Vec<(u32, f32)>, candidate: &Candidate) -> Outcome {
    let mut out = Resolved::of(entry);
    out.score = score;
    out.candidates = candidates;
    if candidate.direction.is_some() && out.precision == Precision::PopulatedPlace {
        out.precision = Precision::District;
    }
    Outcome::Resolved(out)
}

impl Resolved {
    /// The place of a row of the gazetteer.
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            row: Some(entry.row),
            geonames: entry.geonames,
            name: SmolStr::new(entry.name),
            country: entry.country,
            admin1: entry.admin1,
            lat: entry.lat,
            lon: entry.lon,
            precision: match entry.kind {
                Kind::Town | Kind::Capital | Kind::Seat => Precision::PopulatedPlace,
                Kind::District => Precision::District,
                Kind::Admin1 => Precision::Admin1,
                Kind::Admin2 => Precision::Admin2,
                Kind::Country => Precision::Country,
                Kind::Region => Precision::Region,
                Kind::Site | Kind::Landmark => Precision::Point,
            },
            kind: entry.kind,
            population: entry.population,
            score: 0.0,
            candidates: Vec::new(),
        }
    }
}
