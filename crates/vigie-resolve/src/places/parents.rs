//! Which place beside a name holds it: `Falloudja (Irak)`, `Sinjar, dans la province de Ninive`, `Giza's Haram district`.

use super::{
    candidate::Candidate,
    cues::{Cues, Noun},
    find::is_wide,
    score::{Name, Scored},
    tokens::Token,
    weigh::{Standing, standing},
};
use crate::gazetteer::{Entry, Kind, kilometres};
use vigie_annotate::Upos;
use vigie_schema::Relation;

/// A place that stands beside another and holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parent {
    pub entry: Entry,
    /// Whether the words say that it holds the other, and no list can be meant.
    pub is_said: bool,
    /// The side of it that the words name: `dans le nord du Mali`.
    pub side: Option<&'static str>,
    /// How far from its point the other may lie, in km, where it is a town.
    reach: f64,
}

/// What the places beside each candidate say.
#[derive(Debug, Default)]
pub(super) struct Parents {
    /// What holds each candidate.
    pub of: Vec<Option<Parent>>,
    /// The row of the place that each candidate must be to hold the one before it.
    pub held_before: Vec<Option<u32>>,
}

/// How far a part of a town, and what lies near it, may be from its point, in km.
const PART: f64 = 50.0;
const NEAR: f64 = 120.0;

impl Parent {
    /// The middle of the side named: half-way from the middle to the rim.
    pub fn point(&self) -> (f64, f64) {
        match self.side {
            Some(side) => side_of(&self.entry, side),
            None => (self.entry.lat, self.entry.lon),
        }
    }

    /// Whether a place lies in it.
    pub fn holds(&self, entry: &Entry) -> bool {
        let parent = &self.entry;
        if entry.row == parent.row {
            return false;
        }
        let off = || kilometres((entry.lat, entry.lon), (parent.lat, parent.lon));
        match parent.kind {
            Kind::Country => entry.country == parent.country && entry.kind != Kind::Country,
            Kind::Admin1 => entry.unit == parent.unit && entry.kind != Kind::Admin1,
            Kind::Region | Kind::Admin2 => off() < f64::from(parent.radius.max(30)) * 1.3,
            _ => !matches!(entry.kind, Kind::Country | Kind::Region) && off() < self.reach,
        }
    }
}

/// The middle of a side of a place: half-way from its middle to its rim.
pub(super) fn side_of(entry: &Entry, side: &str) -> (f64, f64) {
    // The rim of a town is 20 km away.
    displaced((entry.lat, entry.lon), side, f64::from(entry.radius.max(40)) / 2.0)
}

/// The point so many km from another in a direction of the compass; the point itself in no known direction.
pub(super) fn displaced((lat, lon): (f64, f64), direction: &str, km: f64) -> (f64, f64) {
    let (north, east) = match direction {
        "N" => (1.0, 0.0),
        "S" => (-1.0, 0.0),
        "E" => (0.0, 1.0),
        "W" => (0.0, -1.0),
        "NE" => (0.7, 0.7),
        "NW" => (0.7, -0.7),
        "SE" => (-0.7, 0.7),
        "SW" => (-0.7, -0.7),
        _ => (0.0, 0.0),
    };
    // Kilometres to degrees of latitude; the meridians draw together toward the poles.
    let reach = km / 111.0;
    (lat + north * reach, lon + east * reach / lat.to_radians().cos().max(0.2))
}

