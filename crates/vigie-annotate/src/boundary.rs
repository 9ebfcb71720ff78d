//! Whether a sentence ends at a gap where no full stop says so (headlines, lists and captions that run into the text): a
//! linear classifier over the words on both sides. `train/boundaries.py` trains it.

use crate::{
    Error,
    embed::{Hasher, fold},
    lemma::Lemmatiser,
    model::Sections,
    tokens::Token,
};
use smol_str::SmolStr;
use std::borrow::Cow;

const SEED: u32 = 13;

/// By how much the score of a gap must be above even odds: news has its line breaks, and a false end costs more than a
/// missed one.
const CERTAIN: f32 = 1.0;

/// How far back and ahead a verb is looked for.
const BACK: usize = 30;
const AHEAD: usize = 8;

/// The trained weights.
pub struct Boundaries {
    weights: Vec<f32>,
}

/// What the features need of one token; nothing at all beyond the sentence.
#[derive(Default)]
struct Seen<'t> {
    low: Cow<'t, str>,
    /// What it looks like: a number, capitals, one capital, small letters, or the mark itself.
    kind: &'t str,
    /// What the lexicon knows it as, a letter a class.
    known: SmolStr,
    is_verb: bool,
}

impl Seen<'_> {
    fn is_mark(&self) -> bool {
        !matches!(self.kind, "0" | "x" | "X" | "XX")
    }

    fn is_stop(&self) -> bool {
        self.kind.ends_with(['.', '!', '?', ':', ';', '…'])
    }
}

fn kind(form: &str) -> &str {
    let Some(first) = form.chars().next() else { return "" };
    if first.is_ascii_digit() {
        "0"
    } else if first.is_uppercase() {
        let is_long = form.len() > first.len_utf8();
        if is_long && !form.contains(char::is_lowercase) { "XX" } else { "X" }
    } else if first.is_alphabetic() {
        "x"
    } else {
        form
    }
}

/// A paragraph's tokens as the classifier sees them.
pub struct Paragraph<'a> {
    weights: &'a [f32],
    seen: Vec<Seen<'a>>,
    nothing: Seen<'a>,
}

impl Boundaries {
    pub fn read(sections: &Sections<'_>) -> Result<Self, Error> {
        let weights = sections.numbers("boundary")?;
        if weights.is_empty() {
            return Err(Error::Model { what: "section boundary is empty".into() });
        }
        Ok(Self { weights })
    }

    /// Looks at the tokens of a paragraph.
    pub fn paragraph<'a>(
        &'a self,
        lemmatiser: &Lemmatiser,
        text: &'a str,
        tokens: &[Token],
    ) -> Paragraph<'a> {
        let seen = tokens.iter().map(|token| {
            let form = token.of(text);
            let low = fold(form);
            let known = lemmatiser.class(&low);
            let is_verb = known.contains(['V', 'a']);
            Seen { low, kind: kind(form), known, is_verb }
        });
        Paragraph { weights: &self.weights, seen: seen.collect(), nothing: Seen::default() }
    }
}

impl Paragraph<'_> {
    /// Whether the sentence that starts at token `start` more likely ends after token `i` than not.
    pub fn ends(&self, start: usize, i: usize) -> bool {
        let seen = |j: Option<usize>| {
            j.filter(|j| *j >= start).and_then(|j| self.seen.get(j)).unwrap_or(&self.nothing)
        };
        let (before, last, next, after) =
            (seen(i.checked_sub(1)), seen(Some(i)), seen(Some(i + 1)), seen(Some(i + 2)));
        // Only a mark ends a sentence that goes on in small letters, and never one that opens.
        if next.kind == "x" && !last.is_mark() || matches!(last.kind, "(" | "[" | "«" | "“") {
            return false;
        }
        // `(Reuters) Des tirs`, `le chef - réélu hier - se retire`
        let first = &self.seen[start];
        let is_label = first.kind == "(" && last.kind == ")";
        let is_aside = matches!(next.kind, "-" | "–" | "—") && after.kind == "x" && !last.is_stop();
        if is_label || is_aside {
            return false;
        }
        let verb = |range: &[Seen<'_>]| if range.iter().any(|s| s.is_verb) { "V" } else { "" };
        let behind = verb(&self.seen[start.max(i.saturating_sub(BACK))..=i]);
        let ahead = verb(self.seen.get(i + 2..).map_or(&[], |rest| &rest[..rest.len().min(AHEAD)]));
        let length = (i + 1 - start).min(12).to_string();
        let tail = last.low.char_indices().rev().nth(2).map_or(&*last.low, |(at, _)| &last.low[at..]);
        let [kb, k0, k1, k2] = [before, last, next, after].map(|s| s.kind);
        let [cb, c0, c1, c2] = [before, last, next, after].map(|s| s.known.as_str());
        let [w0, w1, w2] = [last, next, after].map(|s| &*s.low);
        let weight = |name: &str, parts: &[&str]| {
            let mut hasher = Hasher::new(SEED);
            hasher.add(name.as_bytes());
            for (n, part) in parts.iter().enumerate() {
                if n > 0 {
                    hasher.add(b" ");
                }
                hasher.add(part.as_bytes());
            }
            self.weights[hasher.finish() as usize % self.weights.len()]
        };
        let score = weight("", &[])
            + weight("k:", &[k0, k1])
            + weight("kk:", &[kb, k0, k1, k2])
            + weight("c:", &[c0, k1])
            + weight("cc:", &[c0, k1, c1])
            + weight("w0:", &[w0, k1])
            + weight("w1:", &[k0, k1, w1])
            + weight("w01:", &[w0, k1, w1])
            + weight("c1:", &[k0, k1, c1])
            + weight("c2:", &[k1, c1, k2, c2])
            + weight("w2:", &[k1, w1, w2])
            + weight("n:", &[&length, k0, k1])
            + weight("v:", &[behind, ahead, k0, k1])
            + weight("vc:", &[behind, c0, k1, c1])
            + weight("s:", &[tail, k1, c1])
            + weight("pc:", &[cb, c0, k1, c1])
            + weight("first:", &[first.kind, k0, k1]);
        score > CERTAIN
    }
}
