//! How much the words of a name and those around it speak for a place, before anything is known of the article.

use super::{
    candidate::{Candidate, Found, Leaning},
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
    weight -= doubt_of_word(tokens, candidate, standing, cues);
    if first.headline {
        if standing == Standing::Small {
            weight -= 2.0;
        }
        return weight - if is_shouted(first.text) { 0.0 } else { 0.5 };
    }
    weight - person_penalty(tokens, &at, candidate, standing, cues)
}

/// What the word itself has against it: a first name, an acronym, a common noun with its article, half of a double name.
fn doubt_of_word(tokens: &[Token<'_>], candidate: &Candidate, standing: Standing, cues: &Cues) -> f32 {
    let at = candidate.tokens.clone();
    let first = &tokens[at.start];
    if at.len() > 1 || candidate.noun().is_some() || is_great(&candidate.entries) {
        return 0.0;
    }
    let of = |known: f32, town: f32, small: f32| match standing {
        Standing::Known => known,
        Standing::Town => town,
        Standing::Small => small,
    };
    let mut doubt: f32 = 0.0;
    if cues.given.contains(&*candidate.folded) {
        doubt = doubt.max(of(if first.is_subject { 2.0 } else { 0.0 }, 2.0, 3.0));
    }
    if is_acronym(first) {
        doubt = doubt.max(of(0.0, 3.0, 3.0));
    }
    if is_with_article(tokens, candidate, cues) {
        doubt = doubt.max(of(0.0, 3.0, 3.0));
    }
    if is_half(tokens, at.start) {
        doubt = doubt.max(of(0.0, 3.0, 3.0));
    }
    if is_surname(tokens, at.start, cues) {
        doubt = doubt.max(of(2.0, 2.0, 2.0));
    }
    doubt
}

/// Whether everybody knows a place of that name, whoever else bears it.
fn is_great(entries: &[Entry]) -> bool {
    entries.iter().filter(|e| e.is_usual_name).any(|e| match e.kind {
        Kind::Country | Kind::Region | Kind::Capital => true,
        Kind::Admin1 => e.population >= 300_000,
        _ => e.population >= 500_000,
    })
}

/// `ISS`: few letters, all capitals, in a line that is not.
fn is_acronym(token: &Token<'_>) -> bool {
    let letters = token.text.chars().count();
    !token.headline && (2..=4).contains(&letters) && token.text.chars().all(char::is_uppercase)
}

/// `the Spring`: a town takes no article, but where it stands before a noun (`the Homs offensive`) or has one in its name
/// (`La Marsa`). Units may take one (`la Meuse`).
fn is_with_article(tokens: &[Token<'_>], candidate: &Candidate, cues: &Cues) -> bool {
    let at = candidate.tokens.start;
    let Some(article) =
        at.checked_sub(1).map(|i| &tokens[i]).filter(|t| cues.determiners.contains(&*t.folded))
    else {
        return false;
    };
    let modifies = tokens.get(at + 1).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Adj | Upos::Propn));
    let of_name = |e: &Entry| {
        e.name.split([' ', '’', '\'']).next().is_some_and(|w| w.eq_ignore_ascii_case(&article.folded))
    };
    let is_unit = |e: &Entry| !e.kind.is_town() && candidate.leaning == Some(Leaning::Unit);
    !modifies && !candidate.entries.iter().any(|e| of_name(e) || is_unit(e))
}

/// Whether the tree hangs the word on the name right before it, as a surname on a first name; an Arabic article may stand
/// between them.
fn is_surname(tokens: &[Token<'_>], at: usize, cues: &Cues) -> bool {
    let is_article = |t: &Token<'_>| {
        !t.is_stop()
            && (t.folded.is_empty() || cues.particles.contains(t.folded.as_str()) && !cues.is_of(&t.folded))
    };
    let before = tokens[..at].iter().rev().find(|t| !is_article(t));
    tokens[at].is_flat && before.is_some_and(|t| t.is_capital)
}

/// `Jean-` before `Pierre`, `-Laure` after `Anne`: what a hyphen ties to another name is no name of its own.
fn is_half(tokens: &[Token<'_>], at: usize) -> bool {
    let is_hyphen = |t: &Token<'_>| t.folded.is_empty() && !t.is_stop();
    let ties = |left: usize| {
        matches!(tokens.get(left..left + 3), Some([a, h, b]) if is_hyphen(h)
            && a.is_capital && b.is_capital && a.span.end == h.span.start && h.span.end == b.span.start)
    };
    ties(at) || at >= 2 && ties(at - 2)
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
    let known = standing(&candidate.entries) == Standing::Known;
    let single = candidate.tokens.len() == 1;
    // `Elizabeth Tyler` makes a person of `Tyler`, though a great town has the name.
    let is_person =
        known && single && is_surname(tokens, candidate.tokens.start, cues) && !is_great(&candidate.entries);
    if (candidate.weight >= 1.0 || known) && !is_person {
        return;
    }
    for token in &tokens[candidate.tokens.clone()] {
        if token.is_capital && !cues.never.contains(&*token.folded) {
            found.persons.insert(token.folded.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::places::testing::read;
    use vigie_text::Language;

    fn names(language: Language, text: &str) -> Vec<String> {
        read(language, text).into_iter().map(|(name, ..)| name).collect()
    }

    #[test]
    fn a_first_name_alone_is_no_town() {
        assert_eq!(names(Language::En, "The nurse thanked Thomas for his help in Leeds."), ["Leeds"]);
        assert!(names(Language::Fr, "La juge a donné raison à Thomas hier.").is_empty());
    }

    #[test]
    fn a_few_capitals_are_an_acronym_and_no_village() {
        assert!(names(Language::En, "The crew will fly to the ISS on Friday.").is_empty());
    }

    #[test]
    fn a_town_takes_no_article_but_before_a_noun() {
        assert!(names(Language::En, "The talks will go on in the Spring.").is_empty());
        assert_eq!(names(Language::En, "They planned the Homs offensive for weeks."), ["Homs"]);
    }

    #[test]
    fn a_seat_that_has_its_name_alone_needs_no_country_beside_it() {
        let found = read(Language::En, "Gunfire was heard again on Friday in Hawija.");
        assert_eq!(found[0].1.as_ref().unwrap().country, Some("IRQ"));
    }

    #[test]
    fn a_town_goes_before_a_unit_whose_generic_word_is_left_out() {
        let found = read(Language::En, "Gunfire was heard again on Friday in Beni.");
        assert_eq!(found[0].1.as_ref().unwrap().country, Some("COD"));
    }
}
