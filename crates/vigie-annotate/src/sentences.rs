//! Tokens to sentences: a paragraph's end always ends one, a full stop most often does, by rules; elsewhere the words
//! around may say so (see `boundary`).

use crate::{boundary::Paragraph, conventions::Conventions, embed::fold, tokens::Token};
use std::ops::Range;

/// A sentence is cut after this many tokens: the cost of a tree grows with the square of its words, and what is longer
/// is a table or a list.
pub const LONGEST: usize = 400;

/// The byte ranges of the paragraphs of `text`: its lines, without those that hold only white space.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']).filter_map(move |line| {
        let start = at;
        let end = start + line.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        (!line.trim().is_empty()).then_some(start..end)
    })
}

/// Cuts a paragraph's tokens into sentences: ranges of tokens that follow each other without a gap.
pub fn sentences(
    conventions: &Conventions,
    words: &Paragraph<'_>,
    text: &str,
    tokens: &[Token],
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = dateline(text, tokens);
    let mut i = start;
    if start > 0 {
        out.push(0..start);
    }
    // Straight quotation marks seen in this sentence: an odd one closes.
    let mut quotes = 0;
    while i < tokens.len() {
        quotes += usize::from(tokens[i].of(text) == "\"");
        i += 1;
        let stops = ends_sentence(conventions, text, tokens, start, i - 1);
        while stops && i < tokens.len() && i - start < LONGEST && closes(text, tokens, i, &mut quotes) {
            i += 1;
        }
        if i < tokens.len() && (stops && may_open(text, tokens, i) || words.ends(start, i - 1)) {
            out.push(start..i);
            (start, quotes) = (i, 0);
        }
        if i - start >= LONGEST {
            out.push(start..i);
            (start, quotes) = (i, 0);
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// How many tokens open the paragraph as a dateline (`PARIS (AFP) -`, `BEIRUT, Lebanon —`); it is a sentence of its own,
/// as in the English Web Treebank, so that place and agency don't hang in the tree of the news.
fn dateline(text: &str, tokens: &[Token]) -> usize {
    const LONGEST_DATELINE: usize = 14;
    let is_dash = |i: usize| matches!(tokens[i].of(text), "-" | "–" | "—" | "--") && stands_apart(tokens, i);
    let Some(dash) = (1..tokens.len().min(LONGEST_DATELINE)).find(|i| is_dash(*i)) else { return 0 };
    if dash + 1 == tokens.len() {
        return 0;
    }
    let before: Vec<&str> = tokens[..dash].iter().map(|t| t.of(text)).collect();
    let is_capital =
        |word: &str| word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || "-'’".contains(c));
    let has_stop = before.iter().any(|w| matches!(*w, "." | "!" | "?" | ":" | ";"));
    let lower_words = before.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
    let names_agency =
        before.last() == Some(&")") && before.contains(&"(") && (lower_words == 0 || is_capital(before[0]));
    let names_place =
        is_capital(before[0]) && (before.contains(&",") || before.iter().all(|w| is_capital(w)));
    if !has_stop && lower_words <= 2 && (names_agency || names_place) { dash + 1 } else { 0 }
}

/// Whether white space parts token `i` from the one before.
fn stands_apart(tokens: &[Token], i: usize) -> bool {
    i == 0 || tokens[i - 1].span.end < tokens[i].span.start
}

/// Whether token `i` could close a sentence, seen from it and the next word alone.
fn ends_sentence(conventions: &Conventions, text: &str, tokens: &[Token], start: usize, i: usize) -> bool {
    let token = tokens[i].of(text);
    let is_stop = token.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '؟'));
    if is_stop {
        // `1. First item`, `a. First item`: a list's mark opens its sentence.
        let is_item = i == start + 1 && token == "." && {
            let item = tokens[start].of(text);
            item.bytes().all(|b| b.is_ascii_digit()) && item.len() <= 2
        };
        return !is_item;
    }
    if !token.ends_with('.') || token.len() < 2 {
        return false;
    }
    // An abbreviation.
    let Some(next) = tokens.get(i + 1) else { return true };
    let (low, next) = (fold(token), next.of(text));
    let is_acronym =
        token.chars().filter(|c| *c == '.').count() > 1 && !conventions.abbreviations.contains(low.as_ref());
    let may_close = is_acronym || conventions.closing_abbreviations.contains(low.as_ref());
    may_close
        && next.starts_with(char::is_uppercase)
        && (conventions.openers.is_empty() || conventions.openers.contains(fold(next).as_ref()))
        && !(token.contains('-') || conventions.joins_digit_groups && is_acronym)
}

