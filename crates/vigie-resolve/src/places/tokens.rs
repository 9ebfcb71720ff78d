//! The written tokens of a sentence, as names are read from them.

use super::cues::Cues;
use crate::fold::fold_into;
use smol_str::SmolStr;
use std::ops::Range;
use vigie_annotate::{Sentence, Upos};
use vigie_text::Span;

/// One written token: a word, or several that share their letters (`du`).
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what a reader sees at a glance, each on its own")]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
    /// Words of the sentence that it carries.
    pub words: Range<usize>,
    pub folded: SmolStr,
    pub upos: Upos,
    /// Starts with a capital, an Arabic article left aside.
    pub is_capital: bool,
    /// Opens the sentence or what is said in it: its capital proves nothing.
    pub is_initial: bool,
    /// Stands in a line of capitals or of capitalised words.
    pub headline: bool,
    /// Stands to a name before it as a surname to a first name: `Nicholas Hedon`.
    pub is_flat: bool,
    /// Is the subject of its clause.
    pub is_subject: bool,
    /// A possessive stood at its end and was left out: `Giza's`.
    pub is_possessor: bool,
}

impl Token<'_> {
    /// Whether reading stops here: punctuation other than a hyphen.
    pub fn is_stop(&self) -> bool {
        self.folded.is_empty() && !matches!(self.text, "-" | "‐" | "‑")
    }
}

/// The written tokens of a sentence.
pub(super) fn tokens<'a>(text: &'a str, sentence: &Sentence, cues: &Cues) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::with_capacity(sentence.words.len());
    let mut folded = String::new();
    // Bytes of the token as written, before a possessive is taken off.
    let mut written = None;
    for (i, word) in sentence.words.iter().enumerate() {
        if let Some(last) = out.last_mut()
            && written == Some(word.span)
        {
            last.words.end = i + 1;
            continue;
        }
        written = Some(word.span);
        let surface = cues.without_possessive(word.span.slice(text));
        let start = word.span.start as usize;
        folded.clear();
        fold_into(surface, &mut folded);
        out.push(Token {
            text: surface,
            span: Span::new(start, start + surface.len()),
            is_possessor: surface.len() < word.span.slice(text).len(),
            words: i..i + 1,
            folded: SmolStr::new(&folded),
            upos: word.upos,
            is_capital: is_capital(surface),
            is_initial: false,
            headline: false,
            is_flat: word.is("flat")
                && word
                    .head
                    .is_some_and(|h| h < i && sentence.words.get(h).is_some_and(|w| w.upos == Upos::Propn)),
            is_subject: word.is("nsubj"),
        });
    }
    let mut opening = true;
    for token in &mut out {
        token.is_initial = opening && !token.folded.is_empty();
        opening = (opening && token.folded.is_empty())
            || matches!(token.text, ":" | "«" | "\"" | "“" | "•" | "–" | "—");
    }
    let is_alphabetic = |t: &&Token<'_>| t.folded.bytes().any(|b| !b.is_ascii_digit() && b != b' ');
    // The first word has a capital in every line.
    let long = out.iter().filter(|t| !t.is_initial && t.folded.len() > 3).filter(is_alphabetic);
    let (mut capitals, mut all) = (0, 0);
    for token in long {
        all += 1;
        capitals += usize::from(token.is_capital);
    }
    if all >= 4 && capitals * 10 >= all * 7 {
        for token in &mut out {
            token.headline = true;
        }
    }
    out
}

pub(super) fn is_capital(surface: &str) -> bool {
    let Some(first) = surface.chars().next() else { return false };
    // Letters without case (`حلب`): in French and English, they write names.
    if first.is_uppercase() || first.is_alphabetic() && !first.is_lowercase() {
        return true;
    }
    // `al-Bab`, `l'Ukraine` in one token, `ez-Zor`.
    surface.split_once(['-', '\'', '’']).is_some_and(|(head, rest)| {
        head.chars().count() <= 3 && rest.chars().next().is_some_and(char::is_uppercase)
    })
}

/// A capital whole word: `MOSSOUL`.
pub(super) fn is_shouted(surface: &str) -> bool {
    surface.chars().filter(|c| c.is_alphabetic()).count() > 3 && !surface.chars().any(char::is_lowercase)
}
