//! What speaks for each country and unit in an article.

use super::{
    candidate::{Candidate, Found},
    cues::Noun,
    home::Home,
    weights::Weights,
};
use crate::gazetteer::{Entry, Kind};
use rustc_hash::FxHashMap;

/// What speaks for each country and first-level unit.
#[derive(Debug, Default)]
pub(super) struct Votes {
    countries: Vec<(String, f32)>,
    units: Vec<(u16, f32)>,
    /// What each folded name has said itself.
    told: FxHashMap<String, Told>,
}

/// What the mentions of one name say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    country: Option<&'static str>,
    weight: f32,
    unit: u16,
    unit_weight: f32,
    times: u8,
}

/// The most that one country can get by names, and by demonyms: an article that says `Iraqi` thirty times is about Iraq no more
/// than one that says it ten times.
const MOST: f32 = 10.0;

impl Votes {
    /// Counts them, from the names that leave little doubt.
    pub fn of(found: &Found, home: Option<&Home>, weights: &Weights) -> Self {
        let mut votes = Self::default();
        for (country, weight) in &found.demonyms {
            add(&mut votes.countries, country, 0.8 * weight.min(6.0));
        }
        let mut named: Vec<(String, f32)> = Vec::new();
        for candidate in found.candidates.iter().filter(|c| speaks(c)) {
            let Some(best) = best(&candidate.entries, weights) else { continue };
            let weight = weight_of(&best, &candidate.entries);
            if !votes.told.contains_key(candidate.folded.as_str()) {
                votes.told.insert(candidate.folded.clone(), Told::default());
            }
            let Some(told) = votes.told.get_mut(candidate.folded.as_str()) else { continue };
            told.times = told.times.saturating_add(1);
            // A town that the article is all about tells of one country no more than twice.
            if weight == 0.0 || told.times > 2 && best.kind != Kind::Country {
                continue;
            }
            if let Some(country) = best.country {
                told.country = Some(country);
                told.weight += weight;
                add(&mut named, country, weight);
            }
            if best.unit != 0 && best.kind != Kind::Country {
                let weight = if best.kind == Kind::Admin1 { 1.0 } else { 0.4 };
                told.unit = best.unit;
                told.unit_weight += weight;
                add_unit(&mut votes.units, best.unit, weight);
            }
        }
        for (country, weight) in named {
            add(&mut votes.countries, &country, weight.min(MOST));
        }
        if let Some(home) = home.filter(|_| votes.countries.is_empty()) {
            add(&mut votes.countries, home.country, 0.5);
        }
        votes.countries.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        votes
    }

    /// From 0 to 1 of the country named most.
    pub fn share(&self, country: Option<&str>) -> f32 {
        let most = self.countries.first().map_or(0.0, |(_, w)| *w);
        let own = country.map_or(0.0, |c| self.weight(c));
        if most > 0.0 { (own / most).sqrt() } else { 0.0 }
    }

    /// What the mentions of a folded name say themselves.
    pub fn told_by(&self, folded: &str) -> Told {
        self.told.get(folded).copied().unwrap_or_default()
    }

    /// As [`share`](Self::share), where `own` has not spoken.
    pub fn share_beside(&self, own: Told, country: Option<&str>) -> f32 {
        let Some(country) = country else { return 0.0 };
        let without = |c: &str, w: f32| if own.country == Some(c) { (w - own.weight).max(0.0) } else { w };
        let most = self.countries.iter().map(|(c, w)| without(c, *w)).fold(0.0, f32::max);
        let here = without(country, self.weight(country));
        if most > 0.0 { (here / most).sqrt() } else { 0.0 }
    }

    /// The same of first-level units. A unit that little speaks for counts by as much.
    pub fn unit_share_beside(&self, own: Told, unit: u16) -> f32 {
        if unit == 0 {
            return 0.0;
        }
        let without = |u: u16, w: f32| if own.unit == u { (w - own.unit_weight).max(0.0) } else { w };
        let most = self.units.iter().map(|(u, w)| without(*u, *w)).fold(1.0, f32::max);
        let here = self.units.iter().find(|(u, _)| *u == unit).map_or(0.0, |(u, w)| without(*u, *w));
        (here / most).sqrt()
    }

    fn weight(&self, country: &str) -> f32 {
        self.countries.iter().find(|(c, _)| c == country).map_or(0.0, |(_, w)| *w)
    }

    /// The countries named, most named first.
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        self.countries.iter().map(|(c, _)| c.as_str())
    }
}

/// Whether a name leaves so little doubt that it may speak for a country. `la place d'Algérie` speaks of none.
fn speaks(candidate: &Candidate) -> bool {
    (candidate.weight >= 2.0 || candidate.is_given)
        && !candidate.is_side
        && candidate.only_in.is_none()
        && candidate.noun() != Some(Noun::District)
}

fn weight_of(best: &Entry, entries: &[Entry]) -> f32 {
    match best.kind {
        Kind::Country => 1.0,
        Kind::Region | Kind::Admin1 if best.is_usual_name => 0.8,
        Kind::Capital => 0.7,
        _ if is_unrivalled(best, entries) => 0.7,
        _ => 0.0,
    }
}

/// Adds to the weight of a country.
pub(super) fn add(votes: &mut Vec<(String, f32)>, country: &str, weight: f32) {
    match votes.iter_mut().find(|(c, _)| c == country) {
        Some((_, w)) => *w += weight,
        None => votes.push((country.to_owned(), weight)),
    }
}

fn add_unit(votes: &mut Vec<(u16, f32)>, unit: u16, weight: f32) {
    match votes.iter_mut().find(|(u, _)| *u == unit) {
        Some((_, w)) => *w += weight,
        None => votes.push((unit, weight)),
    }
}

fn best(entries: &[Entry], weights: &Weights) -> Option<Entry> {
    let mut best: Option<(f32, &Entry)> = None;
    for entry in entries {
        let prior = weights.prior_of(entry);
        if best.is_none_or(|(p, e)| prior.total_cmp(&p).then(e.row.cmp(&entry.row)).is_gt()) {
            best = Some((prior, entry));
        }
    }
    best.map(|(_, e)| *e)
}

fn is_unrivalled(best: &Entry, entries: &[Entry]) -> bool {
    best.is_usual_name
        && best.population >= 50_000
        && entries
            .iter()
            .filter(|e| e.country != best.country)
            .all(|e| e.population < best.population / 8 || !e.is_usual_name && e.population < best.population)
}