/// Whether token `i`, after a stop, still belongs to the sentence that the stop ends.
fn closes(text: &str, tokens: &[Token], i: usize, quotes: &mut usize) -> bool {
    let apart = stands_apart(tokens, i);
    match tokens[i].of(text) {
        "»" | "”" | ")" | "]" => true,
        "’" | "''" | "'" | "’’" => !apart,
        "\"" => {
            let glued = !apart && tokens.get(i + 1).is_none_or(|_| stands_apart(tokens, i + 1));
            let closes = glued || (apart && *quotes % 2 == 1);
            *quotes += usize::from(closes);
            closes
        }
        _ => false,
    }
}

/// Whether token `i` may be a sentence's first.
fn may_open(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = tokens[i].of(text);
    let first = token.chars().next().unwrap_or(' ');
    if first.is_lowercase() {
        return false;
    }
    let before_lower = || tokens.get(i + 1).is_some_and(|next| next.of(text).starts_with(char::is_lowercase));
    match token {
        // `« Non ! », puis`, `(cf. p. 3), il`: the stop was inside.
        "," | ";" | ":" | ")" | "]" | "»" | "." | "/" => false,
        "-" | "–" | "—" | "--" => !before_lower(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Annotator, tokens::tokens};
    use vigie_text::Language;

    fn cut(language: Language, text: &str) -> Vec<&str> {
        let conventions = Conventions::shipped(language).unwrap();
        let tokens = tokens(&conventions, text, 0, text.len());
        let words = Annotator::shipped(language).unwrap().paragraph(text, &tokens);
        let ranges = sentences(&conventions, &words, text, &tokens);
        ranges.into_iter().map(|r| tokens[r.start].span.cover(tokens[r.end - 1].span).slice(text)).collect()
    }

    #[test]
    fn a_quotation_closes_with_its_sentence() {
        for text in [
            "« Ils ont tiré. » | Puis ils ont fui.",
            "Il a dit : \"Partez !\" | Elle est partie.",
            "« Partez ! », a-t-il crié. | Fin.",
            "(Reuters) Des tirs ont éclaté... | Le calme est revenu.",
            "M. Traoré et le Gén. Diallo sont morts. | 12 autres aussi.",
        ] {
            let parts: Vec<_> = text.split(" | ").collect();
            assert_eq!(cut(Language::Fr, &parts.join(" ")), parts);
        }
    }

    #[test]
    fn an_abbreviation_closes_a_sentence_only_before_its_opener() {
        for text in [
            "The U.S. Army left at 5 p.m. | The town fell.",
            "Gen. Smith met Mr. Jones in St. Louis. | \"We won,\" he said.",
            "He works for Acme Inc. | It was shelled.",
        ] {
            let parts: Vec<_> = text.split(" | ").collect();
            assert_eq!(cut(Language::En, &parts.join(" ")), parts);
        }
    }

    #[test]
    fn a_dateline_is_a_sentence_of_its_own() {
        for text in [
            "OUAGADOUGOU (AFP) - | Au moins 27 civils ont été tués.",
            "BEYROUTH, 3 mai (Reuters) - | Des tirs ont éclaté - sans victime.",
            "PORT-AU-PRINCE — | La police a tiré.",
            "Le président (PS) - réélu hier - se retire.",
            "L'attaque - la troisième - a fait dix morts.",
            "ONU : la mission (MINUSMA) - attaquée hier - se retire.",
        ] {
            let parts: Vec<_> = text.split(" | ").collect();
            assert_eq!(cut(Language::Fr, &parts.join(" ")), parts);
        }
    }

    #[test]
    fn no_sentence_is_longer_than_the_limit() {
        for piece in ["mot ", "mot. mot ", "» ", ". ", "a . » "] {
            let text = piece.repeat(3 * LONGEST);
            let conventions = Conventions::shipped(Language::Fr).unwrap();
            let tokens = tokens(&conventions, &text, 0, text.len());
            let words = Annotator::shipped(Language::Fr).unwrap().paragraph(&text, &tokens);
            let ranges = sentences(&conventions, &words, &text, &tokens);
            assert!(ranges.iter().all(|r| (1..=LONGEST).contains(&r.len())), "{piece}");
            assert_eq!(ranges.iter().map(Range::len).sum::<usize>(), tokens.len(), "{piece}");
        }
    }

    #[test]
    fn a_paragraph_is_a_line_that_holds_something() {
        let text = "Un\r\n\r\n  \nDeux\u{2028}Trois";
        assert_eq!(paragraphs(text).map(|r| &text[r]).collect::<Vec<_>>(), ["Un", "Deux", "Trois"]);
    }
}