impl Parents {
    /// Reads what stands between the names.
    pub fn read(
        candidates: &[Candidate],
        names: &[Name],
        name_of: &[usize],
        tokens: &[Vec<Token<'_>>],
        cues: &Cues,
    ) -> Self {
        let mut out = Self { of: vec![None; candidates.len()], held_before: vec![None; candidates.len()] };
        for (i, here) in candidates.iter().enumerate() {
            if is_sure_country(here) {
                continue;
            }
            let name = &names[name_of[i]];
            if let Some(parent) = possessor(candidates, names, name_of, i, tokens) {
                out.of[i] = Some(parent);
                continue;
            }
            for k in i + 1..candidates.len().min(i + 3) {
                let next = &candidates[k];
                if next.sentence != here.sentence {
                    break;
                }
                let Some(gap) = tokens[here.sentence].get(here.tokens.end..next.tokens.start) else {
                    continue;
                };
                let closes = tokens[here.sentence].get(next.tokens.end).is_none_or(Token::is_stop);
                if let Some((mut parent, fits)) = after(here, name, next, &names[name_of[k]], gap, cues) {
                    // `Holliday, Mo.,`: no list has a comma to either side of a unit alone.
                    parent.is_said |= closes
                        && parent.entry.kind == Kind::Admin1
                        && gap.len() == 1
                        && standing(&here.entries) == Standing::Small;
                    if fits {
                        out.held_before[k] = Some(parent.entry.row);
                    }
                    out.of[i] = Some(parent);
                    break;
                }
            }
        }
        out
    }
}

fn is_sure_country(here: &Candidate) -> bool {
    here.entries.len() == 1 && here.entries[0].kind == Kind::Country
}

/// The place that the next name gives a name for its parent, and whether a place of the name lies there: of the places of
/// both names, the pair that fits best.
fn after(
    here: &Candidate,
    name: &Name,
    next: &Candidate,
    next_name: &Name,
    gap: &[Token<'_>],
    cues: &Cues,
) -> Option<(Parent, bool)> {
    let side = next.approach.bearing.and_then(|(_, d)| d);
    let mut best: Option<(f32, Parent)> = None;
    let mut fallback = None;
    for place in next_name.places.iter().take(8) {
        let Some((is_said, reach)) = holds(gap, here, next, &place.entry, cues) else { continue };
        let side = side.filter(|_| is_said || !is_wide(place.entry.kind));
        let parent = Parent { entry: place.entry, is_said, side, reach };
        fallback.get_or_insert(parent);
        let child = name.places.iter().filter(|p| parent.holds(&p.entry)).map(Scored::base).reduce(f32::max);
        if let Some(child) = child
            && best.is_none_or(|(s, _)| child + place.base() > s)
        {
            best = Some((child + place.base(), parent));
        }
    }
    best.map(|(_, p)| (p, true)).or(fallback.map(|p| (p, false)))
}

/// `Ukraine's Kharkiv region`: the name right before, with its possessive.
fn possessor(
    candidates: &[Candidate],
    names: &[Name],
    name_of: &[usize],
    i: usize,
    tokens: &[Vec<Token<'_>>],
) -> Option<Parent> {
    let before = i.checked_sub(1)?;
    let (owner, here) = (&candidates[before], &candidates[i]);
    let is_owner = owner.sentence == here.sentence
        && owner.tokens.end == here.tokens.start
        && tokens[owner.sentence][owner.tokens.end - 1].is_possessor;
    let owner = names[name_of[before]].places.first().filter(|_| is_owner)?;
    let mut parent = Parent { entry: owner.entry, is_said: true, side: None, reach: PART };
    let name = &names[name_of[i]];
    // `Russia's Paris club`: who owns need not hold.
    parent.is_said =
        name.places.is_empty() || name.places.iter().any(|p| parent.holds(&p.entry)) || here.noun().is_some();
    Some(parent)
}

/// Whether the tokens between two names say that the second holds the first, within how many km where it is a town;
/// `Some(false)` where only a comma does.
fn holds(
    gap: &[Token<'_>],
    here: &Candidate,
    next: &Candidate,
    entry: &Entry,
    cues: &Cues,
) -> Option<(bool, f64)> {
    let wide = is_wide(entry.kind) || entry.kind == Kind::Admin2;
    match gap {
        [only] if only.text == "(" => return wide.then_some((true, PART)),
        [only] if only.text == "," => return wide.then_some((false, PART)),
        [] => return None,
        _ => {}
    }
    // `Maoxian county in Sichuan`: the noun belongs to the name.
    let gap = if here.noun_after.is_some_and(|(i, _)| i == here.tokens.end) { &gap[1..] } else { gap };
    let first = gap.first()?;
    if gap.len() > 13 || gap.iter().any(|t| bars(t, cues)) {
        return None;
    }
    let opened = matches!(first.text, "," | "(");
    let locative = gap.iter().find(|t| !t.folded.is_empty()).is_some_and(|t| {
        cues.locative.contains(t.folded.as_str())
            || cues.piece(&t.folded).is_some_and(|p| cues.locative.contains(p))
    });
    let by_noun = matches!(next.noun(), Some(Noun::Admin1 | Noun::Admin2 | Noun::Country));
    if wide && (locative || by_noun && opened) {
        return Some((true, PART));
    }
    // `Edmonton, south of Cairns`: near it, whatever both are.
    let lies_near = next.approach.bearing.is_some_and(|(relation, _)| {
        matches!(
            relation,
            Relation::Near | Relation::NorthOf | Relation::SouthOf | Relation::EastOf | Relation::WestOf
        )
    });
    if lies_near && opened && !wide {
        return Some((true, NEAR));
    }
    // `le quartier de Karama à Mossoul`, `Hammam al-Alil, au sud de Mossoul`.
    let small = matches!(here.noun(), Some(Noun::District | Noun::Site | Noun::Town))
        || standing(&here.entries) == Standing::Small;
    (small && locative).then_some((!wide, if lies_near { NEAR } else { PART }))
}

/// Whether a token between two names parts them: a list, another name, a verb of the story.
fn bars(token: &Token<'_>, cues: &Cues) -> bool {
    let folded = token.folded.as_str();
    matches!(token.text, ";" | ":" | ")" | "." | "«" | "\"")
        || token.is_capital && !folded.is_empty()
        || cues.bars.contains(folded)
        || matches!(token.upos, Upos::Verb | Upos::Aux) && !cues.lies.contains(folded)
}
