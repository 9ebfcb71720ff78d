//! Common nouns that take up a place named before: `la ville`, `cette ville irakienne`, `the capital`.

use super::{
    Outcome, PlaceMention, Refusal, Resolved,
    cues::{Anaphor, Cues, Noun},
    relation::approach,
    tokens::Token,
};
use crate::gazetteer::{Gazetteer, Kind, kilometres};
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
        let is_part = at > 0 && cues.is_part(&tokens[at - 1], token);
        let anaphor = cues.anaphor_at(token).filter(|_| !token.is_capital || token.is_initial);
        let Some(anaphor) = (if is_part { Some(Anaphor::Part) } else { anaphor }) else { continue };
        let Some(start) = determiner(tokens, at - usize::from(is_part), cues) else { continue };
        let words_of_noun = token.words.clone();
        let taken = mentions.iter().any(|m| {
            m.sentence == index
                && (m.noun.is_some_and(|n| words_of_noun.contains(&n)) || m.span.overlaps(token.span))
        });
        let is_named = is_completed(tokens, at, cues);
        // `la capitale du Nord-Kivu`, `cette ville du Darfour`: the name says where it lies, and is not its own.
        let holder =
            mentions.iter().find(|m| m.sentence == index && m.span.start >= token.span.end).filter(|m| {
                is_named && tokens[at + 1..].iter().take_while(|t| t.span.end <= m.span.start).count() <= 3
            });
        let seat = holder.filter(|_| cues.is_capital(token)).and_then(|m| seat_of(m, mentions, gazetteer));
        if taken && seat.is_none() || is_named && seat.is_none() {
            continue;
        }
        let adjective = tokens.get(at + 1).and_then(|t| cues.demonym(&t.folded));
        let end = at + 1 + usize::from(adjective.is_some());
        // `du` and `au` are no part of the noun phrase.
        let start = if cues.piece(&tokens[start].folded).is_some() { start + 1 } else { start };
        let span = tokens[start].span.cover(tokens[end - 1].span);
        let bearing = approach(tokens, start, cues).bearing;
        let mut before: Vec<&PlaceMention> = mentions.iter().filter(|m| m.span.end <= span.start).collect();
        // `à Mursitpinar, face à la ville`: what a place lies near to is another one.
        let is_other = matches!(anaphor, Anaphor::Town | Anaphor::Part)
            && bearing.is_some_and(|(relation, _)| relation == Relation::Near)
            && before.last().is_some_and(|m| m.sentence == index && !m.is_dateline);
        if is_other {
            before.pop();
        }
        let found = if let Some(seat) = seat {
            Some(seat)
        } else if anaphor == Anaphor::Admin {
            let is_lesser = matches!(cues.noun(&token.folded), Some(Noun::Admin2 | Noun::District));
            unit(is_lesser, &before, adjective, main, gazetteer)
        } else {
            referent(anaphor, cues.small.contains(&*token.folded), &before, adjective, main, doc, gazetteer)
        };
        let outcome = match found {
            Some(resolved) => Outcome::Resolved(resolved),
            None => Outcome::Refused(Refusal::NothingBefore),
        };
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

/// The chief town of the country or unit that a mention names, where the gazetteer or the article knows it.
fn seat_of(of: &PlaceMention, mentions: &[PlaceMention], gazetteer: &Gazetteer) -> Option<Resolved> {
    let Outcome::Resolved(of) = &of.outcome else { return None };
    let unit = gazetteer.entry(of.row?).unit;
    match of.kind {
        Kind::Country => super::capital(gazetteer, of.country?),
        Kind::Admin1 => mentions.iter().find_map(|m| match &m.outcome {
            Outcome::Resolved(r) if matches!(r.kind, Kind::Seat | Kind::Capital) => {
                (gazetteer.entry(r.row?).unit == unit).then(|| r.clone())
            }
            _ => None,
        }),
        _ => None,
    }
}

