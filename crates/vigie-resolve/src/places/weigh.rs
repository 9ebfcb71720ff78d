//! How much the words of a name and those around it speak for a place, before anything is known of the article.

use super::{
    candidate::{Candidate, Found},
    cues::Cues,
    tokens::{Token, is_shouted},
};
use crate::gazetteer::{Entry, Kind};
use std::ops::Range;
use vigie_annotate::Upos;

/// How much speaks for a place in the words themselves.
pub(super) fn weigh(candidate: &Candidate, tokens: &[Token<'_>], cues: &Cues) -> f32 {
    let at = candidate.tokens.clone();
    let first = &tokens[at.start];
    let standing = standing(&candidate.entries);
    let mut weight = match standing {
        Standing::Known => 2.0,
        Standing::Town => 1.0,
        Standing::Small => 0.0,
    };
    let several = at.len() > 1 || candidate.folded.contains(' ');
    // `l'aéroport de Goma`, where the gazetteer has the airport itself.
    let opens_with_noun = at.len() > 1 && !first.is_capital && cues.noun(&first.folded).is_some();
    if candidate.approach.noun.is_some() || opens_with_noun {
        weight += 3.0;
    } else if locative_before(tokens, at.start, cues) {
        weight += 2.0;
    } else if candidate.approach.after_of {
        weight += 0.5;
    }
    if candidate.noun_after.is_some_and(|(i, _)| !tokens[i].is_capital || standing != Standing::Small) {
        weight += 1.0;
    }
    weight += match first.upos {
        Upos::Propn => 1.0,
        Upos::Noun | Upos::X => {
            if standing == Standing::Known {
                0.5
            } else {
                -0.5
            }
        }
        _ if several || standing == Standing::Known => 0.0,
        _ => -1.0,
    };
    if first.is_initial && !several {
        weight -= match standing {
            Standing::Known => 0.0,
            Standing::Town => 0.5,
            Standing::Small => 1.5,
        };
    }
    if several && standing != Standing::Small {
        weight += 1.0;
    }
    if candidate.folded.chars().count() < 4 && standing != Standing::Known {
        weight -= 1.0;
    }
    if first.headline {
        if standing == Standing::Small {
            weight -= 2.0;
        }
        return weight - if is_shouted(first.text) { 0.0 } else { 0.5 };
    }
    weight - person_penalty(tokens, &at, candidate, standing, cues)
}

/// How well known the best bearer of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A country, a region, a capital, a big town.
    Known,
    /// A town.
    Town,
    /// A village, or an admin unit of a lesser kind.
    Small,
}

pub(super) fn standing(entries: &[Entry]) -> Standing {
    let usual = || entries.iter().filter(|e| e.is_usual_name);
    if usual().any(|e| {
        matches!(e.kind, Kind::Country | Kind::Region | Kind::Capital)
            || (e.kind.is_town() && e.population >= 100_000)
            || (e.kind == Kind::Admin1 && e.population >= 300_000)
    }) {
        Standing::Known
    } else if usual().any(|e| {
        e.population >= 15_000 || e.kind == Kind::Admin1 || e.geonames.is_none() && e.kind != Kind::Admin2
    }) {
        Standing::Town
    } else {
        Standing::Small
    }
}

pub(super) fn locative_before(tokens: &[Token<'_>], at: usize, cues: &Cues) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take_while(|t| !t.is_stop())
        .take(3)
        .find(|t| cues.piece(&t.folded).is_some_and(|p| !cues.is_of(p)))
        .is_some_and(|t| {
            cues.locative.contains(&*t.folded)
                || cues.piece(&t.folded).is_some_and(|p| cues.locative.contains(p))
        })
}

/// Whether the capitalised token at `at` can stand beside a place's name without making a person's name of the two.
fn is_harmless(token: &Token<'_>, cues: &Cues) -> bool {
    let word = token.folded.as_str();
    !token.is_capital
        || token.is_possessor
        || token.folded.is_empty()
        || cues.never.contains(word)
        || cues.noun(word).is_some()
        || cues.direction(word).is_some()
        || cues.demonym(word).is_some()
        || cues.locative.contains(word)
        || cues.piece(word).is_none()
        || word.chars().any(|c| c.is_ascii_digit())
}

fn person_penalty(
    tokens: &[Token<'_>],
    at: &Range<usize>,
    candidate: &Candidate,
    standing: Standing,
    cues: &Cues,
) -> f32 {
    let before = at.start.checked_sub(1).map(|i| &tokens[i]);
    let after = tokens.get(at.end);
    let titled = before.is_some_and(|t| {
        cues.titles.contains(&*t.folded)
            || t.text == "."
                && at.start >= 2
                && cues.titles.contains(&*tokens[at.start - 2].folded)
                && tokens[at.start - 2].span.end == t.span.start
    });
    if titled && candidate.approach.noun.is_none() {
        return 5.0;
    }
    let introduced = candidate.approach.noun.is_some()
        || candidate.approach.bearing.is_some() && locative_before(tokens, at.start, cues);
    let mut penalty: f32 = 0.0;
    if let Some(next) = after.filter(|t| !is_harmless(t, cues)) {
        let given = cues.given.contains(&*candidate.folded);
        let titled = cues.titles.contains(&*next.folded);
        penalty = penalty.max(match standing {
            _ if titled => 0.0,
            _ if given => 4.0,
            Standing::Known if introduced => 1.0,
            Standing::Known => 2.0,
            _ => 4.0,
        });
    }
    if before.is_some_and(|t| !is_harmless(t, cues) && !t.is_initial) {
        penalty = penalty.max(if standing == Standing::Known { 3.0 } else { 4.0 });
    } else if before.is_some_and(|t| t.is_initial && !is_harmless(t, cues) && t.upos == Upos::Propn) {
        penalty = penalty.max(3.0);
    }
    penalty
}

/// Keeps the words of a person's name, so that a later `Ahmad` alone is not taken for a village.
pub(super) fn note_person(tokens: &[Token<'_>], candidate: &Candidate, cues: &Cues, found: &mut Found) {
    if candidate.weight >= 1.0 || standing(&candidate.entries) == Standing::Known {
        return;
    }
    for token in &tokens[candidate.tokens.clone()] {
        if token.is_capital && !cues.never.contains(&*token.folded) {
            found.persons.insert(token.folded.clone());
        }
    }
}
