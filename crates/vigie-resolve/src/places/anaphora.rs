//! Common nouns that take up a place named before: `la ville`, `cette ville irakienne`, `the capital`.

use super::{
    Outcome, PlaceMention, Refusal, Resolved,
    cues::{Anaphor, Cues},
    find::Token,
    relation::approach,
};
use crate::gazetteer::{Gazetteer, Kind};
use std::ops::Range;
use vigie_annotate::Document;
use vigie_schema::{Precision, Relation};

/// Finds them in one sentence. `mentions` are the named places of the article, in text order; `main` is the country it speaks
/// of most.
pub(super) fn in_sentence(
    index: usize,
    doc: &Document,
    tokens: &[Token<'_>],
    mentions: &[PlaceMention],
    main: Option<&str>,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Vec<PlaceMention> {
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(anaphor) = cues.anaphor(&token.folded).filter(|_| !token.is_capital || token.is_initial)
        else {
            continue;
        };
        let Some(start) = determiner(tokens, at, cues) else { continue };
        let words_of_noun = token.words.clone();
        let taken = mentions.iter().any(|m| {
            m.sentence == index
                && (m.noun.is_some_and(|n| words_of_noun.contains(&n)) || m.span.overlaps(token.span))
        });
        if taken || is_completed(tokens, at, cues) {
            continue;
        }
        let adjective = tokens.get(at + 1).and_then(|t| cues.demonym(&t.folded));
        let end = at + 1 + usize::from(adjective.is_some());
        // `du` and `au` are no part of the noun phrase.
        let start = if cues.piece(&tokens[start].folded).is_some() { start + 1 } else { start };
        let span = tokens[start].span.cover(tokens[end - 1].span);
        let before: Vec<&PlaceMention> = mentions.iter().filter(|m| m.span.end <= span.start).collect();
        let outcome = match referent(anaphor, &token.folded, &before, adjective, main, doc, gazetteer) {
            Some(resolved) => Outcome::Resolved(resolved),
            None => Outcome::Refused(Refusal::NothingBefore),
        };
        let bearing = approach(tokens, start, cues).bearing;
        let words: Range<usize> = tokens[start].words.start..tokens[end - 1].words.end;
        out.push(PlaceMention {
            sentence: index,
            head: super::head_of(&doc.sentences[index], &words),
            words,
            span,
            outcome,
            relation: bearing.map_or(Relation::In, |(r, _)| r),
            direction: bearing.and_then(|(_, d)| d),
            is_dateline: false,
            noun: Some(token.words.start),
            is_anaphoric: true,
        });
    }
    out
}

/// The determiner of the noun at `at`, an adjective or two between them allowed.
fn determiner(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<usize> {
    let mut i = at;
    for _ in 0..3 {
        i = i.checked_sub(1)?;
        let token = &tokens[i];
        if cues.determiners.contains(&token.folded) {
            return Some(i);
        }
        if token.is_stop()
            || token.is_capital
            || !matches!(token.upos, vigie_annotate::Upos::Adj | vigie_annotate::Upos::Num)
        {
            return None;
        }
    }
    None
}

/// Whether a name or `de` + name after the noun says which place is meant.
fn is_completed(tokens: &[Token<'_>], at: usize, cues: &Cues) -> bool {
    let mut rest = tokens[at + 1..].iter().take(6);
    for token in rest.by_ref() {
        if token.is_stop() {
            return false;
        }
        if token.is_capital {
            return true;
        }
        match cues.piece(&token.folded) {
            None | Some("de" | "of") => {}
            Some(_) if token.upos == vigie_annotate::Upos::Adj || cues.demonym(&token.folded).is_some() => {}
            Some(_) => return false,
        }
    }
    false
}

fn referent(
    anaphor: Anaphor,
    noun: &str,
    before: &[&PlaceMention],
    country: Option<&str>,
    main: Option<&str>,
    doc: &Document,
    gazetteer: &Gazetteer,
) -> Option<Resolved> {
    let places = || {
        before.iter().rev().filter_map(|m| match &m.outcome {
            Outcome::Resolved(r) => Some((*m, r)),
            Outcome::Refused(_) => None,
        })
    };
    let of_country = |r: &Resolved| country.is_none_or(|c| r.country == Some(c));
    let wanted = |c: Option<&str>| c.and_then(|c| country_row(gazetteer, c));
    // `Washington accuse`: a capital that acts is its government, and no town to come back to.
    let acts = |m: &PlaceMention, r: &Resolved| {
        r.kind == Kind::Capital
            && doc.sentences[m.sentence].words.get(m.head).is_some_and(|w| w.is("nsubj") || w.is("obl:agent"))
    };
    match anaphor {
        Anaphor::Part => {
            let town = referent(Anaphor::Town, noun, before, country, main, doc, gazetteer)?;
            Some(Resolved { precision: Precision::District, ..town })
        }
        Anaphor::Town => {
            let towns = || places().filter(|(_, r)| r.kind.is_town() && of_country(r));
            let at_home = |r: &Resolved| r.kind != Kind::Capital || main.is_none_or(|c| r.country == Some(c));
            // Villages are not cities: `la ville` passes over a village that a sentence has just named.
            let village =
                matches!(noun, "village" | "hameau" | "hamlet" | "bourgade" | "localite" | "locality");
            let fits =
                |r: &Resolved| village || r.row.is_some() && (r.population >= 5_000 || r.population == 0);
            towns()
                .take(6)
                .find(|(m, r)| {
                    fits(r)
                        && at_home(r)
                        && !acts(m, r)
                        && !matches!(m.relation, Relation::From | Relation::Between)
                        && !m.is_dateline
                })
                .or_else(|| towns().find(|(m, r)| fits(r) && at_home(r) && !acts(m, r)))
                .or_else(|| towns().find(|(m, r)| fits(r) && !acts(m, r)))
                .or_else(|| towns().next())
                .map(|(_, r)| r.clone())
        }
        Anaphor::Admin => {
            let unit = places()
                .find(|(_, r)| matches!(r.kind, Kind::Admin1 | Kind::Admin2 | Kind::Region) && of_country(r));
            unit.map(|(_, r)| r.clone()).or_else(|| {
                let (_, town) = places().find(|(_, r)| r.kind.is_town() && of_country(r))?;
                let name = town.admin1?;
                gazetteer
                    .find(name)
                    .find(|e| e.kind == Kind::Admin1 && e.country == town.country)
                    .map(|e| Resolved::of(&e))
            })
        }
        Anaphor::Country => {
            let named =
                places().find(|(_, r)| r.kind == Kind::Country && of_country(r)).map(|(_, r)| r.clone());
            wanted(country).or_else(|| wanted(main)).or(named)
        }
        Anaphor::Capital => {
            let at_home = |r: &Resolved| country.is_some() || main.is_none_or(|c| r.country == Some(c));
            let capitals = places()
                .find(|(_, r)| r.kind == Kind::Capital && of_country(r) && at_home(r))
                .map(|(_, r)| r.clone());
            let of = country.or(main);
            let home = of.and_then(|c| super::capital(gazetteer, c));
            if country.is_some() { home.or(capitals) } else { capitals.or(home) }
        }
        Anaphor::Camp => places().find(|(_, r)| r.kind == Kind::Site).map(|(_, r)| r.clone()),
    }
}

fn country_row(gazetteer: &Gazetteer, code: &str) -> Option<Resolved> {
    gazetteer.country(code).map(|e| Resolved::of(&e))
}
