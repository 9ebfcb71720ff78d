//! What speaks for each place of a name.

use super::{
    candidate::{Candidate, Leaning},
    cues::Noun,
    home::Home,
    parents::Parent,
    votes::{Told, Votes},
    weights::Weights,
};
use crate::{
    fold::fold,
    gazetteer::{Entry, Kind, kilometres},
};
use rustc_hash::FxHashMap;
use std::fmt;

/// The signs that spoke for a place of a name or against it, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs {
    /// What it is, how many live there, whether the name is one in use.
    pub known: f32,
    /// Its country is named in the article.
    pub country: f32,
    /// Its first-level unit is.
    pub unit: f32,
    /// The outlet is at home there.
    pub home: f32,
    /// Other places of the article are near.
    pub near: f32,
    /// What stands beside the name holds it, or does not.
    pub parent: f32,
    /// The generic noun, article or preposition beside the name says what it is.
    pub noun: f32,
}

impl Signs {
    /// The points together.
    #[must_use]
    pub fn sum(&self) -> f32 {
        self.known + self.country + self.unit + self.home + self.near + self.parent + self.noun
    }
}

impl fmt::Display for Signs {
    /// `known 6.1, country named 2.5, near others 1.6`: those that spoke.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [
            ("known", self.known),
            ("country named", self.country),
            ("unit named", self.unit),
            ("outlet's home", self.home),
            ("near others", self.near),
            ("place beside", self.parent),
            ("words beside", self.noun),
        ];
        for (i, (what, points)) in all.iter().filter(|(_, p)| p.abs() >= 0.05).enumerate() {
            write!(f, "{}{what} {points:.1}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// One name of the article, with all places that bear it.
#[derive(Debug)]
pub(super) struct Name {
    /// Most likely first, before anything beside a mention is read.
    pub places: Vec<Scored>,
}

/// A place of a name, with what speaks for it in every mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub entry: Entry,
    pub signs: Signs,
    /// Its point on the globe of radius one.
    vector: [f32; 3],
    /// Whether it is small enough to be near anything.
    is_point: bool,
}

impl Scored {
    pub fn base(&self) -> f32 {
        self.signs.sum()
    }
}

/// The most places of a name that others are held near to, and how many names to either side: the rest is chance.
const NEAREST_PLACES: usize = 10;
const NEAREST_NAMES: usize = 16;

/// The names of the candidates, and which of them each candidate bears.
pub(super) fn names(candidates: &[Candidate], votes: &Votes, home: Option<&Home>) -> (Vec<Name>, Vec<usize>) {
    let weights = Weights::shipped();
    let mut index: FxHashMap<(&str, bool, bool), usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    let mut name_of = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let limited = candidate.is_side || candidate.only_in.is_some();
        let at = *index.entry((&candidate.folded, is_unit(candidate), limited)).or_insert(names.len());
        if at == names.len() {
            names.push(Name { places: Vec::new() });
        }
        if names[at].places.is_empty() {
            names[at].places = places(candidate, votes, home, weights);
        }
        name_of.push(at);
    }
    draw_near(&mut names, weights);
    (names, name_of)
}

pub(super) fn is_unit(candidate: &Candidate) -> bool {
    matches!(candidate.noun(), Some(Noun::Admin1 | Noun::Admin2))
}

fn places(candidate: &Candidate, votes: &Votes, home: Option<&Home>, weights: &Weights) -> Vec<Scored> {
    let told = votes.told_by(&candidate.folded);
    let mut places: Vec<Scored> =
        candidate.entries.iter().map(|e| scored(e, told, votes, home, weights)).collect();
    part_unit_from_town(&mut places, weights);
    for place in places.iter_mut().filter(|p| p.signs.country == 0.0 && is_shortened(&p.entry, candidate)) {
        place.signs.known += weights.prior.shortened;
    }
    if places.iter().any(is_great) {
        for place in places.iter_mut().filter(|p| p.is_point) {
            place.signs.unit *= weights.near.beside_great;
        }
    }
    places.sort_by(|a, b| b.base().total_cmp(&a.base()).then(a.entry.row.cmp(&b.entry.row)));
    places
}

