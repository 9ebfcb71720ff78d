//! The text of a file of the actor table, and where it says something wrong.

use super::period::Period;
use crate::Error;
use serde::de::DeserializeOwned;
use smol_str::SmolStr;
use std::ops::Range;

/// A file and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// As messages call it.
    pub name: &'a str,
    /// Empty where the file is shipped packed: messages tell no line then.
    pub text: &'a str,
}

/// What is wrong with a block: the word at fault, as the file writes it, and what to say of it.
pub(super) struct Wrong {
    pub word: SmolStr,
    pub what: String,
}

impl Wrong {
    pub fn new(word: &str, what: String) -> Self {
        Self { word: word.into(), what }
    }
}

impl Source<'_> {
    /// Reads the file; what is no TOML of this shape is told with its line.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(self.text)
            .map_err(|e| self.error_at(e.span().map(|s| s.start), e.message().trim().to_owned()))
    }

    /// An error at the line of the word in its block, or at the block's own where the word is not found.
    pub fn error(&self, block: &Range<usize>, wrong: Wrong) -> Error {
        let rest = self.text.get(block.start..).unwrap_or_default();
        let next = rest.get(1..).and_then(|r| r.find("\n[")).map_or(rest.len(), |at| at + 1);
        let written = [format!("\"{}\"", wrong.word), format!("'{}'", wrong.word)];
        let at =
            written.iter().filter(|_| !wrong.word.is_empty()).find_map(|w| rest[..next].find(w.as_str()));
        self.error_at(Some(block.start + at.unwrap_or(0)), wrong.what)
    }

    /// An error at a byte.
    pub fn error_at(&self, byte: Option<usize>, reason: String) -> Error {
        let line = byte.filter(|_| !self.text.is_empty()).map(|at| self.line(at));
        Error::Actors { file: self.name.to_owned(), line, reason }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1
    }
}

/// The days from the first of `from` to the last of `to`.
pub(super) fn period(from: Option<&SmolStr>, to: Option<&SmolStr>) -> Result<Period, Wrong> {
    let days = |words: Option<&SmolStr>| match words {
        Some(words) => Period::of(words).map(Some).ok_or_else(|| {
            Wrong::new(words, format!("`{words}` is no date; write \"2013\", \"2013-04\" or \"2013-04-30\""))
        }),
        None => Ok(None),
    };
    let first = days(from)?.map_or(Period::ALWAYS.first, |p| p.first);
    let last = days(to)?.map_or(Period::ALWAYS.last, |p| p.last);
    if first > last {
        let word = to.map_or("", SmolStr::as_str);
        return Err(Wrong::new(
            word,
            format!("it ends ({last}) before it starts ({first}); exchange `from` and `to`"),
        ));
    }
    Ok(Period { first, last })
}
