//! Words that may be a place, and what their surroundings say.

use super::{
    cues::{Cues, Noun},
    relation::{Approach, approach},
    tokens::Token,
    weigh::weigh,
};
use crate::{
    fold::fold_into,
    gazetteer::{Entry, Gazetteer},
};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use std::ops::Range;
use vigie_text::Span;

/// Words that may be a place.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own that the words give or not")]
pub(super) struct Candidate {
    pub sentence: usize,
    pub tokens: Range<usize>,
    pub words: Range<usize>,
    pub span: Span,
    pub folded: String,
    /// Who has that name, in the gazetteer's order.
    pub entries: Vec<Entry>,
    pub approach: Approach,
    /// The generic noun after the name (`Nineveh province`).
    pub noun_after: Option<(usize, Noun)>,
    /// The direction in the name itself (`Alep-Est`).
    pub direction: Option<&'static str>,
    pub is_dateline: bool,
    /// How much speaks for a place, before anything is known of the article.
    pub weight: f32,
    /// A unit named after a side (`région de l'Est`): only one in a country of the article is meant.
    pub is_side: bool,
    /// The country (alpha-3) that the article must name for the words to be a unit and no river.
    pub only_in: Option<String>,
    /// Given from outside: never weighed.
    pub is_given: bool,
    /// What the small word right before says of its kind: `le Québec`, `à Québec`.
    pub leaning: Option<Leaning>,
    /// Whether an office of a unit follows: `New York Governor`.
    pub is_before_office: bool,
}

/// What kind of place a preposition or article goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaning {
    /// A town: `à`.
    Town,
    /// A unit, region or country: `le`, `au`, `en`.
    Unit,
}

impl Candidate {
    pub fn noun(&self) -> Option<Noun> {
        self.approach.noun.or(self.noun_after).map(|(_, n)| n)
    }
}

/// What the sentences hold.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub candidates: Vec<Candidate>,
    /// Country and how often its people or adjectives are named.
    pub demonyms: Vec<(String, f32)>,
    /// Folded words that also stand without a capital.
    pub lowercase: FxHashSet<SmolStr>,
    /// Folded words of names of persons.
    pub persons: FxHashSet<SmolStr>,
}

pub(super) fn candidate(
    sentence: usize,
    tokens: &[Token<'_>],
    at: Range<usize>,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Candidate {
    let mut folded = String::new();
    for token in &tokens[at.clone()] {
        fold_into(token.text, &mut folded);
    }
    let entries: Vec<Entry> = gazetteer.find_folded(&folded).collect();
    let mut out = bare(sentence, tokens, at, folded, cues);
    out.entries = entries;
    with_direction(&mut out, tokens, cues);
    out.weight = weigh(&out, tokens, cues);
    out
}

/// `Alep` `-` `Est`, `Mossoul Ouest`: a capitalised direction after the name belongs to it.
fn with_direction(candidate: &mut Candidate, tokens: &[Token<'_>], cues: &Cues) {
    let end = candidate.tokens.end;
    let hyphen = tokens.get(end).is_some_and(|t| t.folded.is_empty() && !t.is_stop());
    let at = end + usize::from(hyphen);
    let Some(next) = tokens.get(at).filter(|t| t.is_capital && !t.headline) else { return };
    if let Some(direction) = cues.direction(&next.folded) {
        candidate.direction = Some(direction);
        extend(candidate, tokens, at + 1);
    }
}

fn extend(candidate: &mut Candidate, tokens: &[Token<'_>], end: usize) {
    candidate.tokens.end = end;
    candidate.words.end = tokens[end - 1].words.end;
    candidate.span = candidate.span.cover(tokens[end - 1].span);
}

/// A candidate at those tokens, its surroundings read.
pub(super) fn bare(
    sentence: usize,
    tokens: &[Token<'_>],
    at: Range<usize>,
    folded: String,
    cues: &Cues,
) -> Candidate {
    // `Hunan city of Yueyang`, `Kazakhstan's capital`: the noun belongs to what follows, or to the owner.
    let opens_other =
        tokens.get(at.end + 1).is_some_and(|t| cues.is_of(&t.folded)) || tokens[at.end - 1].is_possessor;
    let noun_after = tokens
        .get(at.end)
        .filter(|t| !t.is_stop() && !opens_other)
        .and_then(|t| cues.noun_at(t).map(|n| (at.end, n)));
    let mut span = tokens[at.start].span.cover(tokens[at.end - 1].span);
    // `l'Ukraine` in one token: the name starts after the apostrophe.
    if at.len() == 1
        && let Some((head, _)) = tokens[at.start].text.split_once(['\'', '’'])
    {
        let apostrophe = tokens[at.start].text[head.len()..].chars().next().map_or(0, char::len_utf8);
        if matches!(head, "l" | "d" | "L" | "D") {
            span.start += (head.len() + apostrophe) as u32;
        }
    }
    Candidate {
        sentence,
        words: tokens[at.start].words.start..tokens[at.end - 1].words.end,
        span,
        folded,
        entries: Vec::new(),
        approach: approach(tokens, at.start, cues),
        noun_after,
        direction: None,
        is_dateline: false,
        weight: 0.0,
        is_side: false,
        only_in: None,
        is_given: false,
        is_before_office: tokens.get(at.end).is_some_and(|t| cues.offices.contains(t.folded.as_str())),
        leaning: at.start.checked_sub(1).and_then(|i| cues.leaning(&tokens[i].folded)),
        tokens: at,
    }
}
