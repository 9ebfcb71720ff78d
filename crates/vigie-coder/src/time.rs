//! When: the dates of the trigger's clause, then of its sentence, then of the running episode, else the day of publication
//! as the latest it can be.

use crate::{arguments::phrase_of, predicate::Candidate, story::Story, tree::Tree};
use jiff::civil::Date;
use vigie_annotate::Upos;
use vigie_resolve::dates::{DateKind, DateMention};
use vigie_schema::{Basis, Status, Time, TimePrecision};

/// A time as dates, before it is written down.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct When {
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub precision: TimePrecision,
    pub basis: Basis,
    pub span: Option<vigie_text::Span>,
}

/// What the words say of the trigger's time, if anything.
pub(crate) fn said(story: &Story<'_>, candidate: &Candidate<'_>) -> Option<When> {
    let sentence = candidate.sentence;
    let best = story
        .dates_of(sentence)
        .filter(|d| is_a_time(d))
        .filter_map(|d| nearness(story, candidate, d).map(|n| (n, d)))
        .min_by_key(|(nearness, _)| *nearness)?;
    Some(when(best.1))
}

fn is_a_time(date: &DateMention) -> bool {
    matches!(date.kind, DateKind::Point | DateKind::Span)
        && !date.is_dateline
        && (date.start.is_some() || date.end.is_some())
}

pub(crate) fn when(date: &DateMention) -> When {
    When {
        start: date.start,
        end: date.end,
        precision: date.precision,
        basis: date.basis,
        span: Some(date.span),
    }
}

/// How far a date is from the trigger in the tree; `None` where it belongs to another clause.
fn nearness(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> Option<usize> {
    let tree = &story.trees[candidate.sentence];
    let word = date.head.min(tree.len().saturating_sub(1));
    if date.is_of_following {
        return None;
    }
    let up: Vec<usize> = std::iter::once(candidate.word).chain(tree.ancestors(candidate.word)).collect();
    let path: Vec<usize> = std::iter::once(word)
        .chain(tree.ancestors(word))
        .skip_while(|w| date.words.contains(w) && *w != candidate.word)
        .collect();
    let (from_date, meeting) = path.iter().enumerate().find(|(_, w)| up.contains(w))?;
    let from_trigger = up.iter().position(|w| w == meeting)?;
    if path[..from_date].iter().any(|w| opens_clause(tree, *w)) {
        return None;
    }
    let mut cost = 0;
    for step in up[..from_trigger]
        .windows(2)
        .map(|w| (w[0], w[1]))
        .chain(up[..from_trigger].last().map(|l| (*l, *meeting)))
    {
        cost += crossing(story, tree, candidate, step.0, step.1)?;
    }
    let distance = word.abs_diff(candidate.word);
    Some(cost + (from_date + from_trigger) * 4 + distance)
}

fn opens_clause(tree: &Tree<'_>, word: usize) -> bool {
    let w = tree.word(word);
    let is_verb = matches!(w.upos, Upos::Verb | Upos::Aux) || tree.has(word, "cop");
    is_verb && ["acl", "advcl", "ccomp", "xcomp", "parataxis", "conj", "csubj"].iter().any(|r| w.is(r))
}

/// What it costs a date of the clause above to count for the one below; `None` where it does not. The date of a reporting
/// verb is that of the report, not of what is reported; an infinitive under an aspect verb, a coordinated verb without a subject
/// of its own and a gerund share the date of their governor.
fn crossing(
    story: &Story<'_>,
    tree: &Tree<'_>,
    candidate: &Candidate<'_>,
    below: usize,
    above: usize,
) -> Option<usize> {
    let says = |w: usize| {
        let say = &story.cues().attribution;
        tree.word(w).upos == Upos::Verb
            && w != candidate.word
            && (phrase_of(tree, w, &say.say) || phrase_of(tree, w, &say.deny))
    };
    let w = tree.word(below);
    let is_content = ["ccomp", "obj", "xcomp", "nmod", "obl"].iter().any(|r| w.is(r));
    if is_content && says(above) && candidate.arguments.carrier != Some(above) {
        return None;
    }
    if !opens_clause(tree, below) {
        return Some(0);
    }
    if w.is("conj") {
        let shares = !tree.has(below, "nsubj") && below == candidate.word
            || candidate.arguments.carrier == Some(below);
        return shares.then_some(20);
    }
    if w.is("xcomp") {
        return Some(10);
    }
    let is_gerund = w.feature("VerbForm") == Some("Part") && w.feature("Tense") != Some("Past");
    if w.is("advcl") && (is_gerund || w.feature("VerbForm") == Some("Ger")) {
        return Some(20);
    }
    w.is("acl").then_some(60).filter(|_| w.feature("VerbForm") != Some("Inf") && w.deprel == "acl:relcl")
}

/// The time of an event of which the words say nothing: bounded by the day of publication.
pub(crate) fn unsaid(published: Option<Date>, status: Status) -> When {
    let Some(day) = published else {
        return When {
            start: None,
            end: None,
            precision: TimePrecision::Unknown,
            basis: Basis::Unknown,
            span: None,
        };
    };
    let (start, end) = match status {
        Status::Planned | Status::Conditional => (Some(day), None),
        Status::Generic => (None, None),
        _ => (None, Some(day)),
    };
    When { start, end, precision: TimePrecision::Unknown, basis: Basis::Publication, span: None }
}

impl When {
    pub fn written(&self) -> Time {
        Time {
            start: self.start.map(|d| d.to_string()),
            end: self.end.map(|d| d.to_string()),
            precision: self.precision,
            basis: self.basis,
            span: self.span,
        }
    }
}
