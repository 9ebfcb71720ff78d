//! `codebook/vocabulary.toml`: the words that the other files may use.

use crate::{Error, files};
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The words of the schools that records speak: PLOVER's and ACLED's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vocabulary {
    /// PLOVER's event types with their modes.
    pub types: BTreeMap<SmolStr, Vec<SmolStr>>,
    /// PLOVER's contexts.
    pub contexts: Vec<SmolStr>,
    /// PLOVER's sectors.
    pub sectors: Vec<SmolStr>,
    /// What can be counted.
    pub counted: Vec<SmolStr>,
    /// ACLED's event types with their sub-event types.
    pub acled: BTreeMap<SmolStr, Vec<SmolStr>>,
}

impl Vocabulary {
    pub fn shipped() -> Result<Self, Error> {
        files::codebook("vocabulary.toml")?.parse()
    }

    /// The modes of a type; a state has none.
    pub fn modes(&self, event_type: Option<&str>) -> impl Iterator<Item = &str> {
        event_type.and_then(|t| self.types.get(t)).into_iter().flatten().map(SmolStr::as_str)
    }
}