/// A bare name that a first-level unit shares with its town means the town, unless the unit is far the greater of the two.
fn part_unit_from_town(places: &mut [Scored], weights: &Weights) {
    let shared = |unit: &Scored| {
        let town = places
            .iter()
            .filter(|p| p.entry.kind.is_town() && p.entry.unit == unit.entry.unit && p.entry.is_usual_name)
            .max_by_key(|p| p.entry.population)?;
        Some((unit.entry.row, unit.entry.population, town.entry.row, town.entry.population))
    };
    let pairs: Vec<_> = places.iter().filter(|p| p.entry.kind == Kind::Admin1).filter_map(shared).collect();
    for (unit, unit_people, town, people) in pairs {
        let is_unit = unit_people >= weights.prior.great_unit
            && f64::from(unit_people) >= f64::from(weights.prior.great_times) * f64::from(people.max(1));
        let meant = if is_unit { unit } else { town };
        for place in places.iter_mut().filter(|p| p.entry.row == meant) {
            place.signs.known += weights.prior.unit_or_town;
        }
    }
}

/// Whether a unit is named without its generic word: `Beni` for `Beni Department`.
fn is_shortened(entry: &Entry, candidate: &Candidate) -> bool {
    entry.kind == Kind::Admin1
        && !is_unit(candidate)
        && entry.name.len() > candidate.folded.len()
        && entry.name.contains(' ')
        && fold(entry.name).strip_prefix(candidate.folded.as_str()).is_some_and(|rest| rest.starts_with(' '))
}

fn scored(entry: &Entry, told: Told, votes: &Votes, home: Option<&Home>, weights: &Weights) -> Scored {
    let article = &weights.article;
    let unit = if entry.kind == Kind::Country { 0 } else { entry.unit };
    let signs = Signs {
        known: weights.prior_of(entry),
        country: article.country * votes.share_beside(told, entry.country),
        unit: article.unit * votes.unit_share_beside(told, unit),
        home: home.map_or(0.0, |h| at_home(entry, h, weights)),
        ..Signs::default()
    };
    let (lat, lon) = (entry.lat.to_radians() as f32, entry.lon.to_radians() as f32);
    Scored {
        entry: *entry,
        signs,
        vector: [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()],
        is_point: !matches!(entry.kind, Kind::Country | Kind::Region | Kind::Admin1),
    }
}

fn at_home(entry: &Entry, home: &Home, weights: &Weights) -> f32 {
    if entry.country != Some(home.country) {
        return 0.0;
    }
    let article = &weights.article;
    let mut points = article.home_country;
    if entry.kind == Kind::Country {
        return points;
    }
    if home.unit == Some(entry.unit) {
        points += article.home_unit;
    }
    if home.point.is_some_and(|p| kilometres(p, (entry.lat, entry.lon)) < 60.0) {
        points += article.home_near;
    }
    points
}

