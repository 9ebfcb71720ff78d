//! Names that no place of the gazetteer bears, but that the words around them call a place.

use super::{
    candidate::{Candidate, bare},
    cues::{Cues, Noun},
    tokens::{Token, is_capital, is_shouted},
    weigh::{Standing, locative_before, standing},
};
use crate::{
    fold::{fold, fold_into},
    gazetteer::{Entry, Gazetteer},
};
use vigie_text::Span;

/// A name that no place of the gazetteer bears, but that the words around it call a place: `le village de Tal al-Jarab`,
/// `à Kamechliyé`.
pub(super) fn stranger(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<Candidate> {
    let first = &tokens[at];
    // A short word of capitals is an acronym.
    if is_shouted(first.text) && first.text.len() <= 5 || first.text.chars().all(char::is_uppercase) {
        return None;
    }
    if !first.is_capital
        || first.headline
        || first.folded.chars().count() < 3
        || cues.never.contains(&*first.folded)
    {
        return None;
    }
    let mut end = at + 1;
    let mut k = end;
    while let Some(token) = tokens.get(k).filter(|t| !t.is_stop()) {
        if token.is_capital || token.folded.is_empty() {
            k += 1;
            if token.is_capital {
                end = k;
            }
        } else if cues.particles.contains(token.folded.as_str())
            && tokens.get(k + 1).is_some_and(|t| {
                // `l'hôpital Ayder de Mekele`: the second name is a place of its own.
                let of = cues.piece(&token.folded).is_none_or(|p| cues.is_of(p));
                t.is_capital && !(of && gazetteer.knows(&t.folded))
            })
        {
            k += 1;
        } else {
            break;
        }
        if end - at > 5 {
            break;
        }
    }
    let mut folded = String::new();
    for token in &tokens[at..end] {
        fold_into(token.text, &mut folded);
    }
    if cues.is_general(&folded) {
        return None;
    }
    let mut out = bare(sentence, tokens, at..end, folded, cues);
    let last = tokens[end - 1].folded.rsplit(' ').next().unwrap_or_default();
    if end - at == 1 && cues.direction(last).is_some() {
        // `Alep-Est` in one token; resolved through the name before the hyphen.
        out.direction = cues.direction(last);
        let trimmed = out.folded.len() - last.len();
        out.folded.truncate(trimmed.saturating_sub(1));
        out.weight = 2.5;
        return Some(out);
    }
    let noun = out.approach.noun.is_some();
    // After the name, a noun says so only of districts and the like: `Karama neighbourhood`.
    let after = out.noun_after.is_some_and(|(i, n)| {
        !tokens[i].is_capital
            && matches!(n, Noun::Town | Noun::District | Noun::Site | Noun::Admin1 | Noun::Admin2)
    });
    let titled = at > 0 && cues.titles.contains(&*tokens[at - 1].folded);
    if titled {
        return None;
    }
    if noun || after {
        out.weight = 2.5;
    } else if locative_before(tokens, at, cues) && end - at <= 3 {
        // Kept only where the consonants are those of a place in a country of the article.
        out.weight = 1.0;
    } else if first.is_initial && tokens.get(end).is_some_and(|t| t.text == "(") {
        // `Waza (Extrême-Nord).`: kept only where the parenthesis holds a place.
        out.weight = 1.0;
    } else if out.approach.after_of && end - at <= 3 && !first.is_initial {
        out.weight = 0.9;
    } else {
        return None;
    }
    Some(out)
}

/// `Rafaï-Bangassou`: two towns in one token, as the ends of a road.
pub(super) fn joined_pair(
    sentence: usize,
    tokens: &[Token<'_>],
    at: usize,
    cues: &Cues,
    gazetteer: &Gazetteer,
) -> Option<[Candidate; 2]> {
    let token = &tokens[at];
    let (left, right) = token.text.split_once('-')?;
    if !is_capital(left) || !is_capital(right) {
        return None;
    }
    let half = |name: &str, start: usize| {
        let folded = fold(name);
        if cues.never.contains(&folded) || cues.direction(&folded).is_some() {
            return None;
        }
        let entries: Vec<Entry> = gazetteer.find_folded(&folded).collect();
        if standing(&entries) == Standing::Small {
            return None;
        }
        let mut out = bare(sentence, tokens, at..at + 1, folded, cues);
        let start = token.span.start as usize + start;
        out.span = Span::new(start, start + name.len());
        out.entries = entries;
        out.weight = 2.0;
        Some(out)
    };
    Some([half(left, 0)?, half(right, left.len() + 1)?])
}

/// Whether what follows a name says where it lies: `à Mbau, à une vingtaine de kilomètres au nord de Beni`.
pub(super) fn is_situated(
    candidate: &Candidate,
    next: Option<&Candidate>,
    tokens: &[Token<'_>],
    cues: &Cues,
) -> bool {
    let Some(next) = next.filter(|n| n.sentence == candidate.sentence) else { return false };
    let Some([opening, rest @ ..]) = tokens.get(candidate.tokens.end..next.tokens.start) else {
        return false;
    };
    match opening.text {
        "(" => rest.is_empty(),
        "," => {
            rest.len() <= 11
                && !rest.iter().any(Token::is_stop)
                && rest.first().is_some_and(|t| {
                    cues.locative.contains(&*t.folded)
                        || cues.piece(&t.folded).is_some_and(|p| cues.locative.contains(p))
                        || t.text.chars().all(|c| c.is_ascii_digit())
                })
        }
        _ => false,
    }
}
