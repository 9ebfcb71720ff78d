//! What a file of the actor table may say, and where it says something wrong. `docs/your-own-actors.md` teaches its form.

use super::period::Period;
use crate::Error;
use serde::{Deserialize, de::DeserializeOwned};
use smol_str::SmolStr;
use std::ops::Range;
use toml::Spanned;

/// A file and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// As messages call it.
    pub name: &'a str,
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
        let line = byte.map(|at| self.line(at));
        Error::Actors { file: self.name.to_owned(), line, reason }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1
    }
}

/// A file: any of the kinds of block, in any order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub group: Vec<Spanned<RawActor>>,
    #[serde(default)]
    pub organisation: Vec<Spanned<RawActor>>,
    #[serde(default)]
    pub person: Vec<Spanned<RawActor>>,
    #[serde(default)]
    pub also: Vec<Spanned<Also>>,
    #[serde(default)]
    pub office: Vec<Spanned<RawOffice>>,
    #[serde(default)]
    pub alliance: Vec<Spanned<RawAlliance>>,
}

/// States and peoples: these stand in a file of their own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct States {
    pub state: Vec<State>,
    pub people: Vec<People>,
    pub nationality: Vec<People>,
    pub metonym: Vec<Metonym>,
    pub when: Vec<StateWhen>,
    pub not: Not,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub code: SmolStr,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub ar: Vec<SmolStr>,
    #[serde(default)]
    pub adj_en: Vec<SmolStr>,
    #[serde(default)]
    pub adj_fr: Vec<SmolStr>,
    #[serde(default)]
    pub people_en: Vec<SmolStr>,
    #[serde(default)]
    pub capital: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub id: Option<SmolStr>,
    pub country: Option<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub leaning: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Metonym {
    pub country: SmolStr,
    pub sectors: Vec<SmolStr>,
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub countries: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateWhen {
    pub code: SmolStr,
    pub names: Vec<SmolStr>,
    pub countries: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Not {
    pub names: Vec<SmolStr>,
}

/// A group, organisation or person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawActor {
    pub id: SmolStr,
    pub name: SmolStr,
    pub country: Option<SmolStr>,
    pub sectors: Vec<SmolStr>,
    #[serde(default)]
    pub tags: Vec<SmolStr>,
    #[serde(default)]
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub ar: Vec<SmolStr>,
    #[serde(default)]
    pub when: Vec<When>,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
    pub parent: Option<SmolStr>,
    #[serde(default)]
    pub became: Vec<RawBecame>,
    #[serde(default)]
    pub held: Vec<RawHeld>,
}

/// More names for an actor that is there already.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Also {
    pub id: SmolStr,
    #[serde(default)]
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub ar: Vec<SmolStr>,
    #[serde(default)]
    pub when: Vec<When>,
    #[serde(default)]
    pub held: Vec<RawHeld>,
}

/// Names that hold under a condition.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    #[serde(default)]
    pub names: Vec<SmolStr>,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub countries: Vec<SmolStr>,
    #[serde(default)]
    pub named: bool,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBecame {
    pub id: SmolStr,
    pub on: Option<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeld {
    pub office: SmolStr,
    pub of: Option<SmolStr>,
    #[serde(default)]
    pub sectors: Vec<SmolStr>,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOffice {
    pub id: SmolStr,
    #[serde(default)]
    pub fr: Vec<SmolStr>,
    #[serde(default)]
    pub en: Vec<SmolStr>,
    #[serde(default)]
    pub sectors: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlliance {
    pub id: SmolStr,
    pub name: SmolStr,
    pub fr: SmolStr,
    #[serde(default)]
    pub countries: Vec<SmolStr>,
    #[serde(default)]
    pub against: Vec<SmolStr>,
    pub members: Vec<RawMember>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMember {
    pub id: SmolStr,
    pub from: Option<SmolStr>,
    pub to: Option<SmolStr>,
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