/// Gives each place what the places of the other names near it are worth.
fn draw_near(names: &mut [Name], weights: &Weights) {
    let near = &weights.near;
    let mut points: Vec<(f32, f32)> = Vec::new();
    for a in 0..names.len() {
        let here = &names[a].places;
        let count = here.len().min(NEAREST_PLACES);
        if count < 2 {
            continue;
        }
        points.clear();
        points.resize(count, (0.0, 0.0));
        let others = a.saturating_sub(NEAREST_NAMES)..names.len().min(a + NEAREST_NAMES + 1);
        for b in others.filter(|b| *b != a) {
            let there = &names[b].places;
            let Some(best) = there.first().map(known_base) else { continue };
            for (place, (first, second)) in here.iter().zip(points.iter_mut()).filter(|(p, _)| p.is_point) {
                let mut most: f32 = 0.0;
                for other in there.iter().take(NEAREST_PLACES).filter(|o| o.is_point) {
                    let chord2 = chord2(place.vector, other.vector);
                    // Farther than any neighbour; or one place under two names.
                    if chord2 > 1.1e-3 || other.entry.row == place.entry.row {
                        continue;
                    }
                    let doubt = (best - known_base(other)) / near.doubt;
                    most = most.max(near.points_at(chord2) * (1.0 - doubt).max(0.0));
                }
                if most > *first {
                    (*first, *second) = (most, *first);
                } else {
                    *second = second.max(most);
                }
            }
        }
        // A village near others does not take the name of a state or of a capital of the world that easily.
        let part = if here.iter().any(is_great) { near.beside_great } else { 1.0 };
        for (place, (first, second)) in names[a].places.iter_mut().zip(&points) {
            place.signs.near = part * (first + second / 2.0);
        }
    }
    for name in names {
        name.places.sort_by(|a, b| b.base().total_cmp(&a.base()).then(a.entry.row.cmp(&b.entry.row)));
    }
}

/// Whether everybody knows the place by that name.
fn is_great(place: &Scored) -> bool {
    let entry = &place.entry;
    entry.is_usual_name
        && match entry.kind {
            Kind::Country | Kind::Region => true,
            Kind::Admin1 => entry.population >= 300_000,
            Kind::Capital => entry.population >= 1_000_000,
            _ => false,
        }
}

/// What speaks for a place without its neighbours: two doubtful places would lift each other for ever.
fn known_base(place: &Scored) -> f32 {
    place.base() - place.signs.near
}

/// The square of the straight line between two points of the globe, in radii.
fn chord2(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter().zip(b).map(|(here, there)| (here - there) * (here - there)).sum()
}

/// What speaks for one place in one mention.
pub(super) fn in_mention(
    place: &Scored,
    candidate: &Candidate,
    parent: Option<&Parent>,
    held_before: Option<u32>,
    weights: &Weights,
) -> Signs {
    let mut signs = place.signs;
    signs.noun = noun_says(place.entry.kind, candidate, weights);
    if let Some(parent) = parent {
        signs.parent = match (parent.holds(&place.entry), parent.is_said) {
            (true, true) => weights.parent.said,
            (true, false) => weights.parent.beside,
            (false, true) => weights.parent.not_there,
            (false, false) => 0.0,
        };
    }
    if held_before == Some(place.entry.row) {
        signs.parent += weights.parent.holds;
    }
    signs
}

fn noun_says(kind: Kind, candidate: &Candidate, weights: &Weights) -> f32 {
    let w = &weights.noun;
    let mut points = match (candidate.noun(), kind) {
        (Some(Noun::Town), k) if k.is_town() => w.town_is_town,
        (Some(Noun::Town), Kind::District) => w.town_is_district,
        (Some(Noun::Town), _) => w.town_is_other,
        (Some(Noun::Admin1), Kind::Admin1) => w.admin1_is_admin1,
        (Some(Noun::Admin1), Kind::Region | Kind::Country) => w.admin1_is_region,
        (Some(Noun::Admin2), Kind::District) => w.admin2_is_district,
        (Some(Noun::Admin2), Kind::Admin2) => w.admin2_is_admin2,
        (Some(Noun::District), Kind::District)
        | (Some(Noun::Country), Kind::Country)
        | (Some(Noun::Site), Kind::Site | Kind::Region) => w.same_kind,
        _ => 0.0,
    };
    points += match candidate.leaning {
        Some(Leaning::Town) if kind.is_town() => w.leaning,
        Some(Leaning::Unit) if matches!(kind, Kind::Admin1 | Kind::Admin2 | Kind::Region | Kind::Country) => {
            w.leaning
        }
        _ => 0.0,
    };
    if candidate.is_before_office && kind == Kind::Admin1 {
        points += w.office_is_unit;
    }
    if candidate.is_dateline && kind.is_town() {
        points += w.dateline_is_town;
    }
    points
}
