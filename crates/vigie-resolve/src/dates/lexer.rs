//! From a sentence's characters to words of time.
//!
//! The text is cut afresh, whatever the annotator's tokens: `mi-juillet`, `14h30`, `17/10/2017` and `avant-hier` are cut in
//! several ways by several tokenizers, and here always the same way. Each token remembers the annotator's words it covers.

use super::lexicon::{Lexicon, Meaning, Role, fold_into};
use vigie_annotate::Sentence;

/// What lies between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    Space,
    Nothing,
    Hyphen,
    Apostrophe,
    Slash,
    Dot,
    Colon,
}

/// A word, number or mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// First and last of the sentence's words that it covers.
    pub first_word: usize,
    pub last_word: usize,
    pub glue: Glue,
    pub meaning: Meaning,
    /// The value of a token of digits.
    pub figure: Option<u32>,
    /// How many digits; 0 for words, and for numbers with separators (`1.200`), which are no date.
    pub digits: usize,
    pub is_capital: bool,
    pub mark: Option<char>,
}

impl Token {
    pub(super) fn is(&self, role: Role) -> bool {
        self.meaning.is(role)
    }
}

#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    fold: (usize, usize),
    glue: Glue,
    mark: Option<char>,
    figure: Option<u32>,
    digits: usize,
}

/// Cuts the bytes `range` of the text into pieces.
struct Cutter<'a> {
    text: &'a str,
    at: usize,
    stop: usize,
    folded: String,
    pieces: Vec<Piece>,
}

impl Cutter<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..self.stop).and_then(|t| t.chars().next())
    }

    fn run(&mut self, holds: impl Fn(char) -> bool) -> usize {
        let start = self.at;
        while let Some(c) = self.peek(self.at).filter(|&c| holds(c)) {
            self.at += c.len_utf8();
        }
        start
    }

    /// A mark between two characters of one written word joins them instead of standing alone.
    fn joint(&self, c: char, before: Option<char>) -> Option<Glue> {
        let before = before?;
        let after = self.peek(self.at + c.len_utf8())?;
        let figures = before.is_ascii_digit() && after.is_ascii_digit();
        match c {
            '-' | '‐' | '‑' if before.is_alphanumeric() && after.is_alphanumeric() => Some(Glue::Hyphen),
            '–' if figures => Some(Glue::Hyphen),
            '\'' | '’' | 'ʼ' if before.is_alphabetic() => Some(Glue::Apostrophe),
            '/' if figures => Some(Glue::Slash),
            '.' if before.is_alphanumeric() && after.is_alphanumeric() => Some(Glue::Dot),
            ':' if figures => Some(Glue::Colon),
            _ => None,
        }
    }

    fn cut(&mut self) {
        let mut glue = Glue::Space;
        let mut before = None;
        while let Some(c) = self.peek(self.at) {
            let start = self.at;
            if c.is_whitespace() {
                self.at += c.len_utf8();
                (glue, before) = (Glue::Space, None);
                continue;
            }
            if let Some(joint) = self.joint(c, before) {
                self.at += c.len_utf8();
                glue = joint;
                continue;
            }
            let from = self.folded.len();
            let (mut mark, mut figure, mut digits) = (None, None, 0);
            if c.is_ascii_digit() {
                (figure, digits) = self.figures();
            } else if c.is_alphabetic() {
                self.run(|c| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c));
                for c in self.text[start..self.at].chars() {
                    fold_into(&mut self.folded, c);
                }
            } else {
                self.at += c.len_utf8();
                mark = Some(c);
            }
            let fold = (from, self.folded.len());
            self.pieces.push(Piece { start, end: self.at, fold, glue, mark, figure, digits });
            before = self.text[..self.at].chars().next_back().filter(|c| c.is_alphanumeric());
            glue = Glue::Nothing;
        }
    }

    /// A run of digits with the groups of three that follow it.
    fn figures(&mut self) -> (Option<u32>, usize) {
        let start = self.run(|c| c.is_ascii_digit());
        let mut digits = self.at - start;
        let group = |this: &Self| {
            let c = this.peek(this.at)?;
            let from = this.at + c.len_utf8();
            let width = this.text[from..this.stop].bytes().take_while(u8::is_ascii_digit).count();
            let joins = match c {
                ' ' | '\u{a0}' | '\u{202f}' | '.' => width == 3,
                ',' => width > 0,
                _ => false,
            };
            joins.then_some(from + width)
        };
        if digits <= 3 {
            while let Some(end) = group(self) {
                self.at = end;
                digits = 0;
            }
        }
        self.folded.push_str(&self.text[start..self.at]);
        (self.text[start..self.at].parse().ok(), digits)
    }
}

/// The words of `sentence`, the longest phrase of the lexicon being one token.
pub(super) fn tokens(text: &str, sentence: &Sentence, lexicon: &Lexicon) -> Vec<Token> {
    let range = sentence.span.range();
    if text.get(range.clone()).is_none() {
        return Vec::new();
    }
    let mut cutter = Cutter {
        text,
        at: range.start,
        stop: range.end,
        folded: String::with_capacity(range.len()),
        pieces: Vec::with_capacity(range.len() / 5 + 1),
    };
    cutter.cut();
    let (folded, pieces) = (cutter.folded, cutter.pieces);
    let word = |i: usize| &folded[pieces[i].fold.0..pieces[i].fold.1];
    let mut out = Vec::with_capacity(pieces.len());
    let (mut i, mut at_word) = (0, 0);
    while i < pieces.len() {
        let first = pieces[i];
        let mut length = 1;
        let mut meaning = Meaning::default();
        if first.mark.is_none() {
            let fits = |rest: &[(String, bool)]| {
                let one = |((w, hyphen), k): (&(String, bool), usize)| {
                    w == word(k) && (!hyphen || pieces[k].glue == Glue::Hyphen)
                };
                i + rest.len() < pieces.len() && rest.iter().zip(i + 1..).all(one)
            };
            let written = &text[first.start..first.end];
            if let Some(phrase) = lexicon.phrases(word(i), written).iter().find(|p| fits(&p.rest)) {
                length += phrase.rest.len();
                meaning = phrase.meaning;
            }
        }
        let mut last = pieces[i + length - 1];
        // The dot of an abbreviated month is part of it.
        if meaning.is(Role::Abbreviated)
            && let Some(dot) = pieces.get(i + length).filter(|p| p.mark == Some('.') && p.start == last.end)
        {
            last = *dot;
            length += 1;
        }
        let (first_word, last_word) = covered(sentence, &mut at_word, first.start, last.end);
        out.push(Token {
            start: first.start,
            end: last.end,
            first_word,
            last_word,
            glue: first.glue,
            meaning,
            figure: if length == 1 { first.figure } else { None },
            digits: if length == 1 { first.digits } else { 0 },
            is_capital: text[first.start..].starts_with(char::is_uppercase),
            mark: first.mark,
        });
        i += length;
    }
    out
}

/// First and last word that share a byte with `start..end`; `at` moves on with the text.
fn covered(sentence: &Sentence, at: &mut usize, start: usize, end: usize) -> (usize, usize) {
    let words = &sentence.words;
    while words.get(*at).is_some_and(|w| w.span.range().end <= start) {
        *at += 1;
    }
    let first = (*at).min(words.len().saturating_sub(1));
    let mut last = first;
    while words.get(last + 1).is_some_and(|w| w.span.range().start < end) {
        last += 1;
    }
    (first, last)
}
