//! How a language's treebanks cut text into words, read from `lexicon/<language>/tokens.toml`.

use crate::Error;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;
use vigie_text::Language;

/// The lists of one language, all in lower case. The files say what each list is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    pub abbreviations: FxHashSet<SmolStr>,
    pub closing_abbreviations: FxHashSet<SmolStr>,
    pub openers: FxHashSet<SmolStr>,
    pub whole: FxHashSet<SmolStr>,
    pub elisions: FxHashSet<SmolStr>,
    pub enclitics: Vec<SmolStr>,
    pub units: FxHashSet<SmolStr>,
    pub prefixes: FxHashSet<SmolStr>,
    pub clitics: Vec<SmolStr>,
    pub optional_endings: FxHashSet<SmolStr>,
    pub splits_hyphens: bool,
    pub joins_digit_groups: bool,
    pub ambiguous: FxHashSet<SmolStr>,
    pub lifted: Vec<Vec<SmolStr>>,
    pub contractions: FxHashMap<SmolStr, [SmolStr; 2]>,
}

impl Conventions {
    /// The shipped lists of a language.
    pub fn shipped(language: Language) -> Result<Self, Error> {
        let source = match language {
            Language::Fr => include_str!("../../../lexicon/fr/tokens.toml"),
            Language::En => include_str!("../../../lexicon/en/tokens.toml"),
        };
        toml::from_str(source)
            .map_err(|e| Error::Model { what: format!("lexicon/{language}/tokens.toml: {}", e.message()) })
    }
}
