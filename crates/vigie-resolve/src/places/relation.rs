//! How a place lies: the words before its name (`près de`, `au nord de la ville de`), read backwards.

use super::{
    cues::{Bearing, Cues, Noun},
    tokens::Token,
};
use vigie_annotate::Upos;
use vigie_schema::Relation;

/// What the words before a name say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Approach {
    /// The relation and direction, where words say one.
    pub bearing: Option<Bearing>,
    /// The generic noun that introduces the name, as a token.
    pub noun: Option<(usize, Noun)>,
    /// Whether `de`/`of` stands right before the name.
    pub after_of: bool,
    /// Whether the noun is the capital of what the name is of: `la capitale du Nord-Kivu`.
    pub is_capital_of: bool,
    /// The distance that the words give: `à 30 km au sud de`.
    pub km: Option<f32>,
}

/// Reads the tokens before token `at`.
pub(super) fn approach(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Approach {
    let mut out = Approach::default();
    let before = |i: usize| tokens[..i].iter().rposition(|t| cues.piece(&t.folded).is_some() || t.is_stop());
    let previous = before(at).map(|i| (i, cues.piece(&tokens[i].folded).unwrap_or_default()));
    out.after_of = previous.is_some_and(|(_, p)| cues.is_of(p));
    let mut from = at;
    if let Some((noun_at, noun)) = introducing_noun(tokens, at, cues) {
        out.is_capital_of = out.after_of && cues.is_capital(&tokens[noun_at]);
        out.noun = Some((noun_at, noun)).filter(|_| !out.is_capital_of);
        from = noun_at;
        // What stands between the preposition and the noun: `dans la petite ville de`.
        for _ in 0..2 {
            let Some(i) = before(from) else { break };
            let token = &tokens[i];
            let skip = matches!(token.upos, Upos::Adj | Upos::Num | Upos::Det)
                && !token.is_stop()
                && cues.direction(&token.folded).is_none();
            if !skip {
                break;
            }
            from = i;
        }
    }
    out.bearing = bearing(tokens, from, cues);
    if out.bearing.is_some_and(|(_, direction)| direction.is_some()) {
        out.km = distance(tokens, from, cues);
    }
    if out.bearing.is_none() && out.noun.is_some() {
        out.bearing = adjectival(tokens, at, cues);
    }
    out
}

/// The noun in `la ville irakienne de` or `le quartier` before the name at `at`.
fn introducing_noun(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<(usize, Noun)> {
    let mut i = at;
    let mut left = 0;
    let mut through_of = false;
    while i > 0 && left < 5 {
        i -= 1;
        let token = &tokens[i];
        if token.is_stop() {
            return None;
        }
        let Some(piece) = cues.piece(&token.folded) else { continue };
        if left == 0 && cues.is_of(piece) {
            through_of = true;
            left += 1;
            continue;
        }
        // `le quartier de X et celui de Y`.
        if through_of && cues.demonstratives.contains(piece) {
            return tokens[..i]
                .iter()
                .enumerate()
                .rev()
                .take(25)
                .find_map(|(k, t)| cues.noun_at(t).filter(|_| !t.is_capital).map(|n| (k, n)));
        }
        if let Some(noun) = cues.noun_at(token)
            && (!token.is_capital || token.is_initial || token.headline)
        {
            return Some((i, noun));
        }
        // Without `de`, the noun stands next to the name (`quartier Karama`).
        if !through_of || token.is_capital || cues.is_of(piece) {
            return None;
        }
        // `la ville aux combattants du Hezbollah`: another phrase starts there.
        let starts_phrase = cues.locative.contains(piece);
        if starts_phrase || matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Sconj) {
            return None;
        }
        left += 1;
    }
    None
}

/// The relation that the words ending before `at` name: the longest cue wins.
fn bearing(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<Bearing> {
    let mut joined = String::new();
    let mut found = None;
    let mut pieces = 0;
    for token in tokens[..at].iter().rev() {
        if token.is_stop() || pieces == cues.longest {
            break;
        }
        for word in token.folded.rsplit(' ') {
            // `sud-est` is one token and one direction, `centre-ville` two words.
            let word = if cues.direction(&token.folded).is_some() { token.folded.as_str() } else { word };
            let Some(piece) = cues.piece(word) else { continue };
            joined = if joined.is_empty() { piece.to_owned() } else { format!("{piece} {joined}") };
            pieces += word.split(' ').count();
            found = cues.bearing(&joined).or(found);
            if word.len() == token.folded.len() {
                break;
            }
        }
    }
    found
}

/// A direction as an adjective of the introducing noun: `the northern city of`.
fn adjectival(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<Bearing> {
    tokens[..at]
        .iter()
        .rev()
        .take(5)
        .take_while(|t| !t.is_stop())
        .find_map(|t| cues.direction(&t.folded))
        .map(|d| (Relation::In, Some(d)))
}

/// The kilometres named in the words before `at`: a number and a unit of length, at most five words back.
fn distance(tokens: &[Token<'_>], at: usize, cues: &Cues) -> Option<f32> {
    let start = at.saturating_sub(8);
    let near = &tokens[start..at];
    let unit = near.iter().rposition(|t| cues.length(&t.folded).is_some())?;
    let km = cues.length(&near[unit].folded)?;
    if near[unit..].iter().any(Token::is_stop) {
        return None;
    }
    near[..unit].iter().rev().take(3).find_map(|t| number(t.text)).map(|n| n * km)
}

/// A number in figures: `30`, `1,5`, `2.5`.
fn number(written: &str) -> Option<f32> {
    written.replace(',', ".").parse().ok().filter(|n: &f32| n.is_finite() && (0.0..=2000.0).contains(n))
}
