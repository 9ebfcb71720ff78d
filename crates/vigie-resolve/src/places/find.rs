//! Which words of an article may name a place: capitals, gazetteer, and the words around them.

use super::{
    candidate::{Found, candidate},
    cues::Cues,
    dateline::dateline_end,
    sides::{river, side},
    stranger::{joined_pair, stranger},
    tokens::Token,
    votes,
    weigh::note_person,
};
use crate::{
    fold::fold_into,
    gazetteer::{Gazetteer, Kind},
};
use vigie_annotate::{Document, Upos};

/// The most tokens of a name.
const LONGEST: usize = 7;

/// Finds the candidates of an article.
pub(super) fn find(doc: &Document, tokens: &[Vec<Token<'_>>], cues: &Cues, gazetteer: &Gazetteer) -> Found {
    let mut found = Found::default();
    for (index, (sentence, tokens)) in doc.sentences.iter().zip(tokens).enumerate() {
        let start = found.candidates.len();
        in_sentence(index, tokens, cues, gazetteer, &mut found);
        if sentence.opens_paragraph || index == 0 {
            let dateline = dateline_end(tokens, cues);
            for candidate in &mut found.candidates[start..] {
                if candidate.tokens.end <= dateline {
                    candidate.is_dateline = true;
                    candidate.weight += 3.0;
                }
            }
        }
    }
    found
}

pub(super) fn in_sentence(
    index: usize,
    tokens: &[Token<'_>],
    cues: &Cues,
    gazetteer: &Gazetteer,
    found: &mut Found,
) {
    let mut i = 0;
    let mut joined = String::new();
    while i < tokens.len() {
        let token = &tokens[i];
        if token.folded.is_empty() {
            i += 1;
            continue;
        }
        if !token.is_capital {
            found.lowercase.insert(token.folded.clone());
        }
        // Before the names of papers: `la région du Sud-Ouest`.
        if let Some(candidate) = side(index, tokens, i, cues, gazetteer) {
            i = candidate.tokens.end;
            found.candidates.push(candidate);
            continue;
        }
        if let Some(next) = phrase_end(tokens, i, cues) {
            i = next;
            continue;
        }
        if tokens.get(i + 1).is_some_and(|next| cues.is_part(token, next)) {
            i += 2;
            continue;
        }
        if let Some((country, next)) = demonym(tokens, i, cues, gazetteer) {
            votes::add(&mut found.demonyms, country, 1.0);
            i = next;
            continue;
        }
        if token.is_initial && token.folded.split(' ').all(|w| cues.numbers.contains(w)) {
            i += 1;
            continue;
        }
        if let Some((candidate, next)) = river(index, tokens, i, cues, gazetteer) {
            i = next;
            found.candidates.extend(candidate);
            continue;
        }
        if let Some(end) = name_end(tokens, i, cues, gazetteer, &mut joined) {
            let candidate = candidate(index, tokens, i..end, cues, gazetteer);
            note_person(tokens, &candidate, cues, found);
            i = candidate.tokens.end;
            found.candidates.push(candidate);
            continue;
        }
        if let Some(pair) = joined_pair(index, tokens, i, cues, gazetteer) {
            found.candidates.extend(pair);
            i += 1;
            continue;
        }
        if let Some(candidate) = stranger(index, tokens, i, cues, gazetteer) {
            i = candidate.tokens.end;
            found.candidates.push(candidate);
            continue;
        }
        i += 1;
    }
}

/// How often each country's people or adjectives are named.
pub(super) fn demonyms(doc: &Document, cues: &Cues, gazetteer: &Gazetteer) -> Vec<(String, f32)> {
    let mut votes = Vec::new();
    let mut folded = String::new();
    for sentence in &doc.sentences {
        let mut taken = 0;
        for (i, word) in sentence.words.iter().enumerate() {
            let may_be = matches!(word.upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::X);
            if !may_be || i < taken || word.form.len() < 4 {
                continue;
            }
            folded.clear();
            fold_into(&word.form, &mut folded);
            let one = folded.len();
            if cues.opens_demonym(&folded)
                && let Some(next) = sentence.words.get(i + 1)
            {
                fold_into(&next.form, &mut folded);
                if let Some(country) = cues.demonym(&folded) {
                    votes::add(&mut votes, country, 1.0);
                    taken = i + 2;
                    continue;
                }
                folded.truncate(one);
            }
            if let Some(country) = cues.demonym(&folded)
                && !(word.form.starts_with(char::is_uppercase) && is_country(&folded, gazetteer))
            {
                votes::add(&mut votes, country, 1.0);
            }
        }
    }
    votes
}

fn is_country(folded: &str, gazetteer: &Gazetteer) -> bool {
    gazetteer.find_folded(folded).any(|e| e.kind == Kind::Country)
}

/// The end of a paper's or body's name that starts at `at`.
fn phrase_end(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<usize> {
    let mut joined = String::new();
    let mut end = None;
    for (k, token) in tokens[at..].iter().take(LONGEST).enumerate() {
        if token.is_stop() {
            break;
        }
        fold_into(token.text, &mut joined);
        if cues.phrases.contains(joined.as_str()) {
            end = Some(at + k + 1);
        }
    }
    end
}

fn demonym<'c>(
    tokens: &[Token<'_>],
    at: usize,
    cues: &'c Cues,
    gazetteer: &Gazetteer,
) -> Option<(&'c str, usize)> {
    let token = &tokens[at];
    if token.folded.len() < 4 {
        return None;
    }
    if cues.opens_demonym(&token.folded)
        && let Some(next) = tokens.get(at + 1).filter(|n| !n.folded.is_empty())
        && let Some(country) = cues.demonym(&format!("{} {}", token.folded, next.folded))
    {
        return Some((country, at + 2));
    }
    let country = cues.demonym(&token.folded)?;
    if token.is_capital && is_country(&token.folded, gazetteer) {
        return None;
    }
    Some((country, at + 1))
}

/// The end of the longest name of the gazetteer that starts at `at`.
fn name_end(
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
    joined: &mut String,
) -> Option<usize> {
    let first = &tokens[at];
    // `la bande de Gaza`, `le lac Tchad`: a common noun may open the name of a region.
    let common = !first.is_capital;
    if common && (cues.noun(&first.folded).is_none() && !cues.openers.contains(first.folded.as_str())) {
        return None;
    }
    // `À l'ouest`: a preposition opens no name, whatever its capital.
    if first.is_initial && first.folded.len() == 1 && cues.locative.contains(&*first.folded) {
        return None;
    }
    joined.clear();
    let mut end = None;
    for (k, token) in tokens[at..].iter().take(LONGEST).enumerate() {
        if token.is_stop() {
            break;
        }
        fold_into(token.text, joined);
        if token.folded.is_empty() || (k == 0 && common) || joined.len() < 2 {
            continue;
        }
        if cues.never.contains(joined.as_str()) && !is_abbreviation(token.text) {
            continue;
        }
        if cues.is_general(joined) {
            continue;
        }
        // The last word of a town's name has its capital; a region's need not (`Haut-Karabakh`, `Corée du Nord`).
        let mut entries = gazetteer.find_folded(joined);
        let fits = if k == 0 {
            token.is_capital && entries.next().is_some()
        } else if common || !token.is_capital {
            let named = tokens[at..=at + k].iter().any(|t| t.is_capital);
            named && entries.any(|e| is_wide(e.kind) && e.is_usual_name)
        } else {
            entries.next().is_some()
        };
        if fits {
            end = Some(at + k + 1);
        }
    }
    end
}

pub(super) fn is_wide(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Region | Kind::Admin1 | Kind::Site)
}

/// `UN`, `US`: capitals or points only.
fn is_abbreviation(surface: &str) -> bool {
    surface.contains('.') && surface.len() > 3
}