/// The determiner of the noun at `at`, an adjective or two between them allowed.
fn determiner(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<usize> {
    let mut i = at;
    for _ in 0..3 {
        i = i.checked_sub(1)?;
        let token = &tokens[i];
        if cues.determiners.contains(&*token.folded) {
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
            None => {}
            Some(piece) if cues.is_of(piece) => {}
            Some(_) if token.upos == vigie_annotate::Upos::Adj || cues.demonym(&token.folded).is_some() => {}
            Some(_) => return false,
        }
    }
    false
}

fn referent(
    anaphor: Anaphor,
    is_village: bool,
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
            let town = referent(Anaphor::Town, is_village, before, country, main, doc, gazetteer)?;
            Some(Resolved { precision: Precision::District, ..town })
        }
        Anaphor::Town => {
            let towns = || places().filter(|(_, r)| r.kind.is_town() && of_country(r));
            let at_home = |r: &Resolved| r.kind != Kind::Capital || main.is_none_or(|c| r.country == Some(c));
            // Villages are not cities: `la ville` passes over a village that a sentence has just named.
            let fits =
                |r: &Resolved| is_village || r.row.is_some() && (r.population >= 5_000 || r.population == 0);
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
        Anaphor::Admin => None,
        Anaphor::Camp => places().find(|(_, r)| r.kind == Kind::Site).map(|(_, r)| r.clone()),
    }
}

/// The unit that `la province`, `the district` take up: the last one named, else the one that the last town lies in, in a
/// country that the article names. A lesser unit may be a part of a town.
fn unit(
    is_lesser: bool,
    before: &[&PlaceMention],
    country: Option<&str>,
    main: Option<&str>,
    gazetteer: &Gazetteer,
) -> Option<Resolved> {
    let places = || {
        before.iter().rev().filter_map(|m| match &m.outcome {
            Outcome::Resolved(r) if country.is_none_or(|c| r.country == Some(c)) => Some(r),
            _ => None,
        })
    };
    let named_country = |c: &str| {
        before.iter().any(
            |m| matches!(&m.outcome, Outcome::Resolved(r) if r.kind == Kind::Country && r.country == Some(c)),
        )
    };
    let at_home = |r: &Resolved| {
        main.is_none() || r.country.is_none_or(|c| main == Some(c) || country == Some(c) || named_country(c))
    };
    let last_town = || places().find(|r| r.kind.is_town() && r.row.is_some() && at_home(r));
    if is_lesser {
        let named = places().find(|r| {
            (matches!(r.kind, Kind::Admin2 | Kind::District) || is_part(r, gazetteer)) && at_home(r)
        });
        // A district is often called after its town.
        return named.cloned().or_else(|| {
            let town = last_town()?;
            let own = gazetteer.find(&town.name).find(|e| {
                e.kind == Kind::Admin2
                    && e.country == town.country
                    && kilometres((e.lat, e.lon), (town.lat, town.lon)) < 60.0
            });
            Some(own.map_or_else(
                || Resolved { precision: Precision::Admin2, ..town.clone() },
                |e| Resolved::of(&e),
            ))
        });
    }
    let named = places().find(|r| matches!(r.kind, Kind::Admin1 | Kind::Admin2 | Kind::Region) && at_home(r));
    named.cloned().or_else(|| {
        let town = last_town()?;
        gazetteer
            .find(town.admin1?)
            .find(|e| e.kind == Kind::Admin1 && e.country == town.country)
            .map(|e| Resolved::of(&e))
    })
}

/// Whether a town is a part of a greater one, as the gazetteer lists Sadr City: hardly any way from the capital or the seat.
fn is_part(town: &Resolved, gazetteer: &Gazetteer) -> bool {
    let near = |lat: f64, lon: f64| kilometres((lat, lon), (town.lat, town.lon)) < 15.0;
    town.kind == Kind::Town
        && town.row.is_some()
        && (town.country.and_then(|c| gazetteer.capital(c)).is_some_and(|e| near(e.lat, e.lon))
            || town.admin1.is_some_and(|name| {
                gazetteer
                    .find(name)
                    .any(|e| e.kind == Kind::Seat && e.country == town.country && near(e.lat, e.lon))
            }))
}

fn country_row(gazetteer: &Gazetteer, code: &str) -> Option<Resolved> {
    gazetteer.country(code).map(|e| Resolved::of(&e))
}
